/**
 * Whether a user or role of the account may do something, and which statements say so. Counts its policies and those of
 * its groups, boundary, organization policies, and for roles the trust policy. Resource policies of other services
 * are not part of a snapshot.
 */
import type { Statement } from '../policy/model.ts';
import { hasWildcard } from '../policy/pattern.ts';
import { mayAct, most, type IdentitySets, type Possibility } from '../semantics/effective.ts';
import { targetOf, withTrust, type Asking, type Target } from './ask-assume.ts';
import {
  documentsOf,
  everything,
  type AskedDocuments,
  type Lack,
  type NamedDocument,
  type Part,
} from './ask-documents.ts';
import type { Account, Role, User } from './model.ts';

export interface Deciding {
  readonly part: Part;
  readonly effect: 'Allow' | 'Deny';
  readonly statement: Statement;
  /** Name of its policy. */
  readonly policy: string;
  /** Whether the statement applies; `depends`: on conditions about what the snapshot does not tell. */
  readonly answer: Possibility;
}

export interface AccountAnswer {
  readonly principal: User | Role;
  readonly answer: Possibility;
  /** Of a pattern of resources: all of it, as far as the answer goes, or a part. */
  readonly extent: 'all' | 'part';
  readonly deciding: readonly Deciding[];
  /** What counts and is not in the snapshot, or not whole. */
  readonly lacks: readonly Lack[];
  /** What would have to allow it beside the policies of the principal, and does not. */
  readonly notAllowedBy: readonly Lack[];
}

export interface Question {
  readonly action: string;
  /** An ARN, or a pattern of ARNs. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export function askAccount(account: Account, principal: User | Role, question: Question): AccountAnswer {
  const { action, resource } = question;
  const asked = documentsOf(account, principal, question);
  const target = targetOf(account, action, resource);
  const trust: readonly NamedDocument[] = target?.trust
    ? [{ part: 'trust', name: target.name, compiled: target.trust }]
    : [];
  const isByToken = target?.kind === 'token';
  const ledger = keepLedger(isByToken ? trust : [...asked.documents, ...trust]);
  const context = { ...factsOf(account, principal), ...question.context };
  const asking = { account, principal, action, resource, context, note: ledger.note };
  const answer = answerOf(asked.sets, target, asking);
  const lacks = [...(isByToken ? [] : asked.lacks), ...(target?.lacks ?? [])];
  return {
    principal,
    // What is lacking was taken for the most it can be: it cannot turn a no, and may hold a Deny or a limit.
    answer: lacks.length > 0 && answer === 'yes' ? 'depends' : answer,
    extent: ledger.isWhole() || !hasWildcard(resource) ? 'all' : 'part',
    deciding: ledger.entries(),
    lacks,
    notAllowedBy:
      answer === 'no'
        ? [...(isByToken ? [] : closedLimits(asked, principal, asking)), ...closedTrust(target, ledger.entries())]
        : [],
  };
}

function closedLimits(
  { sets }: AskedDocuments,
  { boundary }: User | Role,
  { action, resource, context }: Omit<Asking, 'own' | 'limits'>,
): readonly Lack[] {
  const isClosed = (within: IdentitySets) => mayAct(within, action, resource, { context }) === 'no';
  const { identity = [], scp = [] } = sets;
  if (isClosed({ identity })) return [];
  // Resource control policies only deny: each of their levels allows everything.
  const levels = scp.flatMap((level, index): Lack[] =>
    !level.includes(everything) && isClosed({ identity, scp: [level] })
      ? [{ what: 'service control policies', name: `scp[${index}]` }]
      : [],
  );
  const isCut = sets.boundary !== undefined && isClosed({ identity, boundary: sets.boundary });
  return boundary && isCut ? [{ what: 'boundary', name: boundary.name }, ...levels] : levels;
}

function closedTrust(target: Target | undefined, deciding: readonly Deciding[]): readonly Lack[] {
  if (!target?.trust || deciding.some(({ part, effect }) => part === 'trust' && effect === 'Allow')) return [];
  return [{ what: 'trust policy of role', name: target.name }];
}

function answerOf(sets: IdentitySets, target: Target | undefined, asking: Omit<Asking, 'own' | 'limits'>): Possibility {
  const { action, resource, context, note } = asking;
  const ask = (within: IdentitySets) => mayAct(within, action, resource, { context, trace: note });
  const own = ask(sets);
  if (!target) return own;
  const limits: Asking['limits'] = (part) => {
    const identity = [...(sets.identity ?? []), everything];
    const boundary = part === 'all' || !sets.boundary ? {} : { boundary: [...sets.boundary, everything] };
    return ask({ ...sets, identity, ...boundary });
  };
  return withTrust(target, { ...asking, own, limits });
}

/** What the statements said, each once, with the strongest answer. */
function keepLedger(documents: readonly NamedDocument[]) {
  const owners = new Map(
    documents.flatMap((one) => one.compiled.statements.map((each) => [each.source, one] as const)),
  );
  const heard = new Map<Statement, Deciding>();
  let isWhole = false;
  return {
    note: ({ source }: { readonly source: Statement }, answer: Possibility, whole: boolean): void => {
      const owner = owners.get(source);
      const before = heard.get(source)?.answer ?? 'no';
      if (whole && source.isAllow === true && owner?.part === 'identity') isWhole = true;
      if (!owner || most(before, answer) === before) return;
      const { part, name } = owner;
      heard.set(source, {
        part,
        effect: source.isAllow === true ? 'Allow' : 'Deny',
        statement: source,
        policy: name,
        answer,
      });
    },
    isWhole: () => isWhole,
    entries: (): readonly Deciding[] => [...heard.values()],
  };
}

/** Condition keys whose values follow from who asks. */
function factsOf({ id, organization }: Account, principal: User | Role): Readonly<Record<string, string>> {
  const isUser = 'groups' in principal;
  const tags = Object.entries(principal.tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value] as const);
  return {
    'aws:PrincipalArn': principal.arn,
    'aws:PrincipalType': isUser ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    ...(id !== undefined && { 'aws:PrincipalAccount': id }),
    ...(organization?.id !== undefined && { 'aws:PrincipalOrgID': organization.id }),
    ...(isUser && { 'aws:username': principal.name }),
    ...(isUser && principal.id !== undefined && { 'aws:userid': principal.id }),
    ...Object.fromEntries(tags),
  };
}
