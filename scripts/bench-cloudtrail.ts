/**
 * How fast CloudTrail logs are read: `npx tsx scripts/bench-cloudtrail.ts [EVENTS]` writes seeded synthetic log files to
 * a temporary folder, reads them in processes of their own, and prints events per second and peak memory.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const account = '111122223333';
const perFile = 2_500;
/** 2026-08-01. */
const start = Date.UTC(2026, 7, 1);

const calls: readonly (readonly [string, string, boolean])[] = [
  ['ec2.amazonaws.com', 'DescribeInstances', true],
  ['ec2.amazonaws.com', 'RunInstances', false],
  ['s3.amazonaws.com', 'GetBucketAcl', true],
  ['s3.amazonaws.com', 'GetObject', true],
  ['s3.amazonaws.com', 'PutObject', false],
  ['kms.amazonaws.com', 'Decrypt', true],
  ['sts.amazonaws.com', 'AssumeRole', true],
  ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', false],
  ['iam.amazonaws.com', 'GetRole', true],
  ['monitoring.amazonaws.com', 'DescribeAlarms', true],
  ['dynamodb.amazonaws.com', 'DescribeTable', true],
  ['logs.amazonaws.com', 'CreateLogStream', false],
  ['ssm.amazonaws.com', 'GetParameter', true],
  ['made-up.amazonaws.com', 'DoSomething', false],
];

/** Park and Miller's generator. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function makeEvent(random: (below: number) => number, index: number, all: number): unknown {
  const [eventSource, eventName, readOnly] = calls[random(calls.length)] ?? ['', '', true];
  const role = `service-role-${String(random(400))}`;
  const time = new Date(start + Math.floor((index / all) * 100 * 86_400_000));
  const id = String(random(1_000_000_000)).padStart(12, '0');
  return {
    eventVersion: '1.10',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLE${String(random(999))}:session-${id}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/session-${id}`,
      accountId: account,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEEXAMPLE',
          arn: `arn:aws:iam::${account}:role/teams/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: time.toISOString(), mfaAuthenticated: 'false' },
      },
    },
    eventTime: time.toISOString().replace(/\.\d+/, ''),
    eventSource,
    eventName,
    awsRegion: random(3) === 0 ? 'eu-central-1' : 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-sdk-go/1.44.0 (linux; amd64) example-agent/1.2.3',
    ...(random(50) === 0 && { errorCode: 'AccessDenied', errorMessage: 'not authorized' }),
    requestParameters: { bucketName: `bucket-${String(random(50))}`, key: `folder/${id}/object.json`, maxItems: 100 },
    responseElements: null,
    requestID: `request-${id}`,
    eventID: `event-${id}`,
    readOnly,
    resources: [{ ARN: `arn:aws:s3:::bucket-${String(random(50))}`, accountId: account, type: 'AWS::S3::Bucket' }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

/** Writes `events` events to gzip files below `folder`, as CloudTrail lays them out; returns the raw size. */
function writeLogs(folder: string, events: number): number {
  const random = randomFrom(2_026);
  let raw = 0;
  for (let from = 0; from < events; from += perFile) {
    const size = Math.min(perFile, events - from);
    const records = Array.from({ length: size }, (_, index) => makeEvent(random, from + index, events));
    const text = JSON.stringify({ Records: records });
    raw += text.length;
    const name = `${account}_CloudTrail_us-east-1_20260801T0000Z_${String(from / perFile).padStart(6, '0')}.json.gz`;
    writeFileSync(join(folder, name), gzipSync(text, { level: 6 }));
  }
  return raw;
}

const reader = `
const { loadCloudTrail } = await import(process.argv[1] + '/src/cli/usage-files.ts');
const { openCatalog } = await import(process.argv[1] + '/src/catalog/iam-data.ts');
const catalog = openCatalog();
const start = performance.now();
const before = process.cpuUsage();
const source = await loadCloudTrail(process.argv[2], process.argv[2], { catalog, now: new Date('2026-11-09T00:00:00Z') });
const cpu = process.cpuUsage(before);
console.log(JSON.stringify({ ms: performance.now() - start, cpuMs: (cpu.user + cpu.system) / 1000, principals: [...source.arns()].length,
  problems: source.problems.length, peakMib: process.resourceUsage().maxRSS / 1024 }));
`;

/** What no reader can do without: unpack and parse. */
const plain = `
const { readFileSync, readdirSync } = await import('node:fs');
const { gunzipSync } = await import('node:zlib');
const start = performance.now();
const before = process.cpuUsage();
for (const name of readdirSync(process.argv[2]))
  JSON.parse(new TextDecoder().decode(gunzipSync(readFileSync(process.argv[2] + '/' + name))));
const cpu = process.cpuUsage(before);
console.log(JSON.stringify({ ms: performance.now() - start, cpuMs: (cpu.user + cpu.system) / 1000, principals: 0,
  peakMib: process.resourceUsage().maxRSS / 1024 }));
`;

interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMib: number;
  readonly principals: number;
}

function measure(args: readonly string[], cwd: string): Measured {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`reading ended with ${String(status)}: ${stderr.slice(0, 500)}`);
  return JSON.parse(stdout) as Measured;
}

function median(measured: readonly Measured[]): Measured | undefined {
  return [...measured].sort((a, b) => a.cpuMs - b.cpuMs)[Math.floor(measured.length / 2)];
}

/** Measures reading `events` events, `runs` times, and prints the median run. */
export function benchCloudTrail(events: number, runs = 3): void {
  const folder = mkdtempSync(join(tmpdir(), 'iam-audit-cloudtrail-'));
  const root = fileURLToPath(new URL('..', import.meta.url));
  const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
  try {
    const logs = join(folder, 'logs');
    mkdirSync(logs);
    const raw = writeLogs(logs, events);
    const packed = readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
    const [ours, base] = [reader, plain].map((script) => {
      const args = ['--import', loader, '--input-type=module', '-e', script, root, logs];
      return median(Array.from({ length: runs }, () => measure(args, root)));
    });
    if (!ours || !base) return;
    const rate = (ms: number): string => Math.round(events / (ms / 1000)).toLocaleString('en-US');
    console.log(
      `CloudTrail, ${events.toLocaleString('en-US')} events, ${String(Math.ceil(events / perFile))} files, ${(raw / 2 ** 20).toFixed(0)} MiB (${(packed / 2 ** 20).toFixed(0)} MiB packed): ` +
        `${ours.ms.toFixed(0)} ms, ${rate(ours.ms)} events/s (${rate(ours.cpuMs)} a second of processor time), peak ${ours.peakMib.toFixed(0)} MiB, ${String(ours.principals)} principals; ` +
        `unpacking and JSON.parse alone: ${base.ms.toFixed(0)} ms (${(ours.cpuMs / base.cpuMs).toFixed(2)} x the processor time)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) benchCloudTrail(Number(process.argv[2] ?? 500_000));
