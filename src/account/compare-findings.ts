/**
 * New, fixed and unchanged findings of two snapshots. A finding that is gone because nobody could look any more is not
 * fixed, and one that appears because somebody looks for the first time is not known to be new: both are told apart.
 */
import type { Finding } from '../finding.ts';
import type { Account, AccountFact } from './model.ts';
import { outdoneBy } from './outdone-findings.ts';
import { oneLine } from './shape.ts';

/** A snapshot and what the rules made of it. */
export interface JudgedAccount {
  readonly account: Account;
  readonly findings: readonly Finding[];
  readonly skipped: readonly { readonly ruleId?: string; readonly reason: string }[];
  /** Rules that failed. */
  readonly crashed: ReadonlySet<string>;
}

/** A finding of one snapshot that the other one cannot answer. */
export interface NotComparable {
  readonly finding: Finding;
  readonly notJudgedIn: 'old' | 'new';
  readonly reason: string;
}

export interface FindingsComparison {
  readonly new: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly unchanged: number;
  readonly notComparable: readonly NotComparable[];
}

/** The parts of an account a rule looks at. */
export type NeedsOf = (ruleId: string) => readonly AccountFact[];

/** Compares by fingerprint, each as often as it occurs; what is left over, by what a reader sees of it. */
export function compareFindings(before: JudgedAccount, after: JudgedAccount, needsOf: NeedsOf): FindingsComparison {
  const exact = match(before.findings, after.findings, exactKey);
  const rest = match(exact.old, exact.new, visibleKey);
  const doubtNew = createDoubt(before, { ...after, alone: rest.new }, needsOf);
  const doubtOld = createDoubt(after, { ...before, alone: rest.old }, needsOf);
  const [gone, came] = [rest.old, rest.new].map((list, at) =>
    list.map((finding) => ({ finding, reason: (at === 0 ? doubtNew : doubtOld)(finding) })),
  );
  const notComparable = [
    ...(gone ?? []).map((item) => ({ ...item, notJudgedIn: 'new' as const })),
    ...(came ?? []).map((item) => ({ ...item, notJudgedIn: 'old' as const })),
  ].flatMap(({ finding, notJudgedIn, reason }) => (reason === undefined ? [] : [{ finding, notJudgedIn, reason }]));
  return {
    new: (came ?? []).filter(({ reason }) => reason === undefined).map(({ finding }) => finding),
    fixed: (gone ?? []).filter(({ reason }) => reason === undefined).map(({ finding }) => finding),
    unchanged: before.findings.length - rest.old.length,
    notComparable,
  };
}

/** A finding that became more (or less) severe is another one. */
function exactKey({ fingerprint, severity }: Finding): string {
  return `${severity} ${fingerprint}`;
}

/** Ages grow from day to day, and a statement may move inside its policy: neither makes a finding new. */
function visibleKey({ ruleId, messageId, message, severity, resource }: Finding): string {
  const aged = message.replace(/\b\d{4}-\d\d-\d\d\b/g, '<date>').replace(/\b\d+ days?\b/g, '<days>');
  return JSON.stringify([severity, ruleId, messageId, resource?.type, resource?.arn ?? resource?.name, aged]);
}

function match(before: readonly Finding[], after: readonly Finding[], keyOf: (finding: Finding) => string) {
  return { old: without(before, after, keyOf), new: without(after, before, keyOf) };
}

function without(list: readonly Finding[], others: readonly Finding[], keyOf: (finding: Finding) => string): Finding[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1);
  return list.filter((finding) => {
    const left = counts.get(keyOf(finding)) ?? 0;
    if (left > 0) counts.set(keyOf(finding), left - 1);
    return left === 0;
  });
}

type Doubt = (finding: Finding) => string | undefined;

/** With the findings that `seen` does not have. */
interface Blind extends JudgedAccount {
  readonly alone: readonly Finding[];
}

/** Why `blind` may lack a finding of `seen` although nothing was fixed. */
function createDoubt(seen: JudgedAccount, blind: Blind, needsOf: NeedsOf): Doubt {
  const isOutdone = outdoneBy(blind.alone);
  const skips = skipsOnlyIn(blind, seen);
  const problems = problemsOnlyIn(blind.account, seen.account);
  const known = new Set(entitiesOf(blind.account).map(({ arn }) => arn));
  return (finding) => {
    const { ruleId, resource } = finding;
    if (blind.crashed.has(ruleId)) return 'the rule failed (a bug)';
    const facts = needsOf(ruleId);
    const lost = facts.find((fact) => seen.account.facts.has(fact) && !blind.account.facts.has(fact));
    const isGone = resource?.arn !== undefined && resource.type.startsWith('AWS::IAM::') && !known.has(resource.arn);
    return (
      skips.get(ruleId) ??
      (lost === undefined ? undefined : (blind.account.missing.get(lost) ?? `${lost} is not in the snapshot`)) ??
      (isOutdone(finding) ? 'the policy allows everything there, and that is reported in its place' : undefined) ??
      problems.ofDetails ??
      problems.byPart.get(facts.find((fact) => problems.byPart.has(fact)) ?? '') ??
      (resource && problems.byEntity.get(entityKey(labelOf(resource)) ?? '')) ??
      (isGone && resource.type !== 'AWS::IAM::Root' ? problems.leftOut : undefined)
    );
  };
}

function entitiesOf({ users, groups, roles, policies }: Account) {
  return [...users, ...groups, ...roles, ...policies];
}

function skipsOnlyIn(blind: JudgedAccount, seen: JudgedAccount): ReadonlyMap<string, string> {
  const keyOf = (ruleId: string, reason: string): string => JSON.stringify([ruleId, reason]);
  const same = new Set(seen.skipped.map(({ ruleId = '', reason }) => keyOf(ruleId, reason)));
  const fresh = blind.skipped.filter(({ ruleId = '', reason }) => !same.has(keyOf(ruleId, reason)));
  return new Map(fresh.map(({ ruleId = '', reason }) => [ruleId, reason]));
}

/** Lines of `problems` by what they cost; those that both snapshots have cost the same in both. */
function problemsOnlyIn(blind: Account, seen: Account) {
  const same = new Set(seen.problems);
  const fresh = blind.problems.filter((line) => !same.has(line));
  return {
    ofDetails: fresh.find((line) => /^authorizationDetails\b/.test(line)),
    leftOut: fresh.find((line) => /^\w+DetailList\/\d+ left out|^Policies\/\d+ left out/.test(line)),
    byPart: new Map(fresh.map((line) => [/^\w+/.exec(line)?.[0] ?? '', line])),
    byEntity: new Map(fresh.map((line) => [entityKey(line) ?? 'none', line])),
  };
}

/** `role deploy` of `role deploy: trust policy left out: ...`. */
function entityKey(line: string): string | undefined {
  return /^(?:user|group|role|policy) [^\s:]+/.exec(line)?.[0];
}

function labelOf({ type, name }: NonNullable<Finding['resource']>): string {
  const last = type.slice(type.lastIndexOf(':') + 1).toLowerCase();
  return `${last === 'managedpolicy' ? 'policy' : last} ${oneLine(name)}`;
}
