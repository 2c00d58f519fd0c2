/** Escalation chains as SARIF code flows: each hop, and below it the statements it stands on. */
import type { Finding, ResourceRef } from '../finding.ts';
import { type ChainGrant, describeStep, stepsOf } from './chain.ts';
import type { Report } from './report.ts';
import { cutText, logicalLocation, physicalLocation, type SarifObject } from './sarif-place.ts';

/** Of one hop: GitHub shows 1,000 steps of a flow and takes 10,000. */
const mostGrants = 15;

/** The steps of an escalation, from `evidence.hops`; undefined without. `placed` is where hops without statements stand. */
export function flowOf(finding: Finding, placed: SarifObject, account: Report['account']): SarifObject | undefined {
  const { steps } = stepsOf(finding);
  if (steps.length === 0) return undefined;
  const locations = steps.flatMap((step) => {
    const grants = step.grants.slice(0, mostGrants).map((grant) => grantPlace(grant, account, step.to));
    const at = grants[0] ?? placed;
    return [
      stepAt(at, describeStep(step), 0),
      ...grants.map((place, index) => stepAt(place, describeGrant(step.grants[index]), 1)),
    ];
  });
  return { message: { text: cutText(finding.message) }, threadFlows: [{ locations }] };
}

function stepAt(place: SarifObject, text: string, nestingLevel: number): SarifObject {
  return { location: { ...place, message: { text: cutText(text) } }, nestingLevel };
}

function grantPlace(
  { policy, arn, file }: ChainGrant,
  account: Report['account'],
  to: string | undefined,
): SarifObject {
  const resource: ResourceRef = {
    type: policy === 'trust' ? 'AWS::IAM::Role' : 'AWS::IAM::Policy',
    name: policy === 'trust' && to !== undefined ? to.slice(to.lastIndexOf('/') + 1) : policy,
    ...(arn !== undefined && { arn }),
  };
  return {
    physicalLocation: physicalLocation(file === undefined ? {} : { file }, resource, account),
    logicalLocations: [logicalLocation(resource)],
  };
}

function describeGrant(grant: ChainGrant | undefined): string {
  if (!grant) return 'statement';
  const { action, policy, sid, pointer } = grant;
  const where = [sid === undefined ? '' : ` statement ${sid}`, pointer === undefined ? '' : ` at ${pointer}`].join('');
  return `${action} by ${policy === 'trust' ? 'the trust policy' : `policy ${policy}`}${where}`;
}
