/**
 * Which permissions are unused stands in the details of a finding only, one call for each. Asked for where last-accessed
 * data is wanted at all, of the account's own principals, and for so many findings as a scan can spare.
 */
import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer';
import { permissions } from './collectors.ts';
import { AnswerError, explainFailure } from './failure.ts';
import { eachInWindow } from './limit.ts';
import type { Missed } from './missed.ts';
import { readPages } from './pages.ts';
import type { Session } from './session.ts';
import type { Printed } from './types.ts';

/** Findings that a scan asks about, in all Regions together. */
const budget = 100;

const window = 4;

/** What may still be asked. */
export interface Budget {
  left: number;
}

export function detailBudget(accessAdvisor: 'none' | 'services' | 'actions'): Budget {
  return { left: accessAdvisor === 'none' ? 0 : budget };
}

/** The findings, those on unused permissions with their `findingDetails` where those could be read. */
export async function addDetails(
  session: Session,
  client: AccessAnalyzer,
  { arn, findings }: { readonly arn: string; readonly findings: readonly Printed[] },
  spend: { readonly budget: Budget; readonly missed: Missed[] },
): Promise<readonly Printed[]> {
  const wanted = findings.filter((finding) => isWanted(finding, arn));
  if (wanted.length === 0 || spend.budget.left === 0) return findings;
  const asked = wanted.slice(0, spend.budget.left);
  spend.budget.left -= asked.length;
  const permission = permissions.getFinding;
  if (asked.length < wanted.length)
    spend.missed.push({ name: arn, permission, error: new AnswerError('TooManyFindings') });
  const details = new Map<unknown, unknown>();
  let isRefused = false;
  await eachInWindow(asked, window, async ({ id }) => {
    if (isRefused) return;
    try {
      details.set(id, await readDetails(session, client, arn, id as string));
    } catch (error) {
      const { kind } = explainFailure(error);
      // One that was resolved meanwhile is no loss.
      if (kind === 'absent') return;
      isRefused = kind === 'denied';
      spend.missed.push({ name: arn, permission, error });
    }
  });
  return findings.map((finding) => {
    const findingDetails = details.get(finding['id']);
    return findingDetails === undefined ? finding : { ...finding, findingDetails };
  });
}

/** An analyzer of an organization also tells of other accounts. */
function isWanted({ id, findingType, resourceOwnerAccount }: Printed, arn: string): boolean {
  return typeof id === 'string' && findingType === 'UnusedPermission' && resourceOwnerAccount === arn.split(':')[4];
}

async function readDetails(
  session: Session,
  client: AccessAnalyzer,
  analyzerArn: string,
  id: string,
): Promise<unknown> {
  const answer = await readPages(session, {
    members: ['findingDetails'],
    call: (token, http) =>
      client.getFindingV2({ analyzerArn, id, ...(token !== undefined && { nextToken: token }) }, http),
  });
  return answer['findingDetails'];
}
