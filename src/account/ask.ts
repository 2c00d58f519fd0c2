/**
 * Whether a user or role of the account may do something, and which statements say so. Counts its policies and those of
 * its groups, boundary, service control policies, and for roles the trust policy. Resource policies of other services
 * are not part of a snapshot.
 */
import type { Statement } from '../policy/model.ts';
import { matchesAction, matchPrincipal, type CompiledPolicy } from '../semantics/compile.ts';
import { least, mayAct, mayHold, most, type Possibility } from '../semantics/effective.ts';
import { prepareRequest, type Prepared } from '../semantics/request.ts';
import { compileOnce, documentsOf, type NamedDocument, type Part } from './ask-documents.ts';
import { administratorPolicy } from './effective.ts';
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
  /** Policies that count and that the snapshot does not carry. */
  readonly unknown: readonly string[];
}

export interface Question {
  readonly action: string;
  /** An ARN, or a pattern of ARNs. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export function askAccount(account: Account, principal: User | Role, question: Question): AccountAnswer {
  const { documents, sets, unknown } = documentsOf(account, principal);
  const target = assumedRole(account, question);
  const trust: readonly NamedDocument[] = target?.trust
    ? [{ part: 'trust', name: target.name, compiled: compileOnce(target.trust) }]
    : [];
  const ledger = keepLedger([...documents, ...trust]);
  const context = { ...factsOf(account, principal), ...question.context };
  const { action, resource } = question;
  const own = mayAct(sets, action, resource, { context, trace: ledger.note });
  const [{ compiled } = { compiled: undefined }] = trust;
  const answer = compiled
    ? withTrust(own, compiled, {
        request: prepareRequest({ principal: callerOf(principal, account), action, resource, context }),
        role: 'groups' in principal ? undefined : principal.arn,
        limits: (part) => {
          const identity = [...(sets.identity ?? []), everything];
          const boundary = part === 'all' || !sets.boundary ? {} : { boundary: [...sets.boundary, everything] };
          return mayAct({ ...sets, identity, ...boundary }, action, resource, { context });
        },
        note: ledger.note,
      })
    : own;
  return {
    principal,
    // What the missing policies say is not known, and they may allow it.
    answer: unknown.length > 0 && answer === 'no' ? 'depends' : answer,
    extent: ledger.isWhole() || resource.search(/[*?]/) < 0 ? 'all' : 'part',
    deciding: ledger.entries(),
    unknown,
  };
}

const everything = compileOnce(
  administratorPolicy('arn:aws:iam::aws:policy/AdministratorAccess') ?? raise('there is no such policy'),
);

function raise(message: string): never {
  throw new Error(message);
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
function factsOf({ id }: Account, principal: User | Role): Readonly<Record<string, string>> {
  const isUser = 'groups' in principal;
  const tags = Object.entries(principal.tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value] as const);
  return {
    'aws:PrincipalArn': principal.arn,
    'aws:PrincipalType': isUser ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    ...(id !== undefined && { 'aws:PrincipalAccount': id }),
    ...(isUser && { 'aws:username': principal.name }),
    ...(isUser && principal.id !== undefined && { 'aws:userid': principal.id }),
    ...Object.fromEntries(tags),
  };
}

/** A role acts through its sessions. */
function callerOf(principal: User | Role, { id = '', partition }: Account): string {
  return 'groups' in principal ? principal.arn : `arn:${partition}:sts::${id}:assumed-role/${principal.name}/session`;
}

/** The role that `sts:AssumeRole` is asked for; a pattern of roles is judged by the asking side alone. */
function assumedRole(account: Account, { action, resource }: Question): Role | undefined {
  return action.toLowerCase() === 'sts:assumerole' ? account.roles.find(({ arn }) => arn === resource) : undefined;
}

interface TrustQuestion {
  readonly request: Prepared;
  readonly role: string | undefined;
  /** What the asking side's Denies and limits leave; `denials`: without what its boundary merely does not allow. */
  readonly limits: (part: 'all' | 'denials') => Possibility;
  readonly note: (statement: CompiledPolicy['statements'][number], answer: Possibility, whole: boolean) => void;
}

/**
 * A trust policy that names the principal itself suffices within an account; one that names the account leaves it to the
 * principal's own policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
function withTrust(own: Possibility, { statements }: CompiledPolicy, asked: TrustQuestion): Possibility {
  let answer: Possibility = 'no';
  let denied: Possibility = 'no';
  for (const statement of statements) {
    if (!matchesAction(statement, asked.request.action)) continue;
    const grant = matchPrincipal(statement, asked.request, { roleArn: asked.role });
    if (grant === undefined) continue;
    const met = mayHold(statement.conditions, asked.request);
    if (met === 'no') continue;
    asked.note(statement, met, true);
    if (!statement.isAllow) denied = most(denied, met);
    else if (grant === 'account') answer = most(answer, least(met, own));
    else answer = most(answer, least(met, asked.limits(grant === 'role' ? 'all' : 'denials')));
  }
  return denied === 'yes' ? 'no' : denied === 'depends' ? least(answer, 'depends') : answer;
}
