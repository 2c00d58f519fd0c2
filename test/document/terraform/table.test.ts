import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { attachmentAttributes, policyAttributes, typeOfAttribute } from '../../../src/document/terraform/attributes.ts';
import { policyTypes } from '../../../src/policy/model.ts';
import { readAsJson, readTf, summary } from './read.ts';

const doc = readFileSync(fileURLToPath(new URL('../../../docs/terraform.md', import.meta.url)), 'utf8');
const rows = doc
  .split('\n')
  .filter((line) => line.startsWith('| `aws_'))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')).join(' ')); // prettier-ignore

describe('the table of resources', () => {
  const all = [...policyAttributes].flatMap(([resource, list]) =>
    list.map((attribute) => ({ resource, ...attribute })),
  );

  it('is what the documentation says', () => {
    const policies = all.map(({ resource, path, type, resourceType }) =>
      [resource, path.join('.'), type === 'organization' ? 'scp, rcp' : type, resourceType].join(' '),
    );
    const attachments = [...attachmentAttributes].map(([resource, { name }]) => `${resource} ${name}`);
    expect(rows).toEqual([...policies, ...attachments]);
    expect(policies.length).toBeGreaterThan(60);
  });

  it('is sorted, with types that exist', () => {
    expect([...policyAttributes.keys()]).toEqual([...policyAttributes.keys()].sort());
    for (const attribute of all) {
      expect(policyTypes).toContain(typeOfAttribute(attribute, undefined));
      expect(attribute.resourceType).toMatch(/^AWS::\w+::\w+$/);
    }
  });

  it.each(all.map(({ resource, path, type, resourceType }) => ({ resource, path, type, resourceType })))(
    '$resource $path',
    ({ resource, path, type, resourceType }) => {
      const policy = '{"Version": "2012-10-17", "Statement": []}';
      const [last = '', ...around] = [...path].reverse();
      const body = around.reduce((inner, block) => `${block} {\n${inner}\n}`, `${last} = ${JSON.stringify(policy)}`);
      const values = around.reduce<object>((inner, block) => ({ [block]: [inner] }), { [last]: policy });
      const one = { address: `${resource}.x`, mode: 'managed', type: resource, name: 'x', values };
      const plan = {
        format_version: '1.2',
        terraform_version: '1.11.4',
        planned_values: { root_module: { resources: [one] } },
      };
      const expected = [
        {
          type: type === 'organization' ? 'scp' : type,
          ...(type === 'resource' && { resourceType }),
          of: `${resource}.x`,
          raw: JSON.parse(policy) as unknown,
        },
      ];
      expect(summary(readTf(`resource "${resource}" "x" {\n${body}\n}`))).toMatchObject(expected);
      expect(summary(readAsJson(plan))).toMatchObject(expected);
      expect(summary(readAsJson({ resource: { [resource]: { x: values } } }, 'x.tf.json'))).toMatchObject(expected);
    },
  );
});
