import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { loadCloudTrail } from '../../src/cli/usage-files.ts';

const options = { catalog: openCatalog(), now: new Date('2026-11-09T00:00:00Z') };
const role = 'arn:aws:iam::111122223333:role/app';
const records = (count: number): string =>
  JSON.stringify({
    Records: Array.from({ length: count }, () => ({
      eventTime: '2026-11-01T12:00:00Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'StopInstances',
      recipientAccountId: '111122223333',
      userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: role } } },
    })),
  });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'iam-audit-usage-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

it('reads packed and plain files at any depth, and no digests', async () => {
  mkdirSync(join(dir, 'AWSLogs/CloudTrail/eu/2026'), { recursive: true });
  mkdirSync(join(dir, 'AWSLogs/CloudTrail-Digest'), { recursive: true });
  writeFileSync(join(dir, 'AWSLogs/CloudTrail/eu/2026/a.json.gz'), gzipSync(records(3)));
  writeFileSync(join(dir, 'AWSLogs/CloudTrail-Digest/d.json.gz'), 'no gzip');
  writeFileSync(join(dir, 'b.json'), records(2));
  writeFileSync(join(dir, 'notes.txt'), 'hello');
  const source = await loadCloudTrail('.', dir, options);
  expect(source.usageOf(role)?.services.get('ec2')?.count).toBe(5);
  expect(source.problems.filter((problem) => problem.includes('.json'))).toEqual([]);
});

it('says what it cannot read, and reads the rest', async () => {
  const packed = gzipSync(records(500));
  writeFileSync(join(dir, 'a.json.gz'), packed.subarray(0, packed.length - 20));
  writeFileSync(join(dir, 'b.json.gz'), records(1));
  writeFileSync(join(dir, 'c.json.gz'), Buffer.concat([packed.subarray(0, 20), Buffer.alloc(60, 0xaa)]));
  writeFileSync(join(dir, 'd.json'), records(1));
  const source = await loadCloudTrail('.', dir, options);
  expect(source.usageOf(role)?.services.get('ec2')?.count).toBe(1);
  expect(source.problems.slice(0, 3)).toEqual([
    'a.json.gz ends in the middle of the gzip data',
    'b.json.gz is no gzip file',
    'c.json.gz has broken gzip data',
  ]);
});

it('reads a large packed file, also one of several parts, and says when it ends in the middle', async () => {
  const blank = gzipSync(Buffer.alloc(25 * 1024 * 1024, 0x20), { level: 1 });
  const events = gzipSync(records(3));
  // The size at the end of a gzip file is that of its last part.
  writeFileSync(join(dir, 'a.json.gz'), Buffer.concat([events, blank]));
  writeFileSync(join(dir, 'b.json.gz'), gzipSync(`${' '.repeat(25 * 1024 * 1024)}${records(2)}`, { level: 1 }));
  writeFileSync(join(dir, 'c.json.gz'), Buffer.concat([blank.subarray(0, 9_000), blank.subarray(-8)]));
  const source = await loadCloudTrail('.', dir, options);
  expect(source.usageOf(role)?.services.get('ec2')?.count).toBe(5);
  expect(source.problems[0]).toMatch(/^c\.json\.gz (?:ends in the middle of the|has broken) gzip data$/);
});

it('skips what unpacks to more than the limit', async () => {
  const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x20), { level: 1 });
  writeFileSync(join(dir, 'a.json.gz'), bomb);
  const source = await loadCloudTrail('a.json.gz', dir, options);
  expect(source.problems).toEqual(['a.json.gz has more than 256 MiB; skipped']);
});

it('refuses a folder without logs, and one that is not there', async () => {
  await expect(loadCloudTrail('.', dir, options)).rejects.toThrow('. holds no CloudTrail log');
  await expect(loadCloudTrail('gone', dir, options)).rejects.toThrow('gone: there is no such file or folder');
});

it('stops when told to', async () => {
  writeFileSync(join(dir, 'd.json'), records(1));
  await expect(loadCloudTrail('.', dir, { ...options, signal: AbortSignal.abort() })).rejects.toThrow();
});
