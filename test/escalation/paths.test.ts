import { describe, expect, it } from 'vitest';
import { escalationPath, escalationPaths, pathsWithAction, rootOf } from '../../src/escalation/paths.ts';
import { catalog } from './minimal-policy.ts';

describe('the catalogue of paths', () => {
  it('holds the 65 paths of the dated catalogue, 23 with a later id of it, and 35 with our own', () => {
    expect(escalationPaths.filter(({ isCatalogued }) => isCatalogued)).toHaveLength(65);
    expect(escalationPaths.filter(({ isOwnId }) => isOwnId)).toHaveLength(35);
    expect(escalationPaths).toHaveLength(123);
    expect(new Set(escalationPaths.map(({ id }) => id)).size).toBe(123);
  });

  it('names actions, parents, steps and resource types that exist', () => {
    for (const { id, steps, parent, decisive } of escalationPaths) {
      const actions = steps.map(({ action }) => action);
      expect(actions, id).toContain(decisive);
      if (parent !== undefined) expect(escalationPath(parent), id).toBeDefined();
      for (const { action, sameAs, resourceTypes = [], alsoOn = [] } of steps) {
        const info = catalog.action(action);
        expect(`${info?.service}:${info?.name}`, id).toBe(action);
        if (sameAs !== undefined) expect(actions.indexOf(sameAs), id).toBeLessThan(actions.indexOf(action));
        const types = info?.resourceTypes.map(({ name }) => name);
        expect(types, id).toEqual(expect.arrayContaining([...resourceTypes, ...alsoOn]));
      }
    }
  });

  it('says for each path what happens and how to cut it, in sentences', () => {
    for (const { id, name, attack, cut } of escalationPaths) {
      expect(name, id).toMatch(/^[A-Z].*[^.]$/);
      for (const text of [attack, cut]) expect(text, id).toMatch(/^[A-Z].*\.$/);
      expect(cut, id).not.toContain('{action}');
    }
  });

  it('passes roles to a service that the role has to trust', () => {
    for (const { id, steps, needs } of escalationPaths) {
      const passes = steps.some(({ action }) => action === 'iam:PassRole');
      expect(
        needs.some(({ kind }) => kind === 'role-trusts-service'),
        id,
      ).toBe(passes);
      for (const { passedToService = [] } of steps)
        for (const service of passedToService) expect(service, id).toMatch(/^[a-z0-9.-]+\.amazonaws\.com$/);
    }
  });

  it('finds paths by id and by action, and the root of a variant', () => {
    expect(escalationPath('iam-001')?.name).toBe('Rewrite a customer managed policy attached to oneself');
    expect(escalationPath('constructor')).toBeUndefined();
    expect(pathsWithAction('STS:assumerole').map(({ id }) => id)).toContain('sts-001');
    expect(pathsWithAction('s3:ListBucket')).toEqual([]);
    expect(rootOf(escalationPath('iam-014')!).id).toBe('iam-009');
    expect(rootOf(escalationPath('sts-001')!).id).toBe('sts-001');
  });
});
