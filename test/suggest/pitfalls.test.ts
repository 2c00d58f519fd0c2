import { expect, it } from 'vitest';
import { mergeUsages, type Usage, type UsageSource } from '../../src/usage/usage.ts';
import { account, allow, arnOf, group, managedPolicy, report, role, user } from '../support/account.ts';
import { only, reasons, statementsOf, suggestAll } from './setting.ts';

const arn = arnOf('role', 'app');
const used = '2026-10-20';
const app = (document: unknown, spec: Parameters<typeof role>[1] = {}) =>
  role('app', { inline: { run: document }, ...spec });

it('does not judge a role made yesterday', () => {
  const result = suggestAll({
    roles: [app(allow('sqs:*'), { created: '2026-10-31' })],
    advisor: { [arn]: report({ sqs: null }) },
  });
  expect(result.suggestions).toEqual([]);
  expect(reasons(result)).toEqual(['app: created 1 day ago']);
});

it('does not judge a role of unknown age, nor a policy whose version is young', () => {
  const nobody = suggestAll({
    roles: [app(allow('sqs:*'), { raw: { CreateDate: undefined } })],
    advisor: { [arn]: report({ sqs: null }) },
  });
  expect(reasons(nobody)).toEqual(['app: no creation date, so it may be too young to judge']);
  const young = suggestAll({
    roles: [role('app', { attached: ['P'] })],
    policies: [managedPolicy('P', allow('sqs:*'), { created: '2026-10-20' })],
    advisor: { [arn]: report({ sqs: null }) },
  });
  expect(young.suggestions).toEqual([]);
  expect(reasons(young)).toEqual(['P: created 12 days ago']);
});

it.each([['IN_PROGRESS'], ['FAILED'], [undefined]])('takes a report of status %s for no proof', (JobStatus) => {
  const result = suggestAll({ roles: [app(allow('sqs:*'))], advisor: { [arn]: report({ sqs: null }, { JobStatus }) } });
  expect(result.suggestions).toEqual([]);
  expect(result.skipped).toHaveLength(1);
  expect(result.unchanged).toBe(0);
});

it('concludes nothing from tracked actions that are null or missing', () => {
  const document = allow(['s3:DeleteBucket', 's3:CreateBucket']);
  const services = { s3: { last: used, actions: { CreateBucket: used } } };
  for (const advisor of [{ [arn]: report({ s3: used }) }, { [arn]: report(services) }])
    expect(suggestAll({ roles: [app(document)], advisor }).suggestions).toEqual([]);
});

it('believes no action of a service-level report, but the services', () => {
  const services = { s3: { last: used, actions: { DeleteBucket: null } }, sqs: null };
  const advisor = { [arn]: report(services, { JobType: 'SERVICE_LEVEL' }) };
  const one = only(suggestAll({ roles: [app(allow(['s3:DeleteBucket', 'sqs:*']))], advisor }));
  expect(statementsOf(one)[0]?.['Action']).toEqual(['s3:DeleteBucket']);
});

it('keeps a service of which only data calls are used', () => {
  const advisor = { [arn]: report({ s3: used, sqs: null }) };
  const one = only(suggestAll({ roles: [app(allow(['s3:GetObject', 's3:PutObject', 'sqs:*']))], advisor }));
  expect(statementsOf(one)[0]?.['Action']).toEqual(['s3:GetObject', 's3:PutObject']);
  expect(one.kept).toEqual([{ actions: ['s3:GetObject', 's3:PutObject'], reason: 'not-tracked' }]);
});

it('keeps iam:PassRole, which is never tracked, also out of iam:*', () => {
  const advisor = { [arn]: report({ iam: null, lambda: used }) };
  expect(suggestAll({ roles: [app(allow('iam:PassRole'))], advisor }).suggestions).toEqual([]);
  const one = only(suggestAll({ roles: [app(allow(['iam:*', 'lambda:*']))], advisor }));
  expect(statementsOf(one)[0]?.['Action']).toEqual(['iam:PassRole', 'lambda:*']);
  expect(one.kept).toEqual([{ actions: ['iam:PassRole'], reason: 'not-tracked' }]);
});

it('lets iam:PassRole go with a role that made no request at all', () => {
  const advisor = { [arn]: report({ iam: null, lambda: null }) };
  const policy = allow('*');
  const [idle, active, unknown] = [null, '2026-10-31', 'unknown'].map((lastUsed) =>
    only(suggestAll({ roles: [app(policy, { lastUsed })], advisor })),
  );
  expect(idle?.change).toBe('delete');
  for (const one of [active, unknown]) expect(one && statementsOf(one)[0]?.['Action']).toBe('iam:PassRole');
  const inUse = { [arn]: report({ iam: null, lambda: used }) };
  const contradicted = only(suggestAll({ roles: [app(policy, { lastUsed: null })], advisor: inUse }));
  expect(statementsOf(contradicted)[0]?.['Action']).toEqual(['iam:PassRole', 'lambda:*']);
});

it('removes a service that the boundary blocks, and says so', () => {
  const one = only(
    suggestAll({
      roles: [app(allow(['s3:*', 'sqs:*']), { boundary: 'Limit' })],
      policies: [managedPolicy('Limit', allow('s3:*'))],
      advisor: { [arn]: report({ s3: used, sqs: null }) },
    }),
  );
  expect(one.removed).toMatchObject([{ service: 'sqs', blockedBy: 'boundary' }]);
});

it('never rewrites a permissions boundary', () => {
  const result = suggestAll({
    roles: [app(allow('s3:*'), { boundary: 'Limit', attached: ['Limit'] })],
    policies: [managedPolicy('Limit', allow(['s3:*', 'sqs:*']))],
    advisor: { [arn]: report({ s3: used, sqs: null }) },
  });
  expect(result.suggestions).toEqual([]);
  expect(reasons(result)).toContain('Limit: it is a permissions boundary, which grants nothing');
});

it('judges a group by the union of its members', () => {
  const spec = {
    users: [user('ana', { groups: ['dev'] }), user('bo', { groups: ['dev'] })],
    groups: [group('dev', { inline: { all: allow(['s3:*', 'sqs:*', 'sns:*']) } })],
    advisor: {
      [arnOf('user', 'ana')]: report({ s3: used, sqs: null, sns: null }),
      [arnOf('user', 'bo')]: report({ s3: null, sqs: used, sns: null }),
    },
  };
  const one = only(suggestAll(spec));
  expect(one.resource.name).toBe('dev');
  expect(statementsOf(one)[0]?.['Action']).toEqual(['s3:*', 'sqs:*']);
  const { [arnOf('user', 'bo')]: gone, ...rest } = spec.advisor;
  expect(gone).toBeDefined();
  expect(reasons(suggestAll({ ...spec, advisor: rest }))).toEqual(['dev: no usage data of bo']);
  // A report about the group itself speaks for all members; what a member is seen to use counts all the same.
  const own = { ...rest, [arnOf('group', 'dev')]: report({ s3: null, sqs: used, sns: null }) };
  expect(statementsOf(only(suggestAll({ ...spec, advisor: own })))[0]?.['Action']).toEqual(['s3:*', 'sqs:*']);
});

it('judges a group by nobody younger than the rest', () => {
  const result = suggestAll({
    users: [user('ana', { groups: ['dev'] }), user('new', { groups: ['dev'], created: '2026-10-25' })],
    groups: [group('dev', { inline: { all: allow('sqs:*') } })],
    advisor: { [arnOf('group', 'dev')]: report({ sqs: null }) },
  });
  expect(reasons(result)).toEqual(['dev: new: created 7 days ago']);
});

it('judges a shared policy by all who have it, and proposes to detach it from who uses nothing of it', () => {
  const result = suggestAll({
    roles: [role('a', { attached: ['P'] }), role('b', { attached: ['P'] })],
    policies: [managedPolicy('P', allow(['s3:*', 'sqs:*', 'sns:*']))],
    advisor: {
      [arnOf('role', 'a')]: report({ s3: used, sqs: used, sns: null }),
      [arnOf('role', 'b')]: report({ s3: null, sqs: null, sns: null }),
    },
  });
  expect(result.suggestions.map(({ resource, change }) => `${resource.name} ${change}`)).toEqual([
    'b detach',
    'P rewrite',
  ]);
  expect(statementsOf(result.suggestions[1]!)[0]?.['Action']).toEqual(['s3:*', 'sqs:*']);
});

it('detaches a policy that nobody uses from all, once; and deletes one that nobody has', () => {
  const result = suggestAll({
    roles: [role('a', { attached: ['P'] }), role('b', { attached: ['P'] })],
    policies: [managedPolicy('P', allow('sqs:*')), managedPolicy('Alone', allow('s3:*'))],
    advisor: { [arnOf('role', 'a')]: report({ sqs: null }), [arnOf('role', 'b')]: report({ sqs: null }) },
  });
  expect(result.suggestions.map(({ resource, change }) => `${resource.name} ${change}`)).toEqual([
    'P detach',
    'Alone delete',
  ]);
});

it('leaves a policy alone that somebody outside the snapshot may have', () => {
  const result = suggestAll({
    roles: [role('a', { attached: ['P'] })],
    policies: [managedPolicy('P', allow('sqs:*'), { attachmentCount: 2 })],
    advisor: { [arnOf('role', 'a')]: report({ sqs: null }) },
  });
  expect(result.suggestions).toEqual([]);
  expect(reasons(result)).toEqual(['P: attached to someone that the snapshot does not have']);
});

it('leaves service-linked and reserved roles out', () => {
  const linked = role('linked', { path: '/aws-service-role/x.amazonaws.com/', inline: { run: allow('sqs:*') } });
  const result = suggestAll({
    roles: [linked],
    advisor: { [arnOf('role', 'linked', '/aws-service-role/x.amazonaws.com/')]: report({ sqs: null }) },
  });
  expect(result.suggestions).toEqual([]);
  expect(reasons(result)).toEqual(['linked: a service-linked role: AWS keeps it']);
});

it('survives malformed reports and documents, and suggests nothing from them', () => {
  const broken: readonly unknown[] = [
    null,
    [],
    'x',
    {},
    { JobStatus: 'COMPLETED' },
    { JobStatus: 'COMPLETED', ServicesLastAccessed: [{}] },
    report({}, { ServicesLastAccessed: [{ ServiceNamespace: 'sqs', LastAuthenticated: 'yesterday' }] }),
    report({}, { ServicesLastAccessed: [{ ServiceNamespace: 'sqs', TrackedActionsLastAccessed: 'none' }] }),
    JSON.parse('{"__proto__": {"JobStatus": "COMPLETED"}}'),
  ];
  for (const one of broken)
    expect(suggestAll({ roles: [app(allow('sqs:*'))], advisor: { [arn]: one } }).suggestions).toEqual([]);
  const inline = { a: 'no policy', b: { Statement: {} }, c: null };
  const odd = suggestAll({ roles: [role('app', { inline })], advisor: { [arn]: report({ sqs: null }) } });
  expect(odd.suggestions).toEqual([]);
});

it('takes uses that lie ahead for uses, and a role made in the future for too young', () => {
  const ahead = { [arn]: report({ sqs: '2027-05-01', sns: null }, { JobCompletionDate: '2027-06-01T00:00:00Z' }) };
  const one = only(suggestAll({ roles: [app(allow(['sqs:*', 'sns:*']))], advisor: ahead }));
  expect(statementsOf(one)[0]?.['Action']).toEqual(['sqs:*']);
  const unborn = suggestAll({
    roles: [app(allow('sqs:*'), { created: '2027-01-01' })],
    advisor: { [arn]: report({ sqs: null }) },
  });
  expect(reasons(unborn)).toEqual(['app: its creation date lies ahead']);
});

it('does not judge by a report that is older than the window, or a window longer than the watch', () => {
  const advisor = { [arn]: report({ sqs: null }, { JobCompletionDate: '2026-07-01T00:00:00Z' }) };
  expect(reasons(suggestAll({ roles: [app(allow('sqs:*'))], advisor }))).toEqual(['app: the usage data is too old']);
  const all = { roles: [app(allow('sqs:*'))], advisor: { [arn]: report({ sqs: null }) } };
  expect(reasons(suggestAll(all, { unusedDays: 500 }))).toEqual(['app: watched for 400 of 500 days']);
});

it('names reports of principals that are gone', () => {
  const gone = arnOf('role', 'gone');
  const result = suggestAll({ roles: [role('app')], advisor: { [gone]: report({ sqs: null }) } });
  expect(result.skipped).toEqual([
    {
      resource: { type: 'AWS::IAM::Role', name: 'gone', arn: gone },
      reason: 'not in the account; its usage data (access-advisor) was left aside',
    },
  ]);
});

it('says that there is no usage data', () => {
  expect(reasons(suggestAll({ roles: [app(allow('sqs:*'))] }))).toEqual(['app: no usage data']);
});

it('lists what can be tidied up', () => {
  const { cleanup } = suggestAll({
    users: [user('ana', { groups: ['dev', 'idle'], attached: ['P'] })],
    groups: [group('dev', { attached: ['P'] }), group('idle'), group('empty', { attached: ['Q'] })],
    policies: [managedPolicy('P', allow('s3:*')), managedPolicy('Q', allow('s3:*'))],
  });
  expect(cleanup.map(({ kind, resource }) => `${kind} ${resource.name}`)).toEqual([
    'group-without-policies idle',
    'group-without-members empty',
    'duplicate-attachment ana',
    'duplicate-policy Q',
  ]);
});

/** A source that knows which attempts were denied. */
function denied(): UsageSource {
  const watch = { source: 'cloudtrail', from: new Date('2026-01-01'), to: new Date('2026-11-01'), days: 304 };
  const usage: Usage = {
    arn,
    sources: [watch],
    services: new Map([['sqs', { lastDenied: new Date('2026-10-20'), denied: 3, actions: new Map() }]]),
    watchesService: () => watch,
    watchesAction: () => undefined,
    problems: [],
  };
  return { name: 'cloudtrail', arns: () => [arn], usageOf: (of) => (of === arn ? usage : undefined), problems: [] };
}

it('keeps a service whose every use was denied, and says so', () => {
  const one = only(suggestAll({ roles: [app(allow(['sqs:*', 'sns:*']))] }, {}, [denied()]));
  expect(statementsOf(one)[0]?.['Action']).toEqual(['sqs:*']);
  expect(one.kept).toEqual([{ actions: ['sqs:*'], reason: 'denied-only' }]);
});

it('joins sources: a use that one of them saw is a use', () => {
  const advisor = { [arn]: report({ sqs: null, sns: null }) };
  const one = only(suggestAll({ roles: [app(allow(['sqs:*', 'sns:*']))], advisor }, {}, [denied()]));
  expect(statementsOf(one)[0]?.['Action']).toEqual(['sqs:*']);
  expect(mergeUsages(arn, [])).toBeUndefined();
});

it('holds no group for empty when users are missing from the snapshot', () => {
  const made = account({ groups: [group('dev', { inline: { all: allow('sqs:*') } })] });
  expect(made.groups[0]?.members).toEqual([]);
  const result = suggestAll({
    groups: [group('dev', { inline: { all: allow('sqs:*') } })],
    rest: {
      authorizationDetails: {
        GroupDetailList: [
          {
            GroupName: 'dev',
            Arn: arnOf('group', 'dev'),
            CreateDate: '2024-01-01T00:00:00Z',
            GroupPolicyList: [{ PolicyName: 'all', PolicyDocument: allow('sqs:*') }],
          },
        ],
      },
    },
  });
  expect(result.cleanup).toEqual([]);
  expect(reasons(result)).toEqual(['dev: the snapshot does not list everyone who has it']);
});
