import { describe, expect, test } from 'vitest';
import {
  account,
  accountOf,
  allow,
  arnOf,
  bundle,
  deny,
  group,
  managedPolicy,
  report,
  role,
  statements,
  user,
} from '../support/account.ts';

const settings = (rest: Record<string, unknown>) => account({ users: [user('ana')], rest });

describe('access advisor', () => {
  const arn = arnOf('role', 'deploy');
  const reportOf = (raw: unknown) => account({ roles: [role('deploy')], advisor: { [arn]: raw } });

  test('a completed report belongs to what its ARN names', () => {
    const made = account({
      users: [user('ana')],
      groups: [group('dev')],
      roles: [role('deploy')],
      policies: [managedPolicy('P', allow('s3:*'))],
      advisor: Object.fromEntries(
        [arnOf('user', 'ana'), arnOf('group', 'dev'), arn, arnOf('policy', 'P')].map((one) => [
          one,
          report({ s3: null }),
        ]),
      ),
    });
    for (const entity of [made.users[0]!, made.groups[0]!, made.roles[0]!, made.policies[0]!])
      expect(entity.lastAccessed?.services).toEqual([{ namespace: 's3', name: 's3' }]);
    expect(made.facts.has('accessAdvisor')).toBe(true);
    expect(made.problems).toEqual([]);
  });

  test('dates, actions, granularity', () => {
    const { lastAccessed } = reportOf(
      report({ s3: { last: '2026-10-30', actions: { CreateBucket: '2026-10-29', DeleteBucket: null } }, sqs: null }),
    ).roles[0]!;
    expect(lastAccessed).toMatchObject({
      completed: true,
      status: 'COMPLETED',
      granularity: 'ACTION_LEVEL',
      completedAt: new Date('2026-11-01T00:00:00Z'),
    });
    expect(lastAccessed!.services[0]!.lastAuthenticated).toEqual(new Date('2026-10-30T00:00:00Z'));
    expect(lastAccessed!.services[0]!.trackedActions).toEqual([
      { name: 'CreateBucket', lastAccessed: new Date('2026-10-29T00:00:00Z') },
      { name: 'DeleteBucket' },
    ]);
    expect(lastAccessed!.services[1]).toEqual({ namespace: 'sqs', name: 'sqs' });
  });

  test.each([null, undefined, []])('tracked actions %j are unknown', (TrackedActionsLastAccessed) => {
    const services = [
      { ServiceName: 'S3', ServiceNamespace: 's3', LastAuthenticated: null, TrackedActionsLastAccessed },
    ];
    expect(reportOf(report({}, { ServicesLastAccessed: services })).roles[0]!.lastAccessed!.services).toEqual([
      { namespace: 's3', name: 'S3' },
    ]);
  });

  test.each(['IN_PROGRESS', 'FAILED', undefined])('status %s is no proof', (JobStatus) => {
    const made = reportOf(report({ s3: null }, { JobStatus }));
    expect(made.facts.has('accessAdvisor')).toBe(false);
    expect(made.missing.get('accessAdvisor')).toBe('accessAdvisor has no completed report');
    const beside = account({
      roles: [role('deploy')],
      users: [user('ana')],
      advisor: { [arn]: report({ s3: null }, { JobStatus }), [arnOf('user', 'ana')]: report({}) },
    });
    expect(beside.facts.has('accessAdvisor')).toBe(true);
    expect(beside.roles[0]!.lastAccessed).toMatchObject({ completed: false, status: JobStatus ?? '' });
    expect(beside.problems).toHaveLength(1);
  });

  test.each([
    ['no object', 7],
    ['no list', report({}, { ServicesLastAccessed: undefined })],
    [
      'a date that cannot be read',
      report({}, { ServicesLastAccessed: [{ ServiceNamespace: 's3', LastAuthenticated: 'soon' }] }),
    ],
    [
      'an action without a name',
      report({}, { ServicesLastAccessed: [{ ServiceNamespace: 's3', TrackedActionsLastAccessed: [{}] }] }),
    ],
    ['a service without a namespace', report({}, { ServicesLastAccessed: [{ ServiceName: 'S3' }] })],
  ])('%s: no report rather than a wrong one', (_, raw) => {
    const made = account({
      roles: [role('deploy')],
      users: [user('ana')],
      advisor: { [arn]: raw, [arnOf('user', 'ana')]: report({}) },
    });
    expect(made.roles[0]!.lastAccessed).toBeUndefined();
    expect(made.problems).toEqual([expect.stringContaining(`accessAdvisor: report of ${arn} left out`)]);
  });
});

describe('settings', () => {
  test('as the AWS CLI prints them', () => {
    const made = settings({
      accountSummary: { SummaryMap: { AccountMFAEnabled: 1, Users: 3 } },
      passwordPolicy: {
        PasswordPolicy: {
          MinimumPasswordLength: 8,
          RequireSymbols: false,
          ExpirePasswords: true,
          MaxPasswordAge: 90,
          HardExpiry: false,
        },
      },
      organizationsFeatures: { OrganizationId: 'o-example', EnabledFeatures: ['RootSessions'] },
      virtualMfaDevices: {
        VirtualMFADevices: [
          { SerialNumber: 's', User: { Arn: 'arn:aws:iam::111122223333:root' } },
          { SerialNumber: 't' },
        ],
      },
      serverCertificates: {
        ServerCertificateMetadataList: [
          { ServerCertificateName: 'c', Arn: 'a', Expiration: '2026-01-01T00:00:00+00:00' },
        ],
      },
      samlProviders: { SAMLProviderList: [{ Arn: 'p' }] },
      openIdConnectProviders: { OpenIDConnectProviderList: [] },
      accountAliases: { AccountAliases: ['example'] },
      accessAnalyzer: {
        'eu-west-1': { analyzers: [{ arn: 'x', status: 'ACTIVE' }], findings: { x: [{ id: '1' }] } },
        'eu-west-2': { analyzers: [] },
      },
      proton: { environments: [], accountSettings: { pipelineServiceRoleArn: null } },
      mfaDevices: { ana: { MFADevices: [{ SerialNumber: 's' }] } },
    });
    expect(made.problems).toEqual([]);
    expect(made.facts.size).toBe(11);
    expect(made).toMatchObject({
      summary: { AccountMFAEnabled: 1, Users: 3 },
      passwordPolicy: { minimumPasswordLength: 8, requireSymbols: false, expirePasswords: true, maxPasswordAge: 90 },
      organizationsFeatures: ['RootSessions'],
      virtualMfaDevices: [{ serialNumber: 's', userArn: 'arn:aws:iam::111122223333:root' }, { serialNumber: 't' }],
      serverCertificates: [{ name: 'c', arn: 'a', expiration: new Date('2026-01-01T00:00:00Z') }],
      samlProviders: [{ arn: 'p' }],
      openIdConnectProviders: [],
      aliases: ['example'],
      accessAnalyzer: { 'eu-west-1': { findings: { x: [{ id: '1' }] } }, 'eu-west-2': { analyzers: [], findings: {} } },
      proton: { environments: [] },
      users: [{ mfaDevices: [{ serialNumber: 's' }] }],
    });
  });

  test('no password policy is an answer, a missing part is none', () => {
    expect(settings({ passwordPolicy: null })).toMatchObject({ passwordPolicy: null });
    expect(settings({ passwordPolicy: null }).facts.has('passwordPolicy')).toBe(true);
    const absent = settings({});
    expect(absent.passwordPolicy).toBeUndefined();
    expect(absent.facts.size).toBe(0);
    expect(absent.problems).toEqual([]);
  });

  test.each([
    ['accountSummary', { SummaryMap: [] }, 'accountSummary has no object SummaryMap'],
    [
      'accountSummary',
      { SummaryMap: { Users: 1, AccountAccessKeysPresent: 'x' } },
      'accountSummary has a AccountAccessKeysPresent that is no number',
    ],
    ['passwordPolicy', {}, 'passwordPolicy has no object PasswordPolicy'],
    [
      'passwordPolicy',
      { PasswordPolicy: { MinimumPasswordLength: '8' } },
      'passwordPolicy has a MinimumPasswordLength that is no number',
    ],
    [
      'organizationsFeatures',
      { EnabledFeatures: [1] },
      'organizationsFeatures has an entry in EnabledFeatures that is no text',
    ],
    ['virtualMfaDevices', [], 'virtualMfaDevices has no list VirtualMFADevices'],
    [
      'virtualMfaDevices',
      { VirtualMFADevices: [], IsTruncated: true },
      'virtualMfaDevices is cut off (IsTruncated or NextToken)',
    ],
    [
      'samlProviders',
      { SAMLProviderList: [null] },
      'samlProviders has an entry in SAMLProviderList that cannot be read',
    ],
    [
      'serverCertificates',
      { ServerCertificateMetadataList: [{ ServerCertificateName: 'c', Arn: 'a', Expiration: 'x' }] },
      'serverCertificates has an entry in ServerCertificateMetadataList that cannot be read',
    ],
    ['mfaDevices', { ana: [] }, 'mfaDevices of user ana has no list MFADevices'],
    ['accessAnalyzer', { 'eu-west-1': { analyzers: 1 } }, 'accessAnalyzer of region eu-west-1 cannot be read'],
    [
      'accessAnalyzer',
      { 'eu-west-1': { analyzers: [], findings: { x: [1] } } },
      'accessAnalyzer of region eu-west-1 has findings that cannot be read',
    ],
    [
      'accessAnalyzer',
      { 'eu-west-1': { analyzers: [{ name: 'main', status: 'ACTIVE' }] } },
      'accessAnalyzer of region eu-west-1 has an analyzer without an arn',
    ],
    ['organization', 'o', 'organization is no object'],
    ['proton', { environments: 'x' }, 'proton has environments of a wrong type'],
    ['proton', { environments: [{ protonServiceRoleArn: 7 }] }, 'proton has protonServiceRoleArn of a wrong type'],
    ['proton', [], 'proton is no object'],
  ] as const)('%s %j is absent with the reason', (part, value, reason) => {
    const made = settings({ [part]: value });
    expect(made.facts.size).toBe(0);
    expect([...made.missing]).toEqual([[part, reason]]);
    expect(made.problems).toEqual([`${reason}: left out`]);
  });

  test('a credential report of a wrong shape', () => {
    const made = settings({ credentialReportCsv: 'a,b' });
    expect([...made.missing.keys()]).toEqual(['credentialReport']);
    expect(made.root.credentials).toBeUndefined();
  });
});

describe('notCollected', () => {
  const entry = (part: string) => ({ part, permission: 'iam:GetX', reason: 'AccessDenied' });

  test('says why a part is missing', () => {
    const made = settings({
      notCollected: [entry('passwordPolicy'), entry('credentialReportCsv'), { part: 'proton', reason: 'Throttling' }],
    });
    expect(Object.fromEntries(made.missing)).toEqual({
      passwordPolicy: 'passwordPolicy: denied (iam:GetX)',
      credentialReport: 'credentialReportCsv: denied (iam:GetX)',
      proton: 'proton: Throttling',
    });
    expect(made.problems).toEqual([]);
  });

  test('a part that is there is incomplete; anything else is said', () => {
    const made = settings({ passwordPolicy: null, notCollected: [entry('passwordPolicy'), entry('other'), null] });
    expect(made.facts.has('passwordPolicy')).toBe(true);
    expect(made.problems).toEqual([
      'passwordPolicy is not complete: denied (iam:GetX)',
      'other: denied (iam:GetX)',
      'notCollected: an entry cannot be read',
    ]);
    expect(settings({ notCollected: 'x' }).problems).toEqual(['notCollected: an entry cannot be read']);
  });
});

describe('organization', () => {
  test('levels of policies with their types and pointers', () => {
    const { organization } = settings({
      organization: {
        managementAccountId: '444455556666',
        scp: [[allow('*')], [deny('s3:*'), encodeURIComponent(JSON.stringify(allow('*')))]],
        rcp: [],
      },
    });
    expect(organization?.managementAccountId).toBe('444455556666');
    expect(organization?.scp?.map((level) => level.length)).toEqual([1, 2]);
    expect(organization?.scp?.[1]?.[0]).toMatchObject({ type: 'scp', source: { pointer: '/organization/scp/1/0' } });
    expect(organization?.rcp).toEqual([]);
  });

  test('one unreadable document leaves the whole kind unknown', () => {
    const made = settings({ organization: { scp: [[allow('*'), '{']], rcp: [[deny('*')]] } });
    expect(made.organization?.scp).toBeUndefined();
    expect(made.organization?.rcp).toHaveLength(1);
    expect(made.problems).toEqual([
      'organization: scp policy 1 of level 0 left out: the document is neither JSON nor URL-encoded JSON',
      'organization: scp left out: not all of its policies can be read',
    ]);
    expect(made.organization?.unreadable).toEqual(['scp']);
    expect(settings({ organization: { scp: [allow('*')] } }).problems).toEqual([
      'organization: scp left out: it is no list of lists',
    ]);
  });

  test.each([
    [
      'a statement',
      statements({ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: 7, Resource: '*' }),
    ],
    ['the list of statements', { Version: '2012-10-17' }],
  ])('so does %s that cannot be read', (_, damaged) => {
    const made = settings({ organization: { scp: [[allow('*')], [damaged]], rcp: null } });
    expect(made.organization).toEqual({ unreadable: ['scp'] });
    expect(made.problems).toEqual([
      'organization: scp policy 0 of level 1 left out: a part of it cannot be read',
      'organization: scp left out: not all of its policies can be read',
    ]);
  });
});

test('the reader is pure: the bundle stays as it was', () => {
  const parts = bundle({
    users: [user('ana', { groups: ['g'], row: {} })],
    groups: [group('g')],
    roles: [role('r', { attached: ['AdministratorAccess'] })],
  });
  const before = JSON.stringify(parts);
  accountOf(parts);
  expect(JSON.stringify(parts)).toBe(before);
});
