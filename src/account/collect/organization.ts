/**
 * The organization above the account: who manages it, and the service and resource control policies that hold for the
 * account. Any member may ask who manages it; the policies are shown to the management account and to those that it
 * delegated the task to. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html
 */
import type { Organizations } from '@aws-sdk/client-organizations';
import { permissions } from './collectors.ts';
import { AnswerError, errorCodes } from './failure.ts';
import { readPages } from './pages.ts';
import { decodeDocument } from './printed.ts';
import { send, type Session } from './session.ts';
import type { OrganizationPart } from './types.ts';

const kinds = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;
type Kind = keyof typeof kinds;

/** An organization has one root and at most five levels of units: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const mostLevels = 10;

/** No level: nothing above the account limits it. */
const noPolicies: OrganizationPart = { scp: [], rcp: [] };

/** Undefined: not even the organization itself could be seen, and that is noted. */
export async function collectOrganization(
  session: Session,
  accountId: string | undefined,
): Promise<OrganizationPart | undefined> {
  try {
    const client = await session.organizations();
    const { Id, MasterAccountId, FeatureSet } = await describeOrganization(session, client);
    const known = {
      ...(Id !== undefined && { id: Id }),
      ...(MasterAccountId !== undefined && { managementAccountId: MasterAccountId }),
    };
    // Neither kind of policy acts on the management account, and consolidated billing alone knows none.
    if (MasterAccountId === accountId || FeatureSet === 'CONSOLIDATED_BILLING') return { ...known, ...noPolicies };
    return { ...known, ...(await readPolicies(session, client, accountId)) };
  } catch (error) {
    if (errorCodes(error).includes('AWSOrganizationsNotInUseException')) return noPolicies;
    session.note('organization', permissions.describeOrganization, error);
    return undefined;
  }
}

async function describeOrganization(session: Session, client: Organizations) {
  const { Organization } = await send(session, (http) => client.describeOrganization({}, http));
  if (!Organization) throw new AnswerError('EmptyAnswer');
  return Organization;
}

async function readPolicies(
  session: Session,
  client: Organizations,
  accountId: string | undefined,
): Promise<OrganizationPart> {
  try {
    if (accountId === undefined) throw new AnswerError('UnknownAccountId');
    const levels = await findLevels(session, client, accountId);
    const documents = documentReader(session, client);
    const read = await Promise.all(
      (['scp', 'rcp'] as const).map((kind) => readKind(session, client, { kind, levels, documents })),
    );
    return Object.assign({}, ...read) as OrganizationPart;
  } catch (error) {
    session.note('organization', permissions.listParents, error, ['rcp', 'scp']);
    return {};
  }
}

/** Root, units, account. */
async function findLevels(session: Session, client: Organizations, accountId: string): Promise<readonly string[]> {
  const levels = [accountId];
  for (let child = accountId; levels.length <= mostLevels;) {
    const { Parents } = await readPages(session, {
      members: ['Parents'],
      call: (token, http) =>
        client.listParents({ ChildId: child, ...(token !== undefined && { NextToken: token }) }, http),
    });
    const [parent] = Parents as readonly { readonly Id?: string; readonly Type?: string }[];
    if (parent?.Id === undefined) throw new AnswerError('EmptyAnswer');
    levels.unshift(parent.Id);
    if (parent.Type === 'ROOT') return levels;
    child = parent.Id;
  }
  throw new AnswerError('TooManyPages');
}

interface Wanted {
  readonly kind: Kind;
  readonly levels: readonly string[];
  readonly documents: (id: string) => Promise<unknown>;
}

/** A kind is read whole or not at all: a Deny that is missing would change every answer. */
async function readKind(
  session: Session,
  client: Organizations,
  { kind, levels, documents }: Wanted,
): Promise<OrganizationPart> {
  let permission: string = permissions.listPolicies;
  try {
    const ids = await Promise.all(levels.map((target) => listPolicies(session, client, kind, target)));
    permission = permissions.describePolicy;
    // Where a kind is switched on, each level has at least one policy; switching it off detaches all.
    if (ids.every((level) => level.length === 0)) return { [kind]: [] };
    return { [kind]: await Promise.all(ids.map((level) => Promise.all(level.map(documents)))) };
  } catch (error) {
    session.note('organization', permission, error, [kind]);
    return {};
  }
}

async function listPolicies(
  session: Session,
  client: Organizations,
  kind: Kind,
  target: string,
): Promise<readonly string[]> {
  const { Policies } = await readPages(session, {
    members: ['Policies'],
    call: (token, http) =>
      client.listPoliciesForTarget(
        { TargetId: target, Filter: kinds[kind], ...(token !== undefined && { NextToken: token }) },
        http,
      ),
  });
  return (Policies as readonly { readonly Id?: string }[]).map(({ Id }) => {
    if (Id === undefined) throw new AnswerError('EmptyAnswer');
    return Id;
  });
}

/** Each policy once, however many levels have it: `FullAWSAccess` is on nearly all of them. */
function documentReader(session: Session, client: Organizations): Wanted['documents'] {
  const known = new Map<string, Promise<unknown>>();
  const read = async (id: string): Promise<unknown> => {
    const { Policy } = await send(session, (http) => client.describePolicy({ PolicyId: id }, http));
    if (Policy?.Content === undefined) throw new AnswerError('EmptyAnswer');
    return decodeDocument(Policy.Content);
  };
  return (id) => {
    const document = known.get(id) ?? read(id);
    known.set(id, document);
    return document;
  };
}
