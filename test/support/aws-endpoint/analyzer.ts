/** What Access Analyzer answers to its REST calls: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/Welcome.html */
import type { Faults, Json, State } from './types.ts';

export interface RestCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Names the operation; undefined: none of this service. */
export function recogniseRest(method: string, url: URL, body: string): RestCall | undefined {
  if (method === 'GET' && url.pathname === '/analyzer') {
    return { operation: 'ListAnalyzers', parameters: Object.fromEntries(url.searchParams) };
  }
  const id = /^\/findingv2\/([^/]+)$/.exec(url.pathname)?.[1];
  if (method === 'GET' && id !== undefined) {
    return { operation: 'GetFindingV2', parameters: { ...Object.fromEntries(url.searchParams), id } };
  }
  if (method !== 'POST' || url.pathname !== '/findingv2') return undefined;
  const { filter, ...parameters } = JSON.parse(body) as Record<string, string> & {
    filter?: { status?: { eq?: string[] } };
  };
  return { operation: 'ListFindingsV2', parameters: { ...parameters, status: filter?.status?.eq?.join() ?? '' } };
}

/** The JSON of an answer. */
export function answerRest(state: State, faults: Faults, region: string, { operation, parameters }: RestCall): Json {
  const here = state.accessAnalyzer?.[region];
  if (operation === 'ListAnalyzers') return cut('analyzers', here?.analyzers ?? [], faults, parameters);
  const findings = here?.findings[parameters['analyzerArn'] ?? ''] ?? [];
  if (operation === 'GetFindingV2') {
    const found = findings.find(({ id }) => id === parameters['id']) ?? {};
    const { findingDetails = [], ...rest } = found as { findingDetails?: readonly Json[] };
    return { ...rest, ...cut('findingDetails', findingDetails, faults, parameters) };
  }
  const { status = '' } = parameters;
  return cut(
    'findings',
    findings
      .filter((finding) => status === '' || finding['status'] === status)
      .map((finding) => Object.fromEntries(Object.entries(finding).filter(([name]) => name !== 'findingDetails'))),
    faults,
    parameters,
  );
}

function cut(
  member: string,
  items: readonly Json[],
  faults: Faults,
  parameters: Readonly<Record<string, string>>,
): Json {
  const start = Number(parameters['nextToken'] ?? 0);
  const next = start + Math.min(faults.pageSize ?? 100, Number(parameters['maxResults'] ?? 100));
  return { [member]: items.slice(start, next), ...(next < items.length && { nextToken: String(next) }) };
}
