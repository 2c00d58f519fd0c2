/** The same account in China and in GovCloud: the same findings, the calls signed for a Region of the partition. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSnapshot, type SnapshotParts } from '../../src/account/snapshot.ts';
import { collectFrom, useTestCredentials } from '../collect/collect-from.ts';
import { sample } from '../collect/sample-account.ts';
import { runCli } from '../support/run-cli.ts';

const demo = readFileSync(fileURLToPath(new URL('../../fixtures/demo/snapshot.json', import.meta.url)), 'utf8');

interface Found {
  readonly findings: readonly {
    ruleId: string;
    severity: string;
    message: string;
    resource?: { name: string; arn?: string };
  }[];
}

describe.each([
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
])('%s', (partition, region) => {
  const move = (text: string) => text.replaceAll('arn:aws:', `arn:${partition}:`).replaceAll('eu-west-1', region);
  let cwd = '';
  beforeEach(() => {
    useTestCredentials();
    cwd = mkdtempSync(join(tmpdir(), 'iam-audit-partition-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(cwd, { recursive: true, force: true });
  });

  const scan = async (text: string) => {
    writeFileSync(join(cwd, 'snapshot.json'), text);
    const { stdout, stderr } = await runCli(['scan', '--snapshot', 'snapshot.json', '--format', 'json'], { cwd });
    expect(stderr).toBe('');
    return (JSON.parse(stdout) as Found).findings;
  };
  const about = (findings: Found['findings']) =>
    findings
      .map(({ ruleId, severity, message, resource }) =>
        move(`${ruleId} ${severity} ${resource?.name ?? ''} ${message}`),
      )
      .sort();

  it('has the findings of the commercial partition', { timeout: 30_000 }, async () => {
    const moved = await scan(move(demo));
    // Root of an account in GovCloud has no sign-in of its own.
    const isThere = ({ ruleId }: { ruleId: string }) => partition !== 'aws-us-gov' || ruleId !== 'root-mfa-missing';
    const plain = (await scan(demo)).filter(isThere);
    expect(about(moved)).toEqual(about(plain));
    expect(moved.some(({ resource }) => resource?.arn?.startsWith(`arn:${partition}:`))).toBe(true);
    expect(JSON.stringify(moved)).not.toContain('arn:aws:');
  });

  it('is collected whole, with calls signed for its Region', async () => {
    const state = JSON.parse(move(JSON.stringify(sample))) as typeof sample;
    const { bundle, requests } = await collectFrom(state, {}, { region });
    expect(bundle).toMatchObject(state);
    expect(bundle.notCollected).toEqual([]);
    expect(bundle.accountId).toBe('111122223333');
    expect(new Set(requests.map((call) => call.region))).toEqual(new Set([region]));
    expect(readSnapshot(bundle as unknown as SnapshotParts).partition).toBe(partition);
  });
});
