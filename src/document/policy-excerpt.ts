/** Writes out the policy that a place in a snapshot belongs to: snapshots are read for their values, not their lines. */
import type { Location } from '../finding.ts';
import type { Policy } from '../policy/model.ts';
import type { PolicyExcerpt } from '../report/report.ts';
import { parseTree } from './tree.ts';
import { findNode } from './tree-search.ts';

/** Longer ones are not written out: nobody reads them in a report. */
const longestPolicy = 100_000;

/** Finds the policy around a location by its pointer. Looks through the policies on the first call only. */
export function excerptPolicies(policies: () => readonly Policy[]): (location: Location) => PolicyExcerpt | undefined {
  let known: ReadonlyMap<string, Policy> | undefined;
  return ({ file, pointer }) => {
    if (pointer === undefined) return undefined;
    known ??= new Map(policies().map((one) => [keyOf(one.source.file, one.source.pointer), one]));
    const steps = pointer.split('/');
    for (let length = steps.length; length > 0; length--) {
      const policy = known.get(keyOf(file, steps.slice(0, length).join('/')));
      if (policy) return excerptOf(policy.raw, steps.slice(length).map(decodeStep));
    }
    return undefined;
  };
}

function keyOf(file: string | undefined, pointer: string): string {
  return `${file ?? ''}\n${pointer}`;
}

/** RFC 6901, 4. */
function decodeStep(step: string): string | number {
  return /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function excerptOf(raw: unknown, path: readonly (string | number)[]): PolicyExcerpt | undefined {
  const text = writeOut(raw);
  if (text === undefined) return undefined;
  const root = parseTree(text, 0);
  // `Statement` may be one object instead of a list of them.
  const depth = path[0] !== 'Statement' ? 0 : typeof path[1] === 'number' ? 2 : 1;
  const statement = depth === 0 ? undefined : findNode(root, path.slice(0, depth));
  const value = path.length > depth ? findNode(root, path) : undefined;
  return {
    text,
    ...(statement?.found && { statement: [statement.node.start, statement.node.end] as const }),
    ...(value?.found && { value: [value.node.start, value.node.end] as const }),
  };
}

/** Undefined when it is nested too deep for the writer. */
function writeOut(raw: unknown): string | undefined {
  try {
    const text = JSON.stringify(raw, null, 2);
    return text.length > longestPolicy ? undefined : text;
  } catch {
    return undefined;
  }
}
