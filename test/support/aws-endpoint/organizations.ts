/** What Organizations answers to its JSON calls: https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html */
import type { Faults, Json, State } from './types.ts';

export interface JsonCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** From the header `X-Amz-Target`; undefined: none of this service. */
export function recogniseTarget(target: string | undefined, body: string): JsonCall | undefined {
  const operation = /^AWSOrganizationsV20161128\.(\w+)$/.exec(target ?? '')?.[1];
  return operation === undefined
    ? undefined
    : { operation, parameters: JSON.parse(body) as Readonly<Record<string, string>> };
}

const kinds: Readonly<Record<string, 'scp' | 'rcp'>> = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
};

/** The JSON of an answer, or an error's code. The account's own level is the last. */
export function answerTarget(
  { organization }: State,
  faults: Faults,
  { operation, parameters }: JsonCall,
): Json | string {
  if (!organization?.managementAccountId) return 'AWSOrganizationsNotInUseException';
  const { id, managementAccountId, scp = [], rcp = [] } = organization;
  const depth = Math.max(scp.length, rcp.length, 1);
  switch (operation) {
    case 'DescribeOrganization':
      return { Organization: { Id: id, FeatureSet: 'ALL', MasterAccountId: managementAccountId } };
    case 'ListParents': {
      const parent = levelOf(parameters['ChildId'] ?? '', depth) - 1;
      return { Parents: [parent === 0 ? { Id: 'r-exam', Type: 'ROOT' } : { Id: `ou-exam-${parent}`, Type: 'ORGANIZATIONAL_UNIT' }] };
    }
    case 'ListPoliciesForTarget': {
      const kind = kinds[parameters['Filter'] ?? ''] ?? 'scp';
      const here = organization[kind]?.[levelOf(parameters['TargetId'] ?? '', depth)] ?? [];
      return page(here.map((document) => summary(organization, kind, document)), faults, parameters);
    }
    case 'DescribePolicy': {
      const [, kind, index] = /^p-(scp|rcp)(\d+)$/.exec(parameters['PolicyId'] ?? '') ?? [];
      const document = distinct(organization[kind as 'scp' | 'rcp'] ?? [])[Number(index)];
      return document === undefined ? 'PolicyNotFoundException' : { Policy: { PolicySummary: {}, Content: document } };
    }
    default:
      return 'UnknownOperationException';
  }
} // prettier-ignore

function levelOf(target: string, depth: number): number {
  if (target === 'r-exam') return 0;
  const unit = /^ou-exam-(\d+)$/.exec(target)?.[1];
  return unit === undefined ? depth - 1 : Number(unit);
}

function distinct(levels: readonly (readonly unknown[])[]): readonly string[] {
  return [...new Set(levels.flat().map((document) => JSON.stringify(document)))];
}

function summary(organization: NonNullable<State['organization']>, kind: 'scp' | 'rcp', document: unknown): Json {
  const Id = `p-${kind}${distinct(organization[kind] ?? []).indexOf(JSON.stringify(document))}`;
  return { Id, Name: Id, AwsManaged: false };
}

function page(items: readonly Json[], faults: Faults, parameters: Readonly<Record<string, string>>): Json {
  const start = Number(parameters['NextToken'] ?? 0);
  const next = start + (faults.pageSize ?? 20);
  return { Policies: items.slice(start, next), ...(next < items.length && { NextToken: String(next) }) };
}
