/**
 * The search for ways to an administrator, on accounts of growing size. Each account has planted chains, which the
 * search has to find, all of them and no others.
 */
import type { Account } from '../src/account/model.ts';
import { readSnapshot } from '../src/account/snapshot.ts';
import { openCatalog } from '../src/catalog/iam-data.ts';
import { administratorGoal, findWays } from '../src/escalation/graph/chains.ts';
import { buildGraph } from '../src/escalation/graph/graph.ts';
import { randomOf } from './bench-policies.ts';

const accountId = '111122223333';

type Json = Record<string, unknown>;

function arn(kind: string, name: string): string {
  return `arn:aws:iam::${accountId}:${kind}/${name}`;
}

function allow(action: string | readonly string[], resource: string | readonly string[], more: Json = {}): Json {
  return { Effect: 'Allow', Action: action, Resource: resource, ...more };
}

function trust(principal: Json | string): Json {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  };
}

/** What is harmless: nobody of these becomes an administrator, though many may do a step or two. */
const harmless: readonly ((at: number, services: number) => readonly Json[])[] = [
  (at) => [allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::bucket-${at}/*`)],
  (at) => [allow('iam:PassRole', `${arn('role', `job-${at}-`)}*`), allow('lambda:*', '*')],
  () => [allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'ecs.amazonaws.com' } } })],
  (at) => [allow('sts:AssumeRole', `${arn('role', `worker-${at % 50}`)}*`)],
  () => [allow('sts:AssumeRole', '*')],
  () => [allow('iam:CreateAccessKey', arn('user', '${aws:username}'))],
  (at) => [allow('dynamodb:*', '*'), allow('sqs:*', `arn:aws:sqs:*:*:queue-${at}`)],
  () => [allow(['iam:AttachUserPolicy'], '*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
];

/** An account with `size` users and roles; `chains` begin with users `start-N` and end with an administrator. */
export function generateAccount(
  size: number,
  seed: number,
): { readonly account: Account; readonly planted: readonly string[] } {
  const random = randomOf(seed);
  const users: Json[] = [];
  const roles: Json[] = [];
  const planted: string[] = [];
  const inline = (statements: readonly Json[]): readonly Json[] => [
    { PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  ];
  const addUser = (name: string, statements: readonly Json[]): void => {
    const base = { Path: '/', UserName: name, UserId: `AIDA${name}`, Arn: arn('user', name), GroupList: [] };
    users.push({ ...base, UserPolicyList: inline(statements), AttachedManagedPolicies: [] });
  };
  const addRole = (name: string, trusted: Json | string, statements: readonly Json[]): void => {
    const base = { Path: '/', RoleName: name, RoleId: `AROA${name}`, Arn: arn('role', name), InstanceProfileList: [] };
    const AssumeRolePolicyDocument = trust(trusted);
    roles.push({ ...base, AssumeRolePolicyDocument, RolePolicyList: inline(statements), AttachedManagedPolicies: [] });
  };
  for (let chain = 0; chain < 10; chain++) plantChain(chain, { addUser, addRole, planted });
  while (users.length + roles.length < size) {
    const at = users.length + roles.length;
    const statements = harmless[Math.floor(random() * harmless.length)]?.(at, 5) ?? [];
    if (random() < 0.5) addUser(`user-${at}`, statements);
    else addRole(`worker-${at}`, trusts[Math.floor(random() * trusts.length)] ?? '*', statements);
  }
  const authorizationDetails = { UserDetailList: users, GroupDetailList: [], RoleDetailList: roles, Policies: [] };
  return { account: readSnapshot({ bundleVersion: 1, accountId, authorizationDetails }, {}), planted };
}

/** Half of the roles let in everybody in the account, one way or the other. */
const trusts: readonly (Json | string)[] = [
  '*',
  { AWS: `arn:aws:iam::${accountId}:root` },
  { Service: 'lambda.amazonaws.com' },
  { Service: 'ec2.amazonaws.com' },
];

interface Builder {
  readonly addUser: (name: string, statements: readonly Json[]) => void;
  readonly addRole: (name: string, trusted: Json | string, statements: readonly Json[]) => void;
  readonly planted: string[];
}

/** A user that assumes a role, which hands a second one to Lambda, and so on to an administrator. */
function plantChain(chain: number, { addUser, addRole, planted }: Builder): void {
  const name = (step: string): string => `${step}-${chain}`;
  addUser(name('start'), [allow('sts:AssumeRole', arn('role', name('first')))]);
  const assumed = { AWS: arn('user', name('start')) };
  addRole(name('first'), assumed, [
    allow('iam:PassRole', arn('role', name('second'))),
    allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*'),
  ]);
  addRole(name('second'), { Service: 'lambda.amazonaws.com' }, [
    allow('iam:PutRolePolicy', arn('role', name('second'))),
  ]);
  planted.push(arn('user', name('start')), arn('role', name('first')), arn('role', name('second')));
}

export interface EscalationTimes {
  readonly principals: number;
  readonly ms: number;
  readonly peakMib: number;
  readonly found: number;
}

/** Measures one size; throws when a planted way is missed or another one is found. */
export function benchEscalation(size: number, seed = 7): EscalationTimes {
  const { account, planted } = generateAccount(size, seed);
  const catalog = openCatalog(undefined);
  const start = performance.now();
  const graph = buildGraph(account, catalog);
  const { distance } = findWays(graph, administratorGoal(graph, 'certain'));
  const ms = performance.now() - start;
  const found = graph.world.actors.filter(({ index }) => (distance[index] ?? -1) > 0).map(({ entity }) => entity.arn);
  const missed = planted.filter((one) => !found.includes(one));
  const wrong = found.filter((one) => !planted.includes(one));
  if (missed.length + wrong.length > 0)
    throw new Error(
      `Missed: ${missed.slice(0, 3).join(', ')}; wrong: ${wrong.slice(0, 3).join(', ')} (${wrong.length})`,
    );
  return { principals: size, ms, peakMib: process.resourceUsage().maxRSS / 1024, found: found.length };
}
