/**
 * The graph against a second reading of the same account that is slow and simple: it takes every pair of principals and
 * asks the evaluator of single requests, once for each value of the one fact that stays open (MFA).
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Account, Role, User } from '../../../src/account/model.ts';
import { openCatalog } from '../../../src/catalog/iam-data.ts';
import { administratorGoal, findWays } from '../../../src/escalation/graph/chains.ts';
import { buildGraph } from '../../../src/escalation/graph/graph.ts';
import { permissionsOf, principalReach } from '../../../src/account/effective.ts';
import { compilePolicy, type CompiledPolicy } from '../../../src/semantics/compile.ts';
import { simulate } from '../../../src/semantics/simulate.ts';
import type { Policy } from '../../../src/policy/model.ts';
import {
  account,
  accountId,
  arnOf,
  group,
  managedPolicy,
  role,
  statements,
  user,
  type BundleSpec,
} from '../../support/account.ts';

const catalog = openCatalog();

const actions = [
  'sts:AssumeRole',
  'iam:PassRole',
  'iam:CreateAccessKey',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:UpdateAssumeRolePolicy',
  'lambda:CreateFunction',
  'lambda:InvokeFunction',
];

const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const service = (name: string) => ({ StringEquals: { 'iam:PassedToService': name } });
const users = ['a', 'b'];
const roles = ['r', 's', 't'];

const arns = [...users.map((name) => arnOf('user', name)), ...roles.map((name) => arnOf('role', name))];
const resource = fc.constantFrom(
  '*',
  ...arns,
  arnOf('role', '*'),
  arnOf('user', '${aws:username}'),
  arnOf('role', '?'),
);

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  Action: fc.uniqueArray(fc.constantFrom(...actions, 'lambda:*', 'iam:*'), { minLength: 1, maxLength: 3 }),
  Resource: resource,
  Condition: fc.constantFrom({}, {}, {}, mfa, service('lambda.amazonaws.com'), service('ec2.amazonaws.com')),
});

const document = fc.array(statement, { minLength: 1, maxLength: 3 }).map((list) => statements(...list));

const trusted = fc.constantFrom<Record<string, unknown> | string>(
  '*',
  { AWS: `arn:aws:iam::${accountId}:root` },
  ...arns.map((AWS) => ({ AWS })),
  { Service: 'lambda.amazonaws.com' },
  { Service: 'ec2.amazonaws.com' },
);

const trustDocument = fc
  .tuple(trusted, fc.constantFrom({}, {}, mfa, { ArnLike: { 'aws:PrincipalArn': arnOf('user', '*') } }), fc.boolean())
  .map(([Principal, Condition, denies]) =>
    statements(
      { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition },
      ...(denies ? [{ Effect: 'Deny', Principal: { AWS: arnOf('user', 'b') }, Action: 'sts:AssumeRole' }] : []),
    ),
  );

const everything = statements({ Effect: 'Allow', Action: '*', Resource: '*' });

const spec: fc.Arbitrary<BundleSpec> = fc
  .record({
    users: fc.tuple(document, document),
    bounded: fc.boolean(),
    inGroup: fc.boolean(),
    roles: fc.tuple(document, document),
    trusts: fc.tuple(trustDocument, trustDocument, trustDocument),
    group: document,
    limit: document,
  })
  .map((made): BundleSpec => ({
    users: [
      user('a', { inline: { p: made.users[0] }, groups: made.inGroup ? ['g'] : [] }),
      user('b', { inline: { p: made.users[1] }, ...(made.bounded && { boundary: 'Limit' }) }),
    ],
    groups: [group('g', { inline: { p: made.group } })],
    roles: [
      role('r', { inline: { p: made.roles[0] }, trust: made.trusts[0], ...(made.bounded && { boundary: 'Limit' }) }),
      role('s', { inline: { p: made.roles[1] }, trust: made.trusts[1] }),
      role('t', { inline: { everything }, trust: made.trusts[2] }),
    ],
    policies: [managedPolicy('Limit', made.limit)],
  }));

type Truth = 'yes' | 'maybe' | 'no';
type Principal = User | Role;

/** Each way in which MFA may be: both must allow for a yes. */
function inBoth(ask: (mfaPresent: boolean) => boolean): Truth {
  const [withMfa, without] = [ask(true), ask(false)];
  return withMfa && without ? 'yes' : withMfa || without ? 'maybe' : 'no';
}

function compile(policies: readonly (Policy | undefined)[]): CompiledPolicy[] {
  return policies.flatMap((policy) => (policy ? [compilePolicy(policy)] : []));
}

function slowEdges(world: Account): readonly { from: string; to: string; truth: Truth }[] {
  const everyone: readonly Principal[] = [...world.users, ...world.roles];
  const setsOf = (one: Principal) => ({
    identity: compile([
      ...one.inlinePolicies.map((policy) => policy.document),
      ...world.groups
        .filter((made) => 'groups' in one && one.groups.includes(made.name))
        .flatMap((made) => made.inlinePolicies.map((policy) => policy.document)),
    ]),
    boundary: compile(one.boundary ? [one.boundary.policy?.document] : []),
  });
  const may = (one: Principal, action: string, target: string, context: object, trust?: Policy): boolean =>
    simulate(
      {
        principal: one.arn,
        action,
        resource: target,
        context: {
          'aws:PrincipalArn': one.arn,
          ...('groups' in one && { 'aws:username': one.name }),
          ...(context as Record<string, string>),
        },
      },
      { ...setsOf(one), resource: trust ? compilePolicy(trust) : null },
    ).decision === 'allowed';
  const found: { from: string; to: string; truth: Truth }[] = [];
  for (const from of everyone) {
    const isUser = 'groups' in from;
    for (const to of everyone) {
      const add = (ask: (context: object) => boolean): void => {
        const truth = inBoth((present) => ask({ 'aws:MultiFactorAuthPresent': String(present) }));
        if (truth !== 'no' && to !== from) found.push({ from: from.arn, to: to.arn, truth });
      };
      const own = (action: string): void => {
        const truth = inBoth((present) =>
          may(from, action, from.arn, { 'aws:MultiFactorAuthPresent': String(present) }),
        );
        if (truth !== 'no' && canBeLifted(world, from)) found.push({ from: from.arn, to: 'admin', truth });
      };
      if (to === from) own(isUser ? 'iam:PutUserPolicy' : 'iam:PutRolePolicy');
      if ('groups' in to) continue;
      const { trust } = to;
      add((context) => may(from, 'sts:AssumeRole', to.arn, context, trust));
      const naming = trustNaming(from.arn);
      add(
        (context) =>
          may(from, 'iam:UpdateAssumeRolePolicy', to.arn, context) &&
          may(from, 'sts:AssumeRole', to.arn, context, naming),
      );
      add((context) => {
        if (!trust || !/"Service":"lambda/.test(JSON.stringify(trust.raw))) return false;
        if (/MultiFactor|PrincipalArn/.test(JSON.stringify(trust.raw))) return false;
        const fn = 'arn:aws:lambda:eu-west-1:111122223333:function:f';
        return (
          may(from, 'iam:PassRole', to.arn, { ...context, 'iam:PassedToService': 'lambda.amazonaws.com' }) &&
          may(from, 'lambda:CreateFunction', fn, context) &&
          may(from, 'lambda:InvokeFunction', fn, context)
        );
      });
    }
  }
  return found;
}

function trustNaming(arn: string): Policy {
  const raw = statements({ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' });
  const made = account({ roles: [role('x', { trust: raw })] }).roles[0]?.trust;
  if (!made) throw new Error('no trust policy');
  return made;
}

function canBeLifted(world: Account, one: Principal): boolean {
  const held = permissionsOf(one, world);
  const all = [
    ...held.statements,
    ...(world.roles.find(({ name }) => name === 't')?.inlinePolicies[0]?.document?.statements ?? []),
  ];
  return principalReach({ ...held, statements: all }, catalog).level !== 'less';
}

/** Everyone from whom an administrator is certainly reached, by these edges. */
function reached(world: Account, edges: readonly { from: string; to: string; truth: Truth }[]): ReadonlySet<string> {
  const done = new Set<string>(['admin']);
  for (const one of [...world.users, ...world.roles])
    if (principalReach(permissionsOf(one, world), catalog).level !== 'less') done.add(one.arn);
  for (let before = -1; before < done.size;) {
    before = done.size;
    for (const { from, to } of edges) if (done.has(to)) done.add(from);
  }
  return done;
}

test('the graph finds a certain way exactly where the slow search does', () => {
  fc.assert(
    fc.property(spec, (made) => {
      const world = account(made);
      const graph = buildGraph(world, catalog);
      const { distance } = findWays(graph, administratorGoal(graph, 'certain'));
      const fast = graph.world.actors
        .filter(({ index }) => (distance[index] ?? -1) >= 0)
        .map(({ entity }) => entity.arn);
      const edges = slowEdges(world).filter(({ truth }) => truth === 'yes');
      const slow = reached(world, edges);
      const wide = new Set(wideOnly(graph));
      // Paths beyond the four that the slow search knows may find more; it must never find what the graph does not.
      for (const one of slow) if (one !== 'admin') expect(fast, one).toContain(one);
      for (const one of fast) if (!wide.has(one)) expect([...slow], one).toContain(one);
    }),
    { numRuns: 80, seed: 11 },
  );
}, 20_000);

const slowPaths = new Set(['sts-001', 'iam-005', 'iam-007', 'iam-012', 'iam-updatetrust-assume', 'lambda-001']);

/** Principals from whom some certain edge leads on by a path that the slow search does not know. */
function wideOnly(graph: ReturnType<typeof buildGraph>): readonly string[] {
  const others = graph.world.holders.some((_, at) =>
    (graph.edges[at] ?? []).some(({ plan, certainty }) => certainty === 'confirmed' && !slowPaths.has(plan.path.id)),
  );
  return others ? graph.world.actors.map(({ entity }) => entity.arn) : [];
}
