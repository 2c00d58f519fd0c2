/**
 * The plain part of the proofs: where statements agree in everything but their lists of actions, the lists decide. It
 * looks at the documents themselves and knows nothing of how they were made. No answer means "not plain": then the
 * comparator looks at all requests.
 */
import { isMembers, type Members } from '../account/shape.ts';
import { coversAction, matchesAction } from '../policy/arn.ts';
import type { Policy, Statement } from '../policy/model.ts';

/** The used actions within a pattern. Patterns that `stand` unchanged are not looked into. */
export type UsedWithin = (pattern: string, stand?: ReadonlySet<string>) => readonly string[];

/** A statement of a policy, and what became of it. */
interface Pair {
  readonly before: Statement;
  readonly after: readonly Members[];
}

/** Each statement with its successors; undefined when something in the new documents is not plainly less than before. */
export function pairStatements(before: Policy, documents: readonly unknown[]): readonly Pair[] | undefined {
  const old = rawStatements(before.raw);
  const pairs = before.statements.map((statement): Pair & { readonly after: Members[] } => {
    return { before: statement, after: [] };
  });
  for (const document of documents) {
    if (!isSameFrame(before.raw, document)) return undefined;
    // The order is kept, so the search goes on where it ended.
    let at = 0;
    for (const raw of rawStatements(document)) {
      const same = old.indexOf(raw, at);
      at = same >= 0 ? same : next(pairs, old, raw, at);
      if (!isMembers(raw) || at < 0) return undefined;
      pairs[at]?.after.push(raw);
    }
  }
  const isWhole = pairs.every(
    ({ before: one, after }) => one.isAllow === true || after.includes(old[one.index] as Members),
  );
  return isWhole ? pairs : undefined;
}

function rawStatements(document: unknown): readonly unknown[] {
  const body = isMembers(document) ? document['Statement'] : undefined;
  return Array.isArray(body) ? body : [body];
}

/** Version and Id: whatever stands beside the statements. */
function isSameFrame(before: unknown, after: unknown): boolean {
  return isMembers(before) && isMembers(after) && isSameBut(before, after, ['Statement']);
}

function isSameBut(a: Members, b: Members, but: readonly string[]): boolean {
  const names = Object.keys(a).filter((name) => !but.includes(name));
  const others = Object.keys(b).filter((name) => !but.includes(name));
  return names.length === others.length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

function next(pairs: readonly Pair[], old: readonly unknown[], raw: unknown, from: number): number {
  return pairs.findIndex(({ before }, at) => {
    return at >= from && before.isAllow === true && isMembers(raw) && isLess(before, old[at] as Members, raw);
  });
}

/** Whether a statement that grants something grants no more than the old one: fewer actions, or more exceptions. */
function isLess(before: Statement, old: Members, raw: Members): boolean {
  if (!isSameBut(old, raw, ['Action', 'NotAction'])) return false;
  const was = (before.action ?? before.notAction)?.values.map(({ text }) => text) ?? [];
  const known = new Set(was);
  if (before.action && !before.notAction && !Object.hasOwn(raw, 'NotAction')) {
    const now = textsOf(raw['Action']);
    return (
      now?.every((one) => known.has(one) || (isAction(one) && was.some((text) => coversAction(text, one)))) === true
    );
  }
  if (!before.notAction || before.action || Object.hasOwn(raw, 'Action')) return false;
  const now = textsOf(raw['NotAction']);
  return now?.every((one) => known.has(one) || isAction(one)) === true && was.every((one) => now.includes(one));
}

function isAction(text: string): boolean {
  return /^[\w-]+:[\w*?-]+$/.test(text);
}

/** The texts of an element; undefined when it is empty or something else. */
function textsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((one) => typeof one === 'string') ? list : undefined;
}

/** Whether every Allow keeps all of the used actions that it is about. */
export function plainlyKeeps(pairs: readonly Pair[], usedWithin: UsedWithin): boolean {
  return pairs.every(({ before, after }) => {
    if (before.isAllow !== true) return true;
    return before.notAction ? keepsOutside(before, after, usedWithin) : keepsListed(before, after, usedWithin);
  });
}

function keepsListed({ action }: Statement, after: readonly Members[], usedWithin: UsedWithin): boolean {
  const list = after.flatMap((raw) => textsOf(raw['Action']) ?? []);
  const known = new Set(list);
  const isKept = (text: string): boolean =>
    known.has(text) ||
    known.has(`${text.slice(0, text.indexOf(':'))}:*`) ||
    list.some((one) => (/[*?]/.test(text) ? coversAction(one, text) : matchesAction(one, text)));
  return (action?.values ?? []).every(({ text }) => known.has(text) || usedWithin(text, known).every(isKept));
}

/** What came to the exceptions must be none of the used actions, but for those that were excepted before. */
function keepsOutside({ notAction }: Statement, after: readonly Members[], usedWithin: UsedWithin): boolean {
  const excepted = notAction?.values.map(({ text }) => text) ?? [];
  return after.some((raw) => {
    const added = (textsOf(raw['NotAction']) ?? []).filter((text) => !excepted.includes(text));
    return added.every((text) => usedWithin(text).every((one) => excepted.some((old) => coversAction(old, one))));
  });
}
