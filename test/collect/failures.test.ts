import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Part } from '../../src/account/collect/types.ts';
import { InputError } from '../../src/errors.ts';
import { collectFrom, useTestCredentials } from './collect-from.ts';
import { accountId, analyzerArn, sample, unusedAnalyzerArn } from './sample-account.ts';

beforeEach(useTestCredentials);

const role = Object.keys(sample.accessAdvisor)[2]!;
function without(members: object, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([member]) => member !== name));
}

const withoutReport = { ...sample, credentialReportCsv: undefined };

const denied = { error: 'AccessDenied', status: 403, message: 'User: arn:... is not authorized' };

const operations: [operation: string, part: Part, permission: string][] = [
  ['GenerateServiceLastAccessedDetails', 'accessAdvisor', 'iam:GenerateServiceLastAccessedDetails'],
  ['GetAccountPasswordPolicy', 'passwordPolicy', 'iam:GetAccountPasswordPolicy'],
  ['GetAccountSummary', 'accountSummary', 'iam:GetAccountSummary'],
  ['GetCredentialReport', 'credentialReportCsv', 'iam:GetCredentialReport'],
  ['GetServiceLastAccessedDetails', 'accessAdvisor', 'iam:GetServiceLastAccessedDetails'],
  ['ListAccountAliases', 'accountAliases', 'iam:ListAccountAliases'],
  ['ListAnalyzers', 'accessAnalyzer', 'access-analyzer:ListAnalyzers'],
  ['ListMFADevices', 'mfaDevices', 'iam:ListMFADevices'],
  ['ListOpenIDConnectProviders', 'openIdConnectProviders', 'iam:ListOpenIDConnectProviders'],
  ['ListOrganizationsFeatures', 'organizationsFeatures', 'iam:ListOrganizationsFeatures'],
  ['ListSAMLProviders', 'samlProviders', 'iam:ListSAMLProviders'],
  ['ListServerCertificates', 'serverCertificates', 'iam:ListServerCertificates'],
  ['ListVirtualMFADevices', 'virtualMfaDevices', 'iam:ListVirtualMFADevices'],
];

describe.each(operations)('%s', (operation, part, permission) => {
  test.each([
    ['denied', denied, 'AccessDenied'],
    ['throttled to the end', { error: 'Throttling', status: 400 }, 'Throttling'],
    ['unknown to the endpoint', { error: 'InvalidAction', status: 400 }, 'InvalidAction'],
    ['cut off each time', 'reset', 'ECONNRESET'],
    ['an empty body', { body: '' }, /EmptyAnswer|UnreadableAnswer/],
    [
      'an HTML page',
      { body: '<html><body><h1>Sign in</h1></body></html>', contentType: 'text/html' },
      /EmptyAnswer|UnreadableAnswer|SyntaxError/,
    ],
    ['not implemented, as a page', { error: '', status: 501 }, /501|NotImplemented|Unknown/],
  ] as const)('%s is written down, and the part is absent', async (_name, fault, reason) => {
    const { bundle } = await collectFrom(sample, { always: { [operation]: fault } });
    expect(bundle).not.toHaveProperty(part);
    expect(bundle.notCollected).toHaveLength(1);
    expect(bundle.notCollected[0]).toEqual({
      part,
      permission,
      reason: typeof reason === 'string' ? reason : (expect.stringMatching(reason) as string),
    });
    const others = without(sample, part);
    // Without the credential report, cleo is asked about, too.
    if (part === 'credentialReportCsv') delete others['mfaDevices'];
    expect(bundle).toMatchObject(others);
  });
});

test('whoever may not make a credential report may fetch one', async () => {
  const { bundle } = await collectFrom(sample, { always: { GenerateCredentialReport: denied } });
  expect(bundle.credentialReportCsv).toBe(sample.credentialReportCsv);
  expect(bundle.notCollected).toEqual([]);
});

test('neither made nor there: the permission to make it is what is missing', async () => {
  const { bundle } = await collectFrom(withoutReport, { always: { GenerateCredentialReport: denied } });
  expect(bundle.notCollected[0]).toEqual({
    part: 'credentialReportCsv',
    permission: 'iam:GenerateCredentialReport',
    reason: 'AccessDenied',
  });
});

test('too many credential reports', async () => {
  const { bundle } = await collectFrom(withoutReport, {
    always: { GenerateCredentialReport: { error: 'LimitExceeded', status: 409 } },
  });
  expect(bundle.notCollected[0]).toMatchObject({ part: 'credentialReportCsv', reason: 'LimitExceeded' });
});

test('a credential report that never comes is waited for only so long', async () => {
  const { bundle, requests } = await collectFrom(sample, { reportStates: 'never' });
  expect(bundle.notCollected[0]).toEqual({
    part: 'credentialReportCsv',
    permission: 'iam:GenerateCredentialReport',
    reason: 'ReportNotReady',
  });
  expect(requests.filter(({ operation }) => operation === 'GenerateCredentialReport').length).toBeLessThan(10);
});

test('a report that expired meanwhile is not one', async () => {
  const { bundle } = await collectFrom(sample, {
    always: { GetCredentialReport: { error: 'ReportExpired', status: 410 } },
  });
  expect(bundle.notCollected[0]).toMatchObject({ part: 'credentialReportCsv', reason: 'ReportNotReady' });
});

test('findings of an analyzer that are denied leave the analyzer, and say so', async () => {
  const { bundle } = await collectFrom(sample, { always: { ListFindingsV2: denied } });
  expect(bundle.accessAnalyzer).toEqual({ 'eu-west-1': { ...sample.accessAnalyzer['eu-west-1'], findings: {} } });
  expect(bundle.notCollected).toEqual([
    {
      part: 'accessAnalyzer',
      permission: 'access-analyzer:ListFindings',
      reason: 'AccessDenied',
      only: [analyzerArn, unusedAnalyzerArn],
    },
  ]);
});

describe('details of findings', () => {
  const region = sample.accessAnalyzer['eu-west-1'];
  const found = region.findings[unusedAnalyzerArn][0];
  const many = (count: number, owner = accountId) => ({
    ...sample,
    accessAnalyzer: {
      'eu-west-1': {
        ...region,
        findings: {
          [unusedAnalyzerArn]: Array.from({ length: count }, (_, at) => ({ ...found, id: `u${at}`, resourceOwnerAccount: owner })),
        },
      },
    },
  }); // prettier-ignore
  const detailed = (bundle: { accessAnalyzer?: unknown }) =>
    JSON.stringify(bundle.accessAnalyzer).split('findingDetails').length - 1;
  const asked = (requests: readonly { operation: string }[]) =>
    requests.filter(({ operation }) => operation === 'GetFindingV2').length;
  const note = { part: 'accessAnalyzer', permission: 'access-analyzer:GetFinding', only: [unusedAnalyzerArn] };

  test('that are denied leave the findings, and are asked for once', async () => {
    const { bundle, requests } = await collectFrom(many(30), { always: { GetFindingV2: denied } });
    expect(detailed(bundle)).toBe(0);
    expect(bundle.accessAnalyzer?.['eu-west-1']?.findings[unusedAnalyzerArn]).toHaveLength(30);
    expect(asked(requests)).toBeLessThanOrEqual(4);
    expect(bundle.notCollected).toEqual([{ ...note, reason: 'AccessDenied' }]);
  });

  test('are read for a hundred findings at most', async () => {
    const { bundle, requests } = await collectFrom(many(120));
    expect([detailed(bundle), asked(requests)]).toEqual([100, 100]);
    expect(bundle.notCollected).toEqual([{ ...note, reason: 'TooManyFindings' }]);
  });

  test('a finding that was resolved meanwhile is no loss', async () => {
    const { bundle } = await collectFrom(many(3), {
      first: { GetFindingV2: [{ error: 'ResourceNotFoundException', status: 404 }] },
    });
    expect(detailed(bundle)).toBe(2);
    expect(bundle.notCollected).toEqual([]);
  });

  test.each([
    ['of other accounts', many(3, '444455556666'), 'services'],
    ['without last-accessed data', many(3), 'none'],
  ] as const)('are not asked for: %s', async (_name, state, accessAdvisor) => {
    const { requests, bundle } = await collectFrom(state, {}, { accessAdvisor });
    expect(asked(requests)).toBe(0);
    expect(bundle.notCollected).toEqual([]);
  });
});

describe('access advisor', () => {
  test('a refusal is not asked for again and again', async () => {
    const { requests } = await collectFrom(
      sample,
      { always: { GenerateServiceLastAccessedDetails: denied } },
      { concurrency: 1 },
    );
    const asked = requests.filter(({ operation }) => operation === 'GenerateServiceLastAccessedDetails');
    expect(asked.map(({ parameters }) => parameters['Arn']?.split(':')[5]?.split('/')[0])).toEqual([
      'user',
      'group',
      'role',
      'policy',
    ]);
  });

  test('one that vanished is named, the others are read', async () => {
    const { bundle } = await collectFrom(sample, { about: { [role]: { error: 'NoSuchEntity', status: 404 } } });
    expect(bundle.accessAdvisor).toEqual(without(sample.accessAdvisor, role));
    expect(bundle.notCollected).toEqual([
      {
        part: 'accessAdvisor',
        permission: 'iam:GenerateServiceLastAccessedDetails',
        reason: expect.stringMatching(/^NoSuchEntity/) as string,
        only: [role],
      },
    ]);
  });

  test('a failed job is kept as AWS tells it, and said', async () => {
    const failed = {
      JobStatus: 'FAILED',
      JobCreationDate: '2026-01-01T00:00:00+00:00',
      ServicesLastAccessed: [],
      Error: { Message: 'internal', Code: 'ServiceFailure' },
    };
    const { bundle } = await collectFrom({ ...sample, accessAdvisor: { ...sample.accessAdvisor, [role]: failed } });
    expect(bundle.accessAdvisor?.[role]).toEqual(failed);
    expect(bundle.notCollected).toEqual([
      { part: 'accessAdvisor', permission: 'iam:GetServiceLastAccessedDetails', reason: 'JobFailed', only: [role] },
    ]);
  });

  test('jobs that never end are given up', async () => {
    const { bundle } = await collectFrom(sample, { jobPolls: 'never' });
    expect(bundle.accessAdvisor).toBeUndefined();
    expect(bundle.notCollected).toEqual([
      { part: 'accessAdvisor', permission: 'iam:GetServiceLastAccessedDetails', reason: 'JobNotReady' },
    ]);
  });
});

test('a page that repeats a marker ends the part, not the scan', async () => {
  const { bundle } = await collectFrom(sample, { repeatMarker: ['ListServerCertificates'] });
  expect(bundle).not.toHaveProperty('serverCertificates');
  expect(bundle.notCollected).toEqual([
    { part: 'serverCertificates', permission: 'iam:ListServerCertificates', reason: 'RepeatedMarker' },
  ]);
});

test('a user that vanished costs that user’s devices only', async () => {
  const { bundle } = await collectFrom(sample, { about: { anna: { error: 'NoSuchEntity', status: 404 } } });
  expect(Object.keys(bundle.mfaDevices ?? {})).toEqual(['ben,ny']);
  expect(bundle.notCollected).toMatchObject([{ part: 'mfaDevices', only: ['anna'] }]);
});

test('a token that expires on the way costs what was not yet read', async () => {
  const { bundle } = await collectFrom(
    sample,
    { from: { call: 18, fault: { error: 'ExpiredToken', status: 403 } } },
    { concurrency: 1 },
  );
  expect(bundle.authorizationDetails).toEqual(sample.authorizationDetails);
  expect(bundle.notCollected.map(({ part }) => part)).toContain('accessAdvisor');
  expect(new Set(bundle.notCollected.map(({ reason }) => reason))).toEqual(new Set(['ExpiredToken']));
});

describe('without authorization details there is no account', () => {
  test.each([
    [
      'denied',
      { always: { GetAccountAuthorizationDetails: denied } },
      /iam:GetAccountAuthorizationDetails.*AccessDenied.*--print-policy/,
    ],
    ['expired', { from: { call: 1, fault: { error: 'ExpiredToken', status: 403 } } }, /ExpiredToken.*credentials/],
    ['throttled', { always: { GetAccountAuthorizationDetails: { error: 'Throttling', status: 400 } } }, /Throttling/],
    ['an empty body', { always: { GetAccountAuthorizationDetails: { body: '' } } }, /EmptyAnswer/],
    ['a repeated marker', { repeatMarker: ['GetAccountAuthorizationDetails'] }, /RepeatedMarker/],
    [
      'an HTML page after the first',
      { pageSize: 2, first: { GetAccountAuthorizationDetails: [null, { body: '<html><body></body></html>' }] } },
      /EmptyAnswer/,
    ],
    ['hanging', { always: { GetAccountAuthorizationDetails: 'hang' } }, /TIMEDOUT|Timeout/],
  ] as const)('%s', async (_name, faults, message) => {
    const run = collectFrom(sample, faults, {
      timing: { retryDelay: 1, attempts: 3, pollDelay: 1, reportWait: 5, jobWait: 5, requestTimeout: 150 },
    });
    await expect(run).rejects.toThrow(InputError);
    await expect(run).rejects.toThrow(message);
  });
});

describe('no way in', () => {
  test('no credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    const run = collectFrom(sample);
    await expect(run).rejects.toThrow(InputError);
    await expect(run).rejects.toThrow(/^no AWS credentials: /);
  });

  test('a profile that is not there', async () => {
    await expect(collectFrom(sample, {}, { profile: 'absent' })).rejects.toThrow(
      /^no AWS credentials in profile absent: /,
    );
  });

  test('a role that may not be assumed', async () => {
    const run = collectFrom(
      sample,
      { always: { AssumeRole: denied } },
      { roleArn: 'arn:aws:iam::111122223333:role/auditor' },
    );
    await expect(run).rejects.toThrow(/^cannot assume the role arn:aws:iam::111122223333:role\/auditor: AccessDenied$/);
  });

  test('nobody listens', async () => {
    await expect(collectFrom(sample, {}, { endpointUrl: 'http://127.0.0.1:1' })).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('cancellation', () => {
  test('keeps what is complete, and says what is not', async () => {
    const { bundle, cancelled } = await collectFrom(
      sample,
      { jobPolls: 1 },
      { concurrency: 1 },
      ({ jobsPending, calls }, abort) => {
        if (calls > 20 && jobsPending > 0 && jobsPending < 4) abort();
      },
    );
    expect(cancelled).toBe(true);
    expect(bundle.authorizationDetails).toEqual(sample.authorizationDetails);
    const read = Object.keys(bundle.accessAdvisor ?? {});
    const missing = bundle.notCollected.flatMap(({ only }) => only ?? []);
    expect(new Set(bundle.notCollected.map(({ part, reason }) => `${part} ${reason}`))).toEqual(
      new Set(['accessAdvisor Cancelled']),
    );
    expect([...read, ...missing].sort()).toEqual(Object.keys(sample.accessAdvisor));
    expect(read.length).toBeGreaterThan(0);
  });

  test('before the backbone is read there is nothing to keep', async () => {
    const run = collectFrom(sample, { delay: 20 }, {}, (_progress, abort) => { abort(); }); // prettier-ignore
    await expect(run).rejects.toThrow(/cancelled before/);
  });
});
