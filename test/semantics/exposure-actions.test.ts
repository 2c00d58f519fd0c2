import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import data from '../../src/data/exposure-actions.json' with { type: 'json' };
import { expandActions } from '../../src/semantics/expand.ts';
import { classifyActions, groupOf, type ExposureCategory } from '../../src/semantics/exposure-actions.ts';

const catalog = openCatalog();

const listed = (lists: Readonly<Record<string, string>>) =>
  Object.entries(lists).flatMap(([service, names]) => names.split(' ').map((name) => `${service}:${name}`));

const all = (category: ExposureCategory) => {
  const index = classifyActions(groupOf(category), catalog);
  const every = index.services.flatMap((service) => [...index.of(service).values()]);
  return new Set(every.filter(({ categories }) => categories.includes(category)).map(({ action }) => action));
};

describe('the lists of actions', () => {
  const { dataExfiltration, credentialsExposure, resourceExposure } = data;

  it('name actions as the catalogue spells them, each once', () => {
    for (const list of [dataExfiltration, credentialsExposure, resourceExposure.added]) {
      const names = listed(list);
      expect(names.filter((name) => expandActions(catalog, name)[0] !== name)).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('add what the access level does not tell, and leave out something that it does', () => {
    const isGraded = (name: string) => catalog.action(name)?.accessLevel === 'Permissions management';
    expect(listed(resourceExposure.added).filter(isGraded)).toEqual([]);
    const idle = listed(resourceExposure.leftOut).filter((pattern) => !expandActions(catalog, pattern).some(isGraded));
    expect(idle).toEqual([]);
  });
});

describe('the categories', () => {
  it('hold what is listed', () => {
    expect(all('data-exfiltration').has('s3:GetObject')).toBe(true);
    expect(all('credentials-exposure').has('iam:CreateAccessKey')).toBe(true);
  });

  it('take permissions management from the catalogue', () => {
    const actions = all('resource-exposure');
    expect(actions.has('s3:PutBucketPolicy')).toBe(true);
    expect(actions.has('ram:CreateResourceShare')).toBe(true);
    expect(actions.has('iam:PassRole')).toBe(false);
    expect(actions.has('appsync:SetWebACL')).toBe(false);
  });

  it('take changes that can be limited to resources from the catalogue', () => {
    const actions = all('infrastructure-modification');
    expect(actions.has('ec2:TerminateInstances')).toBe(true);
    expect(actions.has('ec2:CreateDefaultVpc')).toBe(false);
    expect(actions.has('s3:GetObject')).toBe(false);
  });
});
