/**
 * Condition keys that say who the caller is. For a caller of the list they are not free.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
import type { Caller } from '../caller.ts';
import { lastSegment } from '../caller.ts';
import type { CompiledCondition, ValueSet } from '../condition.ts';
import { isInSet } from '../condition.ts';
import { resourceGlob, stringGlob, type Glob } from '../glob.ts';
import type { KeySet } from './box.ts';
import type { KnownCaller } from './callers.ts';
import { accountIn } from './callers.ts';
import { areDisjoint } from './inclusion.ts';
import type { KeyDimension } from './key-dimension.ts';

/** What a key can be for a caller. */
type Fact =
  | { readonly kind: 'absent' }
  | { readonly kind: 'exactly'; readonly text: string; readonly mayBeAbsent?: boolean }
  /** Any text of the pattern that no policy writes out. */
  | { readonly kind: 'like'; readonly glob: Glob };

export const callerKeys: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:username',
]);

/** What the caller makes of a key's dimension; undefined where the key stays free. */
export function callerKeySet(
  known: KnownCaller,
  dimension: KeyDimension,
  conditions: readonly CompiledCondition[],
): KeySet | undefined {
  const fact = factOf(known, dimension.key);
  switch (fact?.kind) {
    case undefined:
      return undefined;
    case 'absent':
      return { absent: true, all: 0n, some: [] };
    case 'exactly': {
      const allowed = bitsOfText(dimension, conditions, fact.text);
      return { absent: fact.mayBeAbsent === true, all: allowed, some: [] };
    }
    case 'like':
      return { absent: false, all: bitsLike(dimension, conditions, fact.glob, known), some: [] };
  }
}

function factOf({ caller, isGeneric, isStranger }: KnownCaller, key: string): Fact | undefined {
  const { kind } = caller;
  if (kind === 'other') return undefined;
  // Anonymous callers, services and identity providers are no principals of an account.
  const isNobodys = kind === 'anonymous' || kind === 'service' || kind === 'federated';
  switch (key) {
    case 'aws:principalarn':
      return isNobodys ? { kind: 'absent' } : arnFact(caller, isGeneric, isStranger);
    case 'aws:principalaccount':
      if (isNobodys) return { kind: 'absent' };
      // One account stands for all that no policy names, and patterns may tell those apart.
      return isStranger && isGeneric ? { kind: 'like', glob: anyAccount } : { kind: 'exactly', text: caller.account };
    case 'aws:principaltype':
      return typeFact(kind);
    case 'aws:principalisawsservice':
      return {
        kind: 'exactly',
        text: kind === 'service' ? 'true' : 'false',
        mayBeAbsent: kind === 'anonymous' || kind === 'federated',
      };
    case 'aws:username':
      if (kind !== 'user') return { kind: 'absent' };
      return isGeneric ? undefined : { kind: 'exactly', text: lastSegment(caller.text) };
    default:
      return undefined;
  }
}

const anyAccount = stringGlob('????????????', { like: true, ignoreCase: false, variables: false });

/** A session's key is the ARN of its role. A path is known only where the role itself is named, so sessions stay patterns. */
function arnFact(caller: Caller, isGeneric: boolean, isStranger: boolean): Fact {
  const { partition, account, text, kind, role } = caller;
  const isAny = isGeneric && isStranger;
  const iam = isAny ? 'arn:*:iam::*:' : `arn:${partition === '' ? 'aws' : partition}:iam::${account}:`;
  if (kind === 'root')
    return isAny ? { kind: 'like', glob: resourceGlob(`${iam}root`, false) } : { kind: 'exactly', text: `${iam}root` };
  if (kind === 'session' || kind === 'role') {
    if (kind === 'role' && !isGeneric) return { kind: 'exactly', text };
    return { kind: 'like', glob: resourceGlob(isGeneric ? `${iam}role/*` : `${iam}role/*${role}`, false) };
  }
  if (!isGeneric) return { kind: 'exactly', text };
  const sts = iam.replace(':iam:', ':sts:');
  return { kind: 'like', glob: resourceGlob(kind === 'user' ? `${iam}user/*` : `${sts}federated-user/*`, false) };
}

function typeFact(kind: Caller['kind']): Fact | undefined {
  const types: Partial<Record<Caller['kind'], string>> = {
    root: 'Account',
    user: 'User',
    session: 'AssumedRole',
    role: 'AssumedRole',
    federatedUser: 'FederatedUser',
    anonymous: 'Anonymous',
  };
  const text = types[kind];
  return text === undefined ? undefined : { kind: 'exactly', text };
}

/** The classes a fixed text can be in. Variables may make it match or not. */
function bitsOfText(dimension: KeyDimension, conditions: readonly CompiledCondition[], text: string): bigint {
  const plain = conditions.filter((condition) => condition.variables.length === 0);
  const wanted = plain.map((condition) => ({
    bits: dimension.classesOf(condition),
    isIn: isInSet(condition.set, text, () => undefined),
  }));
  return wanted.reduce((bits, { bits: own, isIn }) => bits & (isIn ? own : ~own), dimension.universe);
}

/** Leaves out the classes that lie in a set none of whose patterns can hold such a text. */
function bitsLike(
  dimension: KeyDimension,
  conditions: readonly CompiledCondition[],
  glob: Glob,
  known: KnownCaller,
): bigint {
  const impossible = conditions.filter(({ set }) => isOutOfReach(set, glob, known));
  return impossible.reduce((bits, condition) => bits & ~dimension.classesOf(condition), dimension.universe);
}

/** Callers and accounts that a policy writes out are in the list themselves, so one that stands for the others is none of them. */
function isOutOfReach(set: ValueSet, glob: Glob, { isGeneric, isStranger }: KnownCaller): boolean {
  if (set.family !== 'string' && set.family !== 'arn') return false;
  return set.globs.every((one) => {
    if (isGeneric && one.shape === 'literal' && !one.ignoreCase) return true;
    return (isGeneric && isStranger && accountIn(one.text) !== undefined) || areDisjoint(one, glob);
  });
}
