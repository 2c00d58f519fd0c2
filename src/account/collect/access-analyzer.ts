/** IAM Access Analyzer in the regions asked for: its analyzers, and the active findings of those that work. */
import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer';
import { permissions } from './collectors.ts';
import { addDetails, detailBudget, type Budget } from './finding-details.ts';
import { noteMissed, type Missed } from './missed.ts';
import { readPages } from './pages.ts';
import type { Session } from './session.ts';
import type { Bundle, CollectOptions, Printed } from './types.ts';

type Regions = NonNullable<Bundle['accessAnalyzer']>;

/** Undefined: no region could be read, and that is noted. */
export async function collectAccessAnalyzer(
  session: Session,
  regions: readonly string[],
  accessAdvisor: CollectOptions['accessAdvisor'],
): Promise<Regions | undefined> {
  const missed: Missed[] = [];
  const spend = { budget: detailBudget(accessAdvisor), missed };
  const read = await Promise.all(regions.map((region) => readRegion(session, region, spend)));
  const isRegion = ({ permission }: Missed): boolean => permission === permissions.listAnalyzers;
  noteMissed(session, 'accessAnalyzer', missed.filter(isRegion), regions.length);
  noteMissed(
    session,
    'accessAnalyzer',
    missed.filter((item) => !isRegion(item)),
    Infinity,
  );
  const seen = regions.flatMap((region, at) => (read[at] ? [[region, read[at]] as const] : []));
  return seen.length === 0 ? undefined : Object.fromEntries(seen);
}

interface Spend {
  readonly budget: Budget;
  readonly missed: Missed[];
}

async function readRegion(session: Session, region: string, spend: Spend): Promise<Regions[string] | undefined> {
  try {
    const client = await session.analyzer(region);
    const answer = await readPages(session, {
      members: ['analyzers'],
      call: (token, http) =>
        client.listAnalyzers({ maxResults: 100, ...(token !== undefined && { nextToken: token }) }, http),
    });
    const analyzers = answer['analyzers'] as readonly Printed[];
    const working = analyzers.filter(({ status }) => status === 'ACTIVE').map(({ arn }) => arn as string);
    const findings = await Promise.all(working.map((arn) => readFindings(session, client, arn, spend)));
    return {
      analyzers,
      findings: Object.fromEntries(working.flatMap((arn, at) => (findings[at] ? [[arn, findings[at]]] : []))),
    };
  } catch (error) {
    spend.missed.push({ name: region, permission: permissions.listAnalyzers, error });
    return undefined;
  }
}

async function readFindings(
  session: Session,
  client: AccessAnalyzer,
  arn: string,
  spend: Spend,
): Promise<readonly Printed[] | undefined> {
  try {
    const answer = await readPages(session, {
      members: ['findings'],
      call: (token, http) =>
        client.listFindingsV2(
          {
            analyzerArn: arn,
            filter: { status: { eq: ['ACTIVE'] } },
            maxResults: 100,
            ...(token !== undefined && { nextToken: token }),
          },
          http,
        ),
    });
    const findings = answer['findings'] as readonly Printed[];
    return await addDetails(session, client, { arn, findings }, spend);
  } catch (error) {
    spend.missed.push({ name: arn, permission: permissions.listFindings, error });
    return undefined;
  }
}
