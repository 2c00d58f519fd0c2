/** Conditions when only part of the request is known: met, not met, or it depends. */
import { holds, type CompiledCondition } from '../../semantics/condition.ts';
import { variableParts, type Prepared } from '../../semantics/request.ts';

export type Answer = 'yes' | 'depends' | 'no';

/**
 * What is known of a context key: its values (none: the request does not have it), `free` when the caller chooses it, or
 * undefined when the account's data does not tell.
 */
export type Lookup = (key: string) => readonly string[] | 'free' | undefined;

/** Whether all conditions hold. Keys that the caller chooses are met in an Allow and avoided in a Deny. */
export function judgeConditions(
  conditions: readonly CompiledCondition[],
  isAllow: boolean,
  lookup: Lookup,
  note?: (key: string) => void,
): Answer {
  let answer: Answer = 'yes';
  for (const condition of conditions) {
    const one = judgeCondition(condition, isAllow, lookup);
    if (one === 'no') return 'no';
    if (one === 'depends') {
      answer = 'depends';
      note?.(condition.source.key.text);
    }
  }
  return answer;
}

function judgeCondition(condition: CompiledCondition, isAllow: boolean, lookup: Lookup): Answer {
  const values = lookup(condition.key);
  // Operators that do not exist match nothing, whatever the key.
  if (condition.set.family === 'unknown') return 'no';
  const used = condition.variables.map((token) => lookup(variableParts(token).key));
  if (values === undefined || used.includes(undefined)) return 'depends';
  if (values === 'free' || used.includes('free')) return isAllow ? 'yes' : 'no';
  const request = { values: new Map([[condition.key, values]]), resolve: resolver(lookup) };
  return holds(condition, request as unknown as Prepared) ? 'yes' : 'no';
}

/** Value of a policy variable; undefined when it has none or is not known. */
export function resolver(lookup: Lookup): (token: string) => string | undefined {
  return (token) => {
    const { key, fallback } = variableParts(token);
    const values = lookup(key);
    if (values === undefined || values === 'free') return undefined;
    if (values.length === 0) return fallback;
    return values.length === 1 ? values[0] : undefined;
  };
}

/** Whether every variable of the tokens has a known value, or is known to have none. */
export function isResolvable(tokens: readonly string[], lookup: Lookup): boolean {
  return tokens.every((token) => {
    const values = lookup(variableParts(token).key);
    return values !== undefined && values !== 'free';
  });
}

export function least(a: Answer, b: Answer): Answer {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'depends' || b === 'depends' ? 'depends' : 'yes';
}

export function most(a: Answer, b: Answer): Answer {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'depends' || b === 'depends' ? 'depends' : 'no';
}

export function opposite(a: Answer): Answer {
  return a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'depends';
}
