/** A whole policy document without what is unused: same order, Sids, conditions and resources; Deny untouched. */
import { isMembers, type Members } from '../account/shape.ts';
import { coversAction, intersectsAction } from '../policy/arn.ts';
import type { Policy, Statement } from '../policy/model.ts';
import { isNeverRecorded } from './judge-use.ts';
import type { Kept } from './model.ts';
import { touchesKeepList } from './protect.ts';
import { shrinkPattern, type Bench, type Removal } from './shrink-patterns.ts';

export interface ShrunkDocument {
  /** The same object as before when nothing was removed; undefined when no statement is left. */
  readonly document: unknown;
  readonly removals: readonly Removal[];
  readonly kept: readonly Kept[];
}

interface ShrunkStatement {
  readonly raw: unknown;
  readonly removals: readonly Removal[];
  readonly kept: readonly Kept[];
}

/** Takes out of a document what is unused. The policy must be free of grammar problems. */
export function shrinkDocument(policy: Policy, bench: Bench): ShrunkDocument {
  const raw = policy.raw as Members;
  const list = policy.statementsAreList ? (raw['Statement'] as readonly unknown[]) : [raw['Statement']];
  const shrunk = policy.statements.map((statement) => shrinkStatement(statement, list[statement.index], bench));
  const removals = shrunk.flatMap((one) => one.removals);
  const kept = shrunk.flatMap((one) => one.kept);
  if (removals.length === 0) return { document: raw, removals, kept };
  const left = shrunk.map((one) => one.raw).filter((one) => one !== undefined);
  if (left.length === 0) return { document: undefined, removals, kept };
  return { document: { ...raw, Statement: policy.statementsAreList ? left : left[0] }, removals, kept };
}

function shrinkStatement(statement: Statement, raw: unknown, bench: Bench): ShrunkStatement {
  const same = (kept: readonly Kept[] = []): ShrunkStatement => ({ raw, removals: [], kept });
  if (statement.isAllow === false || !isMembers(raw)) return same();
  const { action, notAction, isAllow } = statement;
  const actions = (action ?? notAction)?.values.map(({ text }) => text) ?? [];
  if (isAllow === undefined || (action && notAction)) return same([{ actions, reason: 'statement-unreadable' }]);
  if (isMarked(statement, bench)) return same([{ actions, reason: 'statement-marked' }]);
  if (action) return shrinkAction(raw, actions, bench);
  return notAction ? widenNotAction(raw, actions, bench) : same();
}

function isMarked({ sid }: Statement, { options }: Bench): boolean {
  return options.keepSid !== '' && sid?.text.startsWith(options.keepSid) === true;
}

function shrinkAction(raw: Members, actions: readonly string[], bench: Bench): ShrunkStatement {
  const shrunk = actions.map((text) => shrinkPattern(text, bench));
  const removals = shrunk.flatMap((one) => one.removals);
  const kept = shrunk.flatMap((one) => one.kept);
  if (removals.length === 0) return { raw, removals, kept };
  const patterns = [...new Set(shrunk.flatMap((one) => one.patterns))];
  if (patterns.length === 0) return { raw: undefined, removals, kept };
  return { raw: withElement(raw, 'Action', patterns), removals, kept };
}

function withElement(raw: Members, name: string, patterns: readonly string[]): Members {
  return { ...raw, [name]: Array.isArray(raw[name]) || patterns.length > 1 ? patterns : patterns[0] };
}

/**
 * NotAction is not turned into Action, which would depend on the services of the day: unused services join its list. A
 * longer list allows less, whatever is in it.
 */
function widenNotAction(raw: Members, actions: readonly string[], bench: Bench): ShrunkStatement {
  const { judge } = bench;
  const removals: Removal[] = [];
  const kept: Kept[] = [];
  for (const service of [...judge.usage.services.keys()].sort()) {
    const verdict = judge.service(service);
    const action = `${service}:*`;
    if (verdict.is !== 'unused' || actions.some((text) => coversAction(text, action))) continue;
    const reason = hindrance(service, actions, bench);
    if (reason) kept.push(reason);
    else removals.push({ service, action, verdict, tracked: true });
  }
  if (removals.length === 0) return { raw, removals, kept };
  return { raw: withElement(raw, 'NotAction', [...actions, ...removals.map(({ action }) => action)]), removals, kept };
}

/** Something in the service must stay allowed, and a list of exceptions has no exceptions of its own. */
function hindrance(service: string, excepted: readonly string[], { protection, options }: Bench): Kept | undefined {
  const action = `${service}:*`;
  if (touchesKeepList(action, options.keep)) return { actions: [action], reason: 'keep-list' };
  const single = [...protection.single].find(
    (one) => intersectsAction(action, one) && !excepted.some((text) => coversAction(text, one)),
  );
  if (single === undefined) return undefined;
  const name = single.slice(service.length + 1);
  return { actions: [action], reason: isNeverRecorded(service, name) ? 'not-tracked' : 'dependent' };
}
