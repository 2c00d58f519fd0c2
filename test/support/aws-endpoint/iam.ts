/** What IAM and STS answer, out of the state. */
import type { Faults, Json, State } from './types.ts';

type Parameters = Readonly<Record<string, string>>;

/** The answer of an operation, or an error with its code. */
export type Answer = { readonly result: Json } | { readonly code: string; readonly status: number };

/** Remembers the reports and jobs under way. */
export type Iam = (operation: string, parameters: Parameters) => Answer;

const noSuchEntity: Answer = { code: 'NoSuchEntity', status: 404 };

/** Operations that list one member, and the part of the state that has it. */
const lists: Readonly<Record<string, { readonly part: keyof State; readonly member: string; readonly whole?: true }>> =
  {
    ListVirtualMFADevices: { part: 'virtualMfaDevices', member: 'VirtualMFADevices' },
    ListServerCertificates: { part: 'serverCertificates', member: 'ServerCertificateMetadataList' },
    ListSAMLProviders: { part: 'samlProviders', member: 'SAMLProviderList', whole: true },
    ListOpenIDConnectProviders: { part: 'openIdConnectProviders', member: 'OpenIDConnectProviderList', whole: true },
    ListAccountAliases: { part: 'accountAliases', member: 'AccountAliases' },
  };

/** An account of IAM. */
export function createIam(state: State, faults: Faults): Iam {
  const jobs = new Map<string, { arn: string; polls: number; granularity: string }>();
  let generated = 0;

  const operations: Readonly<Record<string, (parameters: Parameters) => Answer>> = {
    GetAccountAuthorizationDetails: (parameters) => pageOfDetails(state, faults, parameters),
    GetAccountSummary: () => whole(state.accountSummary),
    GetAccountPasswordPolicy: () => (state.passwordPolicy ? whole(state.passwordPolicy) : noSuchEntity),
    ListOrganizationsFeatures: () => state.organizationsFeatures ? whole(state.organizationsFeatures) : { code: 'AccountNotManagementOrDelegatedAdministrator', status: 403 },
    GenerateCredentialReport: () => {
      const states = faults.reportStates ?? [];
      const next = states === 'never' ? 'INPROGRESS' : (states[generated] ?? 'COMPLETE');
      generated += 1;
      return whole({ State: next, Description: 'for a test' });
    },
    GetCredentialReport: () => {
      if (state.credentialReportCsv === undefined) return { code: 'ReportNotPresent', status: 410 };
      if (faults.reportStates === 'never') return { code: 'ReportInProgress', status: 404 };
      const Content = Buffer.from(state.credentialReportCsv).toString('base64');
      return whole({ Content, ReportFormat: 'text/csv', GeneratedTime: '2026-01-01T00:00:00Z' });
    },
    ListMFADevices: ({ UserName = '' }) => {
      const isThere = state.authorizationDetails['UserDetailList']?.some((user) => user['UserName'] === UserName);
      return isThere ? whole({ ...(state.mfaDevices?.[UserName] ?? { MFADevices: [] }), IsTruncated: false }) : noSuchEntity;
    },
    GenerateServiceLastAccessedDetails: ({ Arn = '', Granularity = 'SERVICE_LEVEL' }) => {
      if (!state.accessAdvisor?.[Arn]) return noSuchEntity;
      const JobId = `job-${String(jobs.size).padStart(32, '0')}`;
      jobs.set(JobId, { arn: Arn, polls: 0, granularity: Granularity });
      return whole({ JobId });
    },
    GetServiceLastAccessedDetails: (parameters) => {
      const job = jobs.get(parameters['JobId'] ?? '');
      if (!job) return noSuchEntity;
      job.polls += 1;
      if (faults.jobPolls === 'never' || job.polls <= (faults.jobPolls ?? 0)) return whole({ JobStatus: 'IN_PROGRESS', JobCreationDate: '2026-01-01T00:00:00Z', ServicesLastAccessed: [] });
      return pageOfReport(state.accessAdvisor?.[job.arn] ?? {}, faults, parameters);
    },
    AssumeRole: ({ RoleArn = '' }) => whole({
      Credentials: { AccessKeyId: 'ASIAEXAMPLE', SecretAccessKey: 'assumed', SessionToken: 'assumed', Expiration: '2099-01-01T00:00:00Z' },
      AssumedRoleUser: { Arn: `${RoleArn}/iam-audit`, AssumedRoleId: 'AROAEXAMPLE:iam-audit' },
    }),
  }; // prettier-ignore
  return (operation, parameters) => {
    const list = Object.hasOwn(lists, operation) ? lists[operation] : undefined;
    if (list) return pageOfList(state[list.part] as Json | undefined, list, faults, parameters);
    const answer = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    return answer ? answer(parameters) : { code: 'InvalidAction', status: 400 };
  };
}

function whole(result: Json | undefined): Answer {
  return { result: result ?? {} };
}

/** Markers are offsets; a full page names the next. */
function cut<T>(
  items: readonly T[],
  faults: Faults,
  parameters: Parameters,
): { readonly page: readonly T[]; readonly end: Json } {
  const start = Number(parameters['Marker'] ?? 0);
  const size = Math.min(faults.pageSize ?? 1000, Number(parameters['MaxItems'] ?? 100));
  const next = start + size;
  const isTruncated = next < items.length;
  return {
    page: items.slice(start, next),
    end: { IsTruncated: isTruncated, ...(isTruncated && { Marker: String(next) }) },
  };
}

function pageOfList(
  part: Json | undefined,
  list: { member: string; whole?: true },
  faults: Faults,
  parameters: Parameters,
): Answer {
  const items = (part?.[list.member] ?? []) as readonly unknown[];
  if (list.whole) return whole({ [list.member]: items });
  const { page, end } = cut(items, faults, parameters);
  return whole({ [list.member]: page, ...end });
}

/** A page holds users, then groups, roles and policies; every list is there, most of them empty. */
function pageOfDetails(state: State, faults: Faults, parameters: Parameters): Answer {
  const names = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];
  const all = names.flatMap((name) => (state.authorizationDetails[name] ?? []).map((item) => ({ name, item })));
  const { page, end } = cut(all, faults, parameters);
  const listed = names.map((name) => [name, page.filter((entry) => entry.name === name).map(({ item }) => item)]);
  return whole({ ...(Object.fromEntries(listed) as Json), ...end });
}

function pageOfReport(report: Json, faults: Faults, parameters: Parameters): Answer {
  const { page, end } = cut((report['ServicesLastAccessed'] ?? []) as readonly unknown[], faults, parameters);
  return whole({ ...report, ServicesLastAccessed: page, ...end });
}
