/**
 * Is there a request that some of these statements allow, and that the others leave? Statement by statement: first what
 * is irrelevant goes, then dimensions become finite, then boxes are subtracted.
 */
import type { Glob } from '../glob.ts';
import { firstBits } from './bits.ts';
import { isEmptyBox, isEmptyKey, meetBoxes, meetKeys, subtract, type Box, type KeySet } from './box.ts';
import { LimitReached, type Budget } from './budget.ts';
import { callerKeys, callerKeySet } from './caller-keys.ts';
import type { KnownCaller } from './callers.ts';
import { elementClasses, type Domain, type ElementClass } from './element-classes.ts';
import type { KeyDimension } from './key-dimension.ts';
import { keySetOf, keysRead, type Keys, type Part } from './parts.ts';
import { plainlyApart, plainlyContains } from './shortcuts.ts';
import { candidates, type Space, type Witness } from './witness.ts';

/** One way a request can be what is looked for. */
export interface Branch {
  /** It is in one statement of each of these lists as well. */
  readonly meets: readonly (readonly Part[])[];
  /** It is in none of these statements. */
  readonly covers: readonly Part[];
}

/** What is asked: a request in one of `grants` that one of the branches describes. */
export interface Question {
  /** Statements that allow. */
  readonly grants: readonly Part[];
  readonly branches: readonly Branch[];
  readonly callers: readonly KnownCaller[];
  /** Callers that count. */
  readonly callerBits: bigint;
  readonly keys: Keys;
  /** Further limits on a key, for every request that counts. */
  readonly restrict: (dimension: KeyDimension) => KeySet | undefined;
  /** Keys that are limited so. */
  readonly restricted: readonly string[];
  readonly actions: Domain;
  readonly resources: Domain;
  /** The request, or one close to it, if the evaluator says that it is what is looked for. */
  readonly confirm: (witness: Witness) => Witness | undefined;
}

/** What was found; `unconfirmed` when boxes are left of which no request could be confirmed. */
export interface Found {
  readonly grant: Part;
  readonly witness: Witness;
}

const maxUnconfirmed = 60;

/** The first confirmed request. Throws LimitReached when a guard stops the search or pieces stay unconfirmed. */
export function findRequest(question: Question, budget: Budget): Found | undefined {
  let doubt: string | undefined;
  for (const [at, grant] of question.grants.entries()) {
    try {
      const witness = searchGrant(grant, question, budget, at < guessedGrants);
      if (witness !== undefined) return { grant, witness };
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      // Another statement may still show a request, which settles the question.
      doubt ??= error.message;
    }
  }
  if (doubt !== undefined) throw new LimitReached(doubt);
  return undefined;
}

interface Arena {
  readonly branches: readonly Branch[];
  readonly space: Space;
  readonly own: Box;
  readonly boxOf: (part: Part) => Box;
  readonly relevant: readonly Part[];
  readonly multi: readonly boolean[];
}

function searchGrant(grant: Part, question: Question, budget: Budget, mayGuess: boolean): Witness | undefined {
  const callerBits = grant.callers & question.callerBits;
  if (callerBits === 0n) return undefined;
  const branches = question.branches.flatMap((branch) => openBranch(branch, grant, callerBits, budget));
  if (branches.length === 0) return undefined;
  const open = { ...question, branches };
  const quick = mayGuess && isLarge(branches) ? guess(grant, callerBits, question, budget) : undefined;
  if (quick !== undefined) return quick;
  for (const arena of arenasOf(grant, callerBits, open, budget)) {
    const witness = searchArena(arena, question, budget);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

const manyPatterns = 200;
const maxGuesses = 3;
/** A guess costs an evaluation; after a few that fail, the next will too. */
const guessedGrants = 3;

function isLarge(branches: readonly Branch[]): boolean {
  const count = (parts: readonly Part[]): number =>
    parts.reduce((sum, { action, resource }) => sum + (action.globs?.length ?? 0) + (resource.globs?.length ?? 0), 0);
  return branches.some(({ meets, covers }) => count(covers) + count(meets.flat()) > manyPatterns);
}

/** A request of the statement that has nothing to do with the many patterns of the others often settles it at once. */
function guess(grant: Part, callerBits: bigint, question: Question, budget: Budget): Witness | undefined {
  const arena = prepareGrant(grant, callerBits, { ...question, branches: [] }, budget);
  if (arena === undefined || arena.space.keys.some(({ key }) => callerKeys.has(key))) return undefined;
  let tried = 0;
  for (const witness of candidates(arena.own, arena.space)) {
    const confirmed = question.confirm(witness);
    if (confirmed !== undefined) return confirmed;
    if (++tried >= maxGuesses) break;
  }
  return undefined;
}

function searchArena(arena: Arena, question: Question, budget: Budget): Witness | undefined {
  const { own, boxOf, relevant, multi, space } = arena;
  const boxes = (parts: readonly Part[]): { box: Box; order: number }[] =>
    parts
      .filter((part) => relevant.includes(part))
      .map((part) => ({ box: boxOf(part), order: 0 }))
      .filter(({ box }) => !isEmptyBox(meetBoxes(own, box)))
      .map(({ box }) => ({ box, order: openness(own, box) }))
      .sort((a, b) => a.order - b.order);
  let found: Witness | undefined;
  let unconfirmed = 0;
  const onLeft = (box: Box): boolean => {
    for (const witness of candidates(box, space)) {
      found = question.confirm(witness);
      if (found !== undefined) return true;
    }
    return ++unconfirmed >= maxUnconfirmed;
  };
  for (const { meets, covers } of arena.branches) {
    if (found !== undefined || unconfirmed >= maxUnconfirmed) break;
    const lists = meets.map((parts) => boxes(parts).map(({ box }) => box));
    if (lists.some((list) => list.length === 0)) continue;
    const away = boxes(covers);
    for (const met of meetings(own, lists, budget)) if (subtract(met, away, multi, budget, onLeft)) break;
  }
  if (found === undefined && unconfirmed > 0) {
    throw new LimitReached('access seems to be left, but no request for it could be confirmed');
  }
  return found;
}

/** What is left of the box in one of each list. */
function* meetings(box: Box, lists: readonly (readonly Box[])[], budget: Budget): Iterable<Box> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield box;
    return;
  }
  for (const other of first) {
    budget.spendBox();
    const met = meetBoxes(box, other);
    if (!isEmptyBox(met)) yield* meetings(met, rest, budget);
  }
}

/** In how many dimensions the other box leaves something out: those that leave little cut little. */
function openness(own: Box, other: Box): number {
  const plain = own.plain.filter((bits, at) => (bits & ~(other.plain[at] ?? 0n)) !== 0n).length;
  const keys = own.keys.filter((set, at) => {
    const against = other.keys[at] ?? set;
    return (set.absent && !against.absent) || (set.all & ~against.all) !== 0n || against.some.length > 0;
  });
  return plain + keys.length;
}

/** One arena, or one for each caller when keys are read that follow from the caller. */
function* arenasOf(grant: Part, callerBits: bigint, question: Question, budget: Budget): Iterable<Arena> {
  const prepared = prepareGrant(grant, callerBits, question, budget);
  if (prepared === undefined) return;
  const dependent = prepared.space.keys.some(({ key }) => callerKeys.has(key));
  if (!dependent) {
    yield prepared;
    return;
  }
  for (let at = 0; at < question.callers.length; at++) {
    const bit = 1n << BigInt(at);
    const caller = question.callers[at];
    if ((callerBits & bit) === 0n || caller === undefined) continue;
    budget.spend(20 * prepared.relevant.length);
    const keys = prepared.own.keys.map((set, index) => narrow(set, prepared.space.keys[index], caller, question));
    const own = { plain: prepared.own.plain.with(2, bit), keys };
    if (!isEmptyBox(own)) yield { ...prepared, own };
  }
}

/** The branch without what plainly plays no part; none when it is plainly empty. */
function openBranch({ meets, covers }: Branch, grant: Part, callers: bigint, budget: Budget): Branch[] {
  if (covers.some((cover) => plainlyContains(cover, grant, callers, budget))) return [];
  const isAway = (part: Part): boolean =>
    covers.some((cover) => plainlyContains(cover, part, callers & part.callers, budget));
  const near = meets.map((parts) => parts.filter((part) => !plainlyApart(part, grant, budget) && !isAway(part)));
  return near.some((parts) => parts.length === 0) ? [] : [{ meets: near, covers }];
}

function narrow(set: KeySet, dimension: KeyDimension | undefined, caller: KnownCaller, question: Question): KeySet {
  if (dimension === undefined) return set;
  const known = callerKeySet(caller, dimension, question.keys.conditions(dimension.key));
  return known === undefined ? set : meetKeys(set, known);
}

function prepareGrant(grant: Part, callerBits: bigint, question: Question, budget: Budget): Arena | undefined {
  const all = new Set(question.branches.flatMap(({ meets, covers }) => [...meets.flat(), ...covers]));
  const others = [...all].filter((part) => (part.callers & callerBits) !== 0n);
  const byAction = elementClasses(
    grant.action,
    others.map(({ action }) => action),
    question.actions,
    budget,
  );
  const touched = byAction.reduce((bits, { mask }) => bits | mask, 0n);
  const ownKeys = new Map(keysRead(grant).map((key) => [key, keySetOf(grant, question.keys.dimension(key))]));
  if ([...ownKeys.values()].some(isEmptyKey)) return undefined;
  const kept = others.flatMap((part, at) =>
    ((touched >> BigInt(at)) & 1n) === 1n && sharesKeys(part, ownKeys, question.keys) ? [{ part, at }] : [],
  );
  const relevant = kept.map(({ part }) => part);
  const byResource = elementClasses(
    grant.resource,
    relevant.map(({ resource }) => resource),
    question.resources,
    budget,
  );
  const names = [...new Set([...ownKeys.keys(), ...relevant.flatMap(keysRead), ...question.restricted])];
  const keys = names.map((key) => question.keys.dimension(key));
  const setsOf = (part: Part): KeySet[] => keys.map((dimension) => keySetOf(part, dimension));
  const own: Box = {
    plain: [firstBits(byAction.length), firstBits(byResource.length), callerBits],
    keys: setsOf(grant).map((set, at) => limit(set, keys[at], question)),
  };
  if (isEmptyBox(own)) return undefined;
  const boxOf = (part: Part): Box => {
    const index = relevant.indexOf(part);
    const { at } = kept[index] ?? { at: -1 };
    return { plain: [bitsOf(byAction, at), bitsOf(byResource, index), part.callers], keys: setsOf(part) };
  };
  const space = {
    actions: byAction,
    resources: byResource,
    callers: question.callers,
    keys,
    variableGlobs: variableGlobs([grant, ...relevant]),
  };
  return { branches: question.branches, space, own, boxOf, relevant, multi: keys.map(({ isMulti }) => isMulti) };
}

/** Classes that lie in the other element. */
function bitsOf(classes: readonly ElementClass[], other: number): bigint {
  if (other < 0) return 0n;
  return classes.reduce(
    (bits, { mask }, at) => (((mask >> BigInt(other)) & 1n) === 1n ? bits | (1n << BigInt(at)) : bits),
    0n,
  );
}

/** Statements with conditions on the same keys that exclude each other never meet. */
function sharesKeys(part: Part, own: ReadonlyMap<string, KeySet>, keys: Keys): boolean {
  for (const key of new Set(keysRead(part))) {
    const dimension = keys.dimension(key);
    const set = keySetOf(part, dimension);
    const mine = own.get(key);
    if (isEmptyKey(mine === undefined ? set : meetKeys(mine, set))) return false;
  }
  return true;
}

function limit(set: KeySet, dimension: KeyDimension | undefined, question: Question): KeySet {
  const further = dimension && question.restrict(dimension);
  return further === undefined ? set : meetKeys(set, further);
}

function variableGlobs(parts: readonly Part[]): readonly Glob[] {
  const found: Glob[] = [];
  const add = (globs: readonly Glob[]): void => {
    for (const glob of globs) if (glob.hasVariable) found.push(glob);
  };
  for (const { resource, conditions } of parts) {
    add(resource.globs ?? []);
    for (const { set } of conditions) if ('globs' in set) add(set.globs);
  }
  return found;
}
