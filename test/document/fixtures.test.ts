import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectCredentialsCsv } from '../../src/document/credentials-csv.ts';
import { decodeText } from '../../src/document/decode.ts';
import { looksLikePolicyText, readPolicies } from '../../src/document/detect.ts';
import { readJson } from '../../src/document/json.ts';

function textOf(name: string): string {
  const decoded = decodeText(readFileSync(new URL(`../../fixtures/documents/${name}`, import.meta.url)));
  if ('problem' in decoded) throw new Error(decoded.message);
  return decoded.text;
}

const read = (name: string) => readJson(textOf(name), { file: name, jsonc: name.endsWith('.jsonc') });

describe('files a user could have', () => {
  it.each([
    ['policy.json', ['identity ""']],
    ['policy-with-comments.jsonc', ['identity ""']],
    ['get-role.json', ['trust "/Role/AssumeRolePolicyDocument" reports']],
    ['get-role-policy.json', ['identity "/PolicyDocument" reports']],
    ['get-policy-version.json', ['identity "/PolicyVersion/Document"']],
    ['get-bucket-policy.json', ['resource "/Policy"']],
    ['get-queue-attributes.json', ['resource "/Attributes/Policy" jobs']],
    ['describe-policy.json', ['scp "/Policy/Content" KeepTrails']],
    ['authorization-details.json', [
      'identity "/UserDetailList/0/UserPolicyList/0/PolicyDocument" ana',
      'identity "/UserDetailList/0/UserPolicyList/1/PolicyDocument" ana',
      'trust "/RoleDetailList/0/AssumeRolePolicyDocument" reports',
      'identity "/RoleDetailList/0/RolePolicyList/0/PolicyDocument" reports',
      'identity "/Policies/1/PolicyVersionList/0/Document" Reports',
    ]],
  ])('%s', (name, expected) => {
    const { policies, syntaxErrors, duplicates } = readPolicies(read(name));
    const brief = policies.map(({ policy: { type, source } }) => `${type} "${source.pointer}"${source.resource ? ` ${source.resource.name}` : ''}`);
    expect(brief).toEqual(expected);
    expect([syntaxErrors, duplicates]).toEqual([[], []]);
    for (const { policy } of policies) expect([policy.problems, policy.statements.length]).toEqual([[], 1]);
  }); // prettier-ignore

  it('crlf-and-byte-order-mark.json has true positions', () => {
    const { policies } = readPolicies(read('crlf-and-byte-order-mark.json'));
    expect(policies[0]!.policy.source.locate(['Statement', 'Action'], 'value')).toMatchObject({
      line: 3,
      column: 47,
      endColumn: 61,
    });
  });

  it('utf-16.json cannot be read, and why is said', () => {
    expect(() => textOf('utf-16.json')).toThrow('is encoded as UTF-16; save it as UTF-8');
  });

  it('broken-policy.json is broken and meant as a policy', () => {
    const { syntaxError, text } = read('broken-policy.json');
    expect(syntaxError).toEqual({
      kind: 'syntax',
      expected: "',' or '}'",
      message: "Expected ',' or '}', but found a string at line 4, column 51.",
      location: { file: 'broken-policy.json', line: 4, column: 51, endLine: 4, endColumn: 61 },
    });
    expect(looksLikePolicyText(text)).toBe(true);
  });

  it('tsconfig.json is broken JSON and nobody means a policy', () => {
    const { syntaxError, text } = read('tsconfig.json');
    expect(syntaxError?.message).toContain('found a comment');
    expect(looksLikePolicyText(text)).toBe(false);
  });

  it('access-key.csv is a credentials download', () => {
    expect(detectCredentialsCsv(textOf('access-key.csv'))?.kind).toBe('access-key');
  });
});
