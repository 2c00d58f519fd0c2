/** `scan` against the loopback endpoint: the real command, the real SDK. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTestCredentials } from '../collect/collect-from.ts';
import { sample } from '../collect/sample-account.ts';
import { startEndpoint } from '../support/aws-endpoint/endpoint.ts';
import type { Faults } from '../support/aws-endpoint/types.ts';
import { runCli } from '../support/run-cli.ts';

const denied = { error: 'AccessDenied', status: 403 };

interface JsonReport {
  findings: { ruleId: string; location: object; fingerprint: string }[];
  skipped: { ruleId?: string; reason: string }[];
  summary: Record<string, number>;
}

describe('scan of a live account', { timeout: 30_000 }, () => {
  let cwd = '';
  beforeEach(() => {
    useTestCredentials();
    cwd = mkdtempSync(join(tmpdir(), 'iam-audit-scan-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(cwd, { recursive: true, force: true });
  });

  const scan = async (faults: Faults, ...flags: string[]) => {
    const endpoint = await startEndpoint(sample, faults);
    try {
      const common = ['scan', '--endpoint-url', endpoint.url, '--region', 'eu-west-1', '--format', 'json'];
      return await runCli([...common, ...flags], { cwd });
    } finally {
      await endpoint.close();
    }
  };

  it('reports findings, and the saved snapshot gives the same', async () => {
    const live = await scan({}, '--save-snapshot', 'kept.json');
    expect(live.stderr).toBe('');
    const report = JSON.parse(live.stdout) as JsonReport;
    expect(report.findings.length).toBeGreaterThan(0);
    const again = await runCli(['scan', '--snapshot', 'kept.json', '--format', 'json'], { cwd });
    const saved = JSON.parse(again.stdout) as JsonReport;
    const rules = (one: JsonReport) => one.findings.map(({ ruleId }) => ruleId).sort();
    expect(rules(saved)).toEqual(rules(report));
    expect(again.code).toBe(live.code);
    expect(readFileSync(join(cwd, 'kept.json'), 'utf8')).toContain('"bundleVersion": 1');
  });

  it('says what it could not see when a call is denied, with the permission', async () => {
    const { stdout } = await scan({ always: { GetAccountPasswordPolicy: denied } });
    const { skipped, findings } = JSON.parse(stdout) as JsonReport;
    expect(skipped.map(({ reason }) => reason).join('\n')).toContain('iam:GetAccountPasswordPolicy');
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('password-policy-missing');
  });

  it('ends with 2 when authorization details cannot be read', async () => {
    const { code, stderr, stdout } = await scan({ always: { GetAccountAuthorizationDetails: denied } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('iam:GetAccountAuthorizationDetails');
  });

  it('says on a terminal how far it is, and takes the line away at the end', async () => {
    const endpoint = await startEndpoint(sample, { jobPolls: 1 });
    try {
      const argv = ['scan', '--endpoint-url', endpoint.url, '--region', 'eu-west-1', '--format', 'json=report.json'];
      const { stderr } = await runCli(argv, { cwd, isTerminal: true });
      expect(stderr).toContain('\r\u001b[Kcollecting: ');
      expect(stderr).toMatch(/collecting: \d+ calls, 6 reports pending, 0 s/);
      expect(stderr.endsWith('\r\u001b[K')).toBe(true);
      expect((await runCli([...argv, '--quiet'], { cwd })).stderr).not.toContain('collecting');
    } finally {
      await endpoint.close();
    }
  });

  it('keeps what was collected when it is interrupted, and that is a snapshot', async () => {
    const endpoint = await startEndpoint(sample, { jobPolls: 'never' });
    const interrupt = new AbortController();
    const watch = setInterval(() => {
      if (endpoint.calls.some(({ operation }) => operation === 'GetServiceLastAccessedDetails')) interrupt.abort();
    }, 5);
    try {
      const argv = ['scan', '--endpoint-url', endpoint.url, '--region', 'eu-west-1', '--save-snapshot', 'part.json'];
      const { code, stderr, stdout } = await runCli(argv, { cwd, signal: interrupt.signal });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('interrupted. part.json holds what was collected');
    } finally {
      clearInterval(watch);
      await endpoint.close();
    }
    const kept = JSON.parse(readFileSync(join(cwd, 'part.json'), 'utf8')) as { notCollected: unknown[] };
    expect(kept.notCollected).toEqual([
      { part: 'accessAdvisor', permission: 'iam:GetServiceLastAccessedDetails', reason: 'Cancelled' },
    ]);
    const again = await runCli(['scan', '--snapshot', 'part.json', '--format', 'json'], { cwd });
    const { findings, skipped } = JSON.parse(again.stdout) as JsonReport;
    expect(findings.length).toBeGreaterThan(0);
    expect(skipped.map(({ reason }) => reason).join()).toContain('Cancelled');
  });

  it('reads Access Analyzer in the Regions named', async () => {
    await scan({}, '--analyzer-region', 'eu-west-1', '--analyzer-region', 'us-east-1', '--save-snapshot', 'kept.json');
    const kept = JSON.parse(readFileSync(join(cwd, 'kept.json'), 'utf8')) as { accessAnalyzer: object };
    expect(Object.keys(kept.accessAnalyzer)).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('prints the smallest policy for the chosen options', async () => {
    const policy = async (...flags: string[]) => (await runCli(['scan', '--print-policy', ...flags], { cwd })).stdout;
    expect(await policy()).toContain('iam:GenerateServiceLastAccessedDetails');
    expect(await policy()).toContain('organizations:DescribePolicy');
    expect(await policy('--role-arn', 'arn:aws:iam::111122223333:role/auditor')).toContain('sts:AssumeRole');
    expect(await policy('--access-advisor', 'none')).not.toContain('iam:GenerateServiceLastAccessedDetails');
  });
});
