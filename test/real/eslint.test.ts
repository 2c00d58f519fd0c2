import json from '@eslint/json';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/eslint/plugin.ts';

const policy = (statement: string) => `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${statement}\n  ]\n}\n`;
const reads = '{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }';

const base: Linter.Config = { files: ['**/*.json'], plugins: { json }, language: 'json/json' };

async function lint(text: string, config: Linter.Config = {}, fix = false) {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [base, plugin.configs.recommended, config],
    fix,
  });
  const [result] = await eslint.lintText(text, { filePath: 'policy.json' });
  return result!;
}

describe('the plugin in ESLint', () => {
  it('has nothing to say of a good policy, nor of a file that is none', async () => {
    expect((await lint(policy(reads))).messages).toEqual([]);
    expect((await lint('{ "name": "demo" }')).messages).toEqual([]);
  });

  it('points at the value, with the level of the rule and a suggestion', async () => {
    const { messages } = await lint(policy(reads.replace('GetObject', 'GetObjct')));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      ruleId: 'iam-audit/invalid-action',
      severity: 2,
      line: 4,
      column: 36,
      endLine: 4,
      endColumn: 49,
      suggestions: [{ desc: 'Use s3:GetObject' }],
    });
    expect(messages[0]!.message).toContain('Did you mean s3:GetObject?');
  });

  it('applies the safe fixes', async () => {
    const { output, messages } = await lint(policy(reads.replace('Allow', 'allow')), {}, true);
    expect(output).toBe(policy(reads));
    expect(messages).toEqual([]);
  });

  it('takes levels, options, settings and disable comments', async () => {
    const typo = policy(reads.replace('GetObject', 'GetObjct'));
    expect((await lint(typo, { rules: { 'iam-audit/invalid-action': 'off' } })).messages).toEqual([]);
    const [warning] = (await lint(typo, { rules: { 'iam-audit/invalid-action': 'warn' } })).messages;
    expect(warning!.severity).toBe(1);
    const withCondition = policy(reads.replace(' }', ', "Principal": "*" }'));
    const asRcp = await lint(withCondition, { settings: { 'iam-audit': { policyType: 'rcp' } } });
    expect(asRcp.messages.map(({ ruleId }) => ruleId)).toContain('iam-audit/rcp-syntax-error-allow');
    const jsonc = typo.replace(
      '{ "Effect"',
      '// eslint-disable-next-line iam-audit/invalid-action -- a demonstration\n{ "Effect"',
    );
    expect((await lint(jsonc, { language: 'json/jsonc' })).messages).toEqual([]);
  });

  it('refuses options that a rule does not have', async () => {
    await expect(lint(policy(reads), { rules: { 'iam-audit/invalid-action': ['error', { no: 1 }] } })).rejects.toThrow(
      /invalid-action/,
    );
  });

  it('knows every rule on policies, and each names its page', () => {
    expect(Object.keys(plugin.rules).length).toBeGreaterThan(150);
    for (const [id, rule] of Object.entries(plugin.rules)) expect(rule.meta?.docs?.url).toMatch(`docs/rules/${id}.md`);
  });
});
