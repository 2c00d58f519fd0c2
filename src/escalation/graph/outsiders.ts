/** Whom outside the account a role trusts. */
import type { Account } from '../../account/model.ts';
import { matchesAction, type CompiledStatement } from '../../semantics/compile.ts';
import type { PrincipalEntry } from '../../semantics/principal.ts';
import { judgeConditions, most, type Answer, type Lookup } from './conditions.ts';

/** Somebody outside the account. */
export interface Outsider {
  readonly kind: 'account' | 'identity-provider' | 'public';
  /** An ARN, account id, provider, or `*`. */
  readonly name: string;
  readonly answer: Answer;
}

/** Principals of other accounts, identity providers, and everybody. */
export function outsidersOf(statements: readonly CompiledStatement[], account: Account): readonly Outsider[] {
  const found = new Map<string, Outsider>();
  for (const statement of statements) {
    if (!statement.isAllow || statement.isNotPrincipal) continue;
    const answer = judgeConditions(statement.conditions, true, outsiderFacts);
    for (const entry of statement.principals ?? []) {
      const kind = outsiderKind(entry, statement, account);
      if (kind === undefined) continue;
      const name = entry.form === 'everyone' ? '*' : entry.text;
      const before = found.get(`${kind} ${name}`)?.answer ?? 'no';
      found.set(`${kind} ${name}`, { kind, name, answer: most(before, answer) });
    }
  }
  return [...found.values()].filter(({ answer }) => answer !== 'no');
}

const outsiderFacts: Lookup = () => undefined;

function outsiderKind(
  { form, account }: PrincipalEntry,
  statement: CompiledStatement,
  own: Account,
): Outsider['kind'] | undefined {
  const assumes = (action: string): boolean => matchesAction(statement, action);
  if (form === 'federated')
    return assumes('sts:assumerolewithwebidentity') || assumes('sts:assumerolewithsaml')
      ? 'identity-provider'
      : undefined;
  if (!assumes('sts:assumerole')) return undefined;
  if (form === 'everyone') return 'public';
  const isForeign = ['account', 'user', 'role', 'session'].includes(form) && account !== '' && account !== own.id;
  return isForeign ? 'account' : undefined;
}
