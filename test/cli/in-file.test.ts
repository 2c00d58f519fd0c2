import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
});

const policy = (comment: string) => `{
  "Version": "2012-10-17",
  "Statement": {
    ${comment}
    "Effect": "allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports/*"
  }
}
`;

it('is obeyed, shown with its reason, and keeps --fix away', async () => {
  const text = policy('// iam-audit-disable-next-line invalid-effect -- a demonstration');
  here.write({ 'x.jsonc': text });
  expect((await here.lint('x.jsonc', '--fix')).code).toBe(0);
  expect(readFileSync(join(here.cwd, 'x.jsonc'), 'utf8')).toBe(text);
  const { findings, ...rest } = await here.json('lint', 'x.jsonc');
  expect(findings).toEqual([]);
  expect(rest).toMatchObject({ suppressed: [{ ruleId: 'invalid-effect', reason: 'a demonstration' }] });
});

it('is itself a finding without a reason', async () => {
  here.write({ 'x.jsonc': policy('// iam-audit-disable-next-line invalid-effect') });
  const { stdout } = await here.lint('x.jsonc');
  expect(stdout).toContain('x.jsonc:4:5: warning: This suppression of invalid-effect gives no reason');
  expect(stdout).toContain('[invalid-effect]');
});

it('is nothing in JSON, where it is a syntax error', async () => {
  here.write({ 'x.json': policy('// iam-audit-disable-next-line invalid-effect -- no') });
  expect((await here.lint('x.json')).stdout).toContain('[json-syntax-error]');
});

it('works in YAML and in Terraform files', async () => {
  here.write({
    'x.yaml': [
      'Version: "2012-10-17"', 'Statement:', '  - Action: s3:GetObject', '    Resource: arn:aws:s3:::reports/*',
      '    # iam-audit-disable-next-line invalid-effect -- yaml', '    Effect: allow', '',
    ].join('\n'),
    'x.tf': [
      'data "aws_iam_policy_document" "x" {', '  statement {',
      '    # iam-audit-disable-next-line invalid-action -- hcl', '    actions   = ["s3:GetObjct"]',
      '    resources = ["arn:aws:s3:::reports/*"]', '  }', '}', '',
    ].join('\n'),
  }); // prettier-ignore
  expect((await here.lint('x.yaml')).stdout).toBe('');
  expect((await here.lint('x.tf')).stdout).toBe('');
});
