/** What the trust policy of a role says to whoever asks to assume it, or to bring tags or a source identity along. */
import { parseCaller } from '../semantics/caller.ts';
import { matchesAction, matchPrincipal, type CompiledPolicy, type CompiledStatement } from '../semantics/compile.ts';
import { least, mayHold, most, type Possibility } from '../semantics/effective.ts';
import { prepareRequest } from '../semantics/request.ts';
import { hasWildcard } from '../policy/pattern.ts';
import { compileOnce, type Lack } from './ask-documents.ts';
import { findPrincipal } from './directory.ts';
import type { Account, Role, User } from './model.ts';

/**
 * `signed`: the trust policy has to allow these beside the caller's own policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * `token`: such a call is not signed, so policies of a principal have no say; a token and the trust policy decide.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const kinds: ReadonlyMap<string, 'signed' | 'token'> = new Map([
  ['sts:assumerole', 'signed'],
  ['sts:tagsession', 'signed'],
  ['sts:setsourceidentity', 'signed'],
  ['sts:assumerolewithwebidentity', 'token'],
  ['sts:assumerolewithsaml', 'token'],
]);

export interface Target {
  readonly kind: 'signed' | 'token';
  /** Undefined: the trust policy is not known. */
  readonly trust?: CompiledPolicy;
  readonly name: string;
  readonly lacks: readonly Lack[];
  /** Whether the role may be of the account itself, where being named in its trust policy suffices. */
  readonly mayBeOwn: boolean;
}

/** The role that is asked for; undefined when the question is about something else. Patterns are left to the asking side. */
export function targetOf(account: Account, action: string, resource: string): Target | undefined {
  const kind = kinds.get(action.toLowerCase());
  const isRole = /^arn:[^:]*:iam::[^:]*:role\//.test(resource) && !hasWildcard(resource);
  if (kind === undefined || (!isRole && kind === 'signed')) return undefined;
  const found = findPrincipal(account, resource);
  const role = found && 'isServiceLinked' in found ? found : undefined;
  const name = role?.name ?? resource;
  const mayBeOwn = account.id === undefined || parseCaller(resource).account === account.id;
  const known = { kind, name, mayBeOwn };
  if (role?.trust?.problems.length === 0) return { ...known, trust: compileOnce(role.trust), lacks: [] };
  return { ...known, lacks: isRole ? [{ what: role ? 'trust policy of role' : 'role', name }] : [] };
}

export interface Asking {
  readonly account: Account;
  readonly principal: User | Role;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** The answer by the asking side alone. */
  readonly own: Possibility;
  /** What the asking side's Denies and limits leave; `denials`: without what its boundary merely does not allow. */
  readonly limits: (part: 'all' | 'denials') => Possibility;
  readonly note: (statement: CompiledStatement, answer: Possibility, whole: boolean) => void;
}

/** The answer with the trust policy counted in. */
export function withTrust(target: Target, asking: Asking): Possibility {
  const { trust, kind, mayBeOwn } = target;
  if (!trust) {
    if (kind === 'token') return 'depends';
    return least(mayBeOwn ? asking.limits('denials') : asking.own, 'depends');
  }
  if (kind === 'token') return byToken(trust, asking);
  const [caller = '', ...named] = callersOf(asking, trust);
  // Whoever starts the session chooses its name, so that one under the right name may do more.
  const note: Asking['note'] = (statement, answer, whole) => {
    asking.note(statement, least(answer, 'depends'), whole);
  };
  return named
    .map((one) => least(byCaller(trust, one, { ...asking, note }), 'depends'))
    .reduce(most, byCaller(trust, caller, asking));
}

/** A role acts through its sessions: under some name, and under each that the trust policy names. */
function callersOf({ principal, account }: Asking, { statements }: CompiledPolicy): readonly string[] {
  if ('groups' in principal) return [principal.arn];
  const { id = '', partition } = account;
  const texts = statements
    .flatMap(({ source }) => (source.principal ?? source.notPrincipal)?.values ?? [])
    .map(({ text }) => text);
  const named = texts.filter((text) => {
    const caller = parseCaller(text);
    return caller.kind === 'session' && caller.role === principal.name && caller.account === id;
  });
  return [`arn:${partition}:sts::${id}:assumed-role/${principal.name}/session`, ...new Set(named)];
}

/**
 * A trust policy that names the principal itself suffices within an account; one that names the account leaves it to the
 * principal's own policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
function byCaller({ statements }: CompiledPolicy, caller: string, asking: Asking): Possibility {
  const { principal, action, resource, context, own, limits, note } = asking;
  const request = prepareRequest({ principal: caller, action, resource, context });
  const roleArn = 'groups' in principal ? undefined : principal.arn;
  let answer: Possibility = 'no';
  let denied: Possibility = 'no';
  for (const statement of statements) {
    if (!matchesAction(statement, request.action)) continue;
    const grant = matchPrincipal(statement, request, { roleArn });
    if (grant === undefined) continue;
    const met = mayHold(statement.conditions, request);
    if (met === 'no') continue;
    note(statement, met, true);
    if (!statement.isAllow) denied = most(denied, met);
    else if (grant === 'account') answer = most(answer, least(met, own));
    else answer = most(answer, least(met, limits(grant === 'role' ? 'all' : 'denials')));
  }
  return denied === 'yes' ? 'no' : denied === 'depends' ? least(answer, 'depends') : answer;
}

/** Whose token it is, the snapshot does not tell. */
function byToken({ statements }: CompiledPolicy, { action, note }: Asking): Possibility {
  let answer: Possibility = 'no';
  for (const statement of statements) {
    const { source, isAllow, isNotPrincipal, conditions } = statement;
    if (!matchesAction(statement, action.toLowerCase())) continue;
    const values = source.principal?.values ?? [];
    const isAnyone = values.some(({ text }) => text === '*');
    if (!isAllow && isAnyone && conditions.length === 0) {
      note(statement, 'yes', true);
      return 'no';
    }
    if (!isAllow || !(isNotPrincipal || isAnyone || values.some(({ kind }) => kind === 'Federated'))) continue;
    note(statement, 'depends', true);
    answer = 'depends';
  }
  return answer;
}
