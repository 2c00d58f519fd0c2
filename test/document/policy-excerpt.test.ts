/** The policy around a pointer into a snapshot. */
import { describe, expect, it } from 'vitest';
import { excerptPolicies } from '../../src/document/policy-excerpt.ts';
import { readPolicies } from '../../src/engine.ts';
import { account, allow, role } from '../support/account.ts';

const spec = {
  roles: [
    role('deploy', {
      trust: 'lambda.amazonaws.com',
      inline: { one: allow(['s3:GetObject', 's3:PutObject'], '*', { Condition: { Bool: { 'a/b~c': 'true' } } }) },
    }),
  ],
};
const state = account(spec, { file: 'snapshot.json' });
const excerptOf = excerptPolicies(() => readPolicies(state));
const base = state.roles[0]!.inlinePolicies[0]!.document!.source.pointer;

function shown(pointer: string, file = 'snapshot.json') {
  const excerpt = excerptOf({ file, pointer });
  const part = (range: readonly [number, number] | undefined) => range && excerpt?.text.slice(...range);
  return excerpt && { statement: part(excerpt.statement), value: part(excerpt.value) };
}

describe('an excerpt', () => {
  it('holds the whole policy, its statement and the value', () => {
    const found = shown(`${base}/Statement/0/Action/1`);
    expect(found?.value).toBe('"s3:PutObject"');
    expect(JSON.parse(found?.statement ?? '')).toMatchObject({ Effect: 'Allow', Resource: '*' });
    expect(JSON.parse(excerptOf({ file: 'snapshot.json', pointer: base })!.text)).toHaveProperty('Version');
  });

  it('reads escapes of pointers', () => {
    expect(shown(`${base}/Statement/0/Condition/Bool/a~1b~0c`)?.value).toBe('"true"');
  });

  it('marks no value for the statement as a whole, and no statement for the policy as a whole', () => {
    expect(shown(`${base}/Statement/0`)).toMatchObject({ value: undefined });
    expect(shown(`${base}/Statement/0`)?.statement).toContain('Allow');
    expect(shown(base)).toEqual({ statement: undefined, value: undefined });
    expect(shown(`${base}/Version`)).toEqual({ statement: undefined, value: '"2012-10-17"' });
  });

  it('shows the statement when the value is missing from it', () => {
    expect(shown(`${base}/Statement/0/Sid`)).toMatchObject({ value: undefined });
    expect(shown(`${base}/Statement/7`)).toEqual({ statement: undefined, value: undefined });
  });

  it.each([['/roles/0'], ['']])('is none at %j, where no policy stands', (pointer) => {
    expect(shown(pointer)).toBeUndefined();
  });

  it('is none in another file, and none without a pointer', () => {
    expect(shown(`${base}/Statement/0`, 'other.json')).toBeUndefined();
    expect(excerptOf({ file: 'snapshot.json' })).toBeUndefined();
  });

  it('knows a statement that is no list', () => {
    const single = { roles: [role('x', { inline: { p: { Version: '2012-10-17', Statement: { Effect: 'Deny' } } } })] };
    const other = account(single, { file: 's' });
    const { pointer } = other.roles[0]!.inlinePolicies[0]!.document!.source;
    const excerpt = excerptPolicies(() => readPolicies(other))({ file: 's', pointer: `${pointer}/Statement/Effect` })!;
    expect(excerpt.text.slice(...excerpt.value!)).toBe('"Deny"');
    expect(excerpt.text.slice(...excerpt.statement!)).toBe('{\n    "Effect": "Deny"\n  }');
  });
});
