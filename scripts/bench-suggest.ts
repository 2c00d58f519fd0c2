/**
 * `suggest` on an account of many roles with access advisor reports, the same account on every run:
 * `npx tsx scripts/bench-suggest.ts [principals]`. The target is 10,000 principals in 10 s and 512 MiB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSnapshot } from '../src/account/snapshot.ts';
import { openCatalog } from '../src/catalog/iam-data.ts';
import { trackedActions } from '../src/catalog/tracked-actions.ts';
import { suggest } from '../src/suggest/suggest.ts';
import { suggestDefaults } from '../src/suggest/model.ts';
import { advisorOfAccount } from '../src/usage/advisor.ts';

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
        ...(isUsed && { LastAuthenticated: '2026-10-20T00:00:00Z' }),
        ...(names.length > 0 && {
          TrackedActionsLastAccessed: names.map((ActionName) => ({
            ActionName,
            ...(pick(2) === 0 && { LastAccessedTime: '2026-10-20T00:00:00Z' }),
          })),
        }),
      };
    }),
    IsTruncated: false,
  };
}

/** What one process takes for a snapshot of that many principals: a child, so that the generator does not count. */
export function benchSuggest(principals: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-suggest-'));
  const file = join(folder, 'snapshot.json');
  try {
    writeFileSync(file, JSON.stringify(generateUsedAccount(principals)));
    const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), file], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`the run ended with ${String(status)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readAccount(file: string) {
  return readSnapshot(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
}

/** Reads a snapshot and judges it; prints time and peak memory. */
function runOnce(file: string): void {
  const start = performance.now();
  const account = readAccount(file);
  const moment = new Date(now);
  const read = performance.now();
  const options = { ...suggestDefaults, now: moment };
  const sources = [advisorOfAccount(account, moment)];
  const result = suggest({ account, sources, options, catalog: openCatalog() });
  const end = performance.now();
  const unproved = result.skipped.filter(({ reason }) => reason.startsWith('not proved')).length;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(
    `${account.roles.length} principals: ${Math.round(end - start)} ms (processor ${Math.round((userCPUTime + systemCPUTime) / 1000)} ms), ` +
      `of which reading ${Math.round(read - start)}; ${result.suggestions.length} suggestions, ${result.unchanged} unchanged, ` +
      `${result.skipped.length} skipped, ${unproved} not proved; peak ${Math.round(maxRSS / 1024)} MiB`,
  );
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const [, , wanted = '10000'] = process.argv;
  if (/^\d+$/.test(wanted)) benchSuggest(Number(wanted));
  else runOnce(wanted);
}
