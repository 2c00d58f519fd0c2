import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Permit', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
};

it('prints what each rule cost on standard error, only when asked, and changes no report', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'iam-audit-stats-'));
  onTestFinished(() => { rmSync(cwd, { recursive: true, force: true }); }); // prettier-ignore
  writeFileSync(join(cwd, 'policy.json'), JSON.stringify(policy));
  const plain = await runCli(['lint', 'policy.json', '--format', 'oneline'], { cwd });
  const measured = await runCli(['lint', 'policy.json', '--format', 'oneline', '--stats'], { cwd });
  expect(plain.stderr).toBe('');
  expect(measured.stderr).toMatch(/^ +ms +calls +rule\n/);
  expect(measured.stderr).toMatch(/ +\d+\.\d +1 {2}invalid-effect\n/);
  expect(measured.stdout).toBe(plain.stdout);
  expect(measured.code).toBe(1);
});
