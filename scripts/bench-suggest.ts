/**
 * `suggest` on an account of many roles with access advisor reports, the same account on every run:
 * `npx tsx scripts/bench-suggest.ts [principals]`. The target is 10,000 principals in 10 s and 512 MiB.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trackedActions } from '../src/catalog/tracked-actions.ts';

const accountId = '111122223333';
const now = '2026-11-01T00:00:00Z';
const long = '2024-01-01T00:00:00Z';
const services = [
  's3',
  'sqs',
  'sns',
  'dynamodb',
  'ec2',
  'lambda',
  'kms',
  'logs',
  'iam',
  'sts',
  'cloudwatch',
  'rds',
  'ecr',
  'ssm',
];

/** Numbers below `limit`, the same sequence for the same seed. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * limit);
  };
}

/** A snapshot of roles with one or two inline policies, every tenth a user in a group, some with shared policies. */
export function generateUsedAccount(principals: number, seed = 1): Record<string, unknown> {
  const pick = seeded(seed);
  const roles = Array.from({ length: principals }, (_, at) => roleEntry(at, pick));
  const advisor = Object.fromEntries(roles.map(({ Arn }) => [Arn, reportOf(pick)]));
  const policies = Array.from({ length: Math.ceil(principals / 50) }, (_, at) => sharedPolicy(at, pick));
  return {
    bundleVersion: 1,
    accountId,
    collectedAt: now,
    authorizationDetails: { UserDetailList: [], GroupDetailList: [], RoleDetailList: roles, Policies: policies },
    accessAdvisor: advisor,
  };
}

type Pick = (limit: number) => number;

function roleEntry(at: number, pick: Pick) {
  const shared = pick(3) === 0 ? [`shared-${pick(Math.max(1, Math.floor(at / 50)))}`] : [];
  return {
    Path: '/',
    RoleName: `role-${at}`,
    RoleId: `AROAEXAMPLE${at}`,
    Arn: `arn:aws:iam::${accountId}:role/role-${at}`,
    CreateDate: pick(20) === 0 ? '2026-10-20T00:00:00Z' : long,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    InstanceProfileList: [],
    RolePolicyList: Array.from({ length: 1 + pick(2) }, (_, index) => ({
      PolicyName: `inline-${index}`,
      PolicyDocument: document(pick),
    })),
    AttachedManagedPolicies: shared.map((PolicyName) => ({
      PolicyName,
      PolicyArn: `arn:aws:iam::${accountId}:policy/${PolicyName}`,
    })),
  };
}

function sharedPolicy(at: number, pick: Pick) {
  return {
    PolicyName: `shared-${at}`,
    PolicyId: `ANPAEXAMPLE${at}`,
    Arn: `arn:aws:iam::${accountId}:policy/shared-${at}`,
    Path: '/',
    DefaultVersionId: 'v1',
    PermissionsBoundaryUsageCount: 0,
    CreateDate: long,
    PolicyVersionList: [{ Document: document(pick), VersionId: 'v1', IsDefaultVersion: true, CreateDate: long }],
  };
}

function document(pick: Pick) {
  return { Version: '2012-10-17', Statement: Array.from({ length: 1 + pick(4) }, (_, at) => statement(at, pick)) };
}

function statement(at: number, pick: Pick): Record<string, unknown> {
  const kind = pick(12);
  const base = { Sid: `S${at}`, Effect: kind === 0 ? 'Deny' : 'Allow' };
  if (kind === 1) return { ...base, NotAction: ['iam:*', 'organizations:*'], Resource: '*' };
  if (kind === 2) return { ...base, Action: '*', Resource: '*' };
  const condition = kind < 5 ? { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } } : {};
  return {
    ...base,
    Action: Array.from({ length: 1 + pick(6) }, () => action(pick)),
    Resource: resource(pick),
    ...condition,
  };
}

function action(pick: Pick): string {
  const service = services[pick(services.length)] ?? 's3';
  const names = trackedActions(service) ?? ['SendMessage', 'ReceiveMessage'];
  const name = names[pick(names.length)] ?? 'Get';
  if (pick(4) === 0) return `${service}:*`;
  return pick(4) === 0 ? `${service}:${name.slice(0, 4)}*` : `${service}:${name}`;
}

function resource(pick: Pick): string | readonly string[] {
  return pick(2) === 0
    ? '*'
    : [`arn:aws:s3:::bucket-${pick(100)}/*`, `arn:aws:sqs:eu-west-1:${accountId}:queue-${pick(100)}`];
}

function reportOf(pick: Pick) {
  return {
    JobStatus: 'COMPLETED',
    JobType: 'ACTION_LEVEL',
    JobCompletionDate: now,
    ServicesLastAccessed: services.map((service) => {
      const isUsed = pick(3) === 0;
      const names = isUsed ? (trackedActions(service) ?? []).slice(0, 12) : [];
      return {
        ServiceName: service,
        ServiceNamespace: service,
        ...(isUsed && { LastAuthenticated: useTime(pick) }),
        ...(names.length > 0 && {
          TrackedActionsLastAccessed: names.map((ActionName) => ({
            ActionName,
            ...(pick(2) === 0 && { LastAccessedTime: useTime(pick) }),
          })),
        }),
      };
    }),
    IsTruncated: false,
  };
}

/** Some second of the last 30 days. */
function useTime(pick: Pick): string {
  return new Date(Date.parse(now) - 1000 * pick(30 * 86_400)).toISOString().replace('.000', '');
}

/** Prints what the process took when it ends. */
const meter = `data:text/javascript,process.on('exit', () => console.error(JSON.stringify(process.resourceUsage())))`;

/** The built program when there is one: what people run. */
function program(): readonly string[] {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = join(root, 'dist', 'bin.js');
  if (existsSync(built)) return [built];
  return ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(root, 'src', 'bin.ts')];
}

/** What one process takes for a snapshot of that many principals, from the file to the last line of the report. */
export function benchSuggest(principals: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-suggest-'));
  const [file, report] = [join(folder, 'snapshot.json'), join(folder, 'report.txt')];
  try {
    writeFileSync(file, JSON.stringify(generateUsedAccount(principals)));
    const out = openSync(report, 'w');
    const args = ['--import', meter, ...program(), 'suggest', '--snapshot', file];
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' });
    const ms = performance.now() - start;
    closeSync(out);
    if (status !== 0) throw new Error(`the run ended with ${String(status)}: ${stderr.slice(0, 500)}`);
    const used = JSON.parse(stderr.slice(stderr.lastIndexOf('{"'))) as NodeJS.ResourceUsage;
    const summary = readFileSync(report, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    console.log(
      `${principals} principals: ${ms.toFixed(0)} ms (processor ${((used.userCPUTime + used.systemCPUTime) / 1000).toFixed(0)} ms), ` +
        `peak ${(used.maxRSS / 1024).toFixed(0)} MiB; ${summary}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url))
  benchSuggest(Number(process.argv[2] ?? 10_000));
