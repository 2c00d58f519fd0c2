/**
 * A plain proof that used actions stay allowed: where only lists of actions differ between statements that agree in
 * everything else, the lists decide. False means "not plain": the comparator then looks at all requests.
 */
import { isMembers } from '../account/shape.ts';
import { coversAction, matchesAction } from '../policy/arn.ts';
import type { Policy, Statement } from '../policy/model.ts';

/** The used actions within a pattern. */
export type UsedWithin = (pattern: string) => readonly string[];

/** Whether every Allow of `before` stands in `after` with all of the used actions that it is about. Denials must be the same. */
export function plainlyKeeps(before: Policy, after: readonly Policy[], usedWithin: UsedWithin): boolean {
  const places = new Map<string, Statement[]>();
  for (const statement of after.flatMap(({ statements }) => statements)) {
    if (statement.isAllow !== true) continue;
    const key = circumstances(statement);
    const list = places.get(key);
    if (list) list.push(statement);
    else places.set(key, [statement]);
  }
  return before.statements.every((statement) => {
    if (statement.isAllow !== true) return true;
    const others = places.get(circumstances(statement)) ?? [];
    return statement.notAction
      ? keepsOutside(statement, others, usedWithin)
      : keepsListed(statement, others, usedWithin);
  });
}

/** Everything of a statement but its actions and its name. */
function circumstances({ policy, index }: Statement): string {
  const body = (policy.raw as { readonly Statement?: unknown }).Statement;
  const raw = Array.isArray(body) ? (body[index] as unknown) : body;
  if (!isMembers(raw)) return '';
  const kept = Object.entries(raw).filter(([name]) => !['Action', 'NotAction', 'Sid'].includes(name));
  return JSON.stringify([policy.version?.text, kept]);
}

function keepsListed({ action }: Statement, others: readonly Statement[], usedWithin: UsedWithin): boolean {
  const lists = others.flatMap((other) => other.action?.values.map(({ text }) => text) ?? []);
  const known = new Set(lists);
  const isKept = (text: string): boolean =>
    known.has(text) || known.has(`${text.slice(0, text.indexOf(':'))}:*`) || lists.some((one) => stands(one, text));
  return (action?.values ?? []).every(({ text }) => known.has(text) || usedWithin(text).every(isKept));
}

/** What came to the exceptions must be none of the used actions, but for those that were excepted before. */
function keepsOutside({ notAction }: Statement, others: readonly Statement[], usedWithin: UsedWithin): boolean {
  const excepted = notAction?.values.map(({ text }) => text) ?? [];
  return others.some((other) => {
    if (!other.notAction) return false;
    const added = other.notAction.values.filter(({ text }) => !excepted.includes(text));
    return added.every(({ text }) => usedWithin(text).every((one) => excepted.some((old) => coversAction(old, one))));
  });
}

function stands(pattern: string, text: string): boolean {
  return /[*?]/.test(text) ? coversAction(pattern, text) : matchesAction(pattern, text);
}
