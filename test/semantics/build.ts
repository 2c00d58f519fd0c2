/** Short ways to write policies in tests. */
import type { PolicyType } from '../../src/policy/model.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { compilePolicy } from '../../src/semantics/compile.ts';

const source = { pointer: '', locate: () => ({}) };

export type Doc = Readonly<Record<string, unknown>>;

export function doc(...statements: Doc[]): Doc {
  return { Version: '2012-10-17', Statement: statements };
}

export function allow(rest: Doc = {}): Doc {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...rest };
}

export function deny(rest: Doc = {}): Doc {
  return { Effect: 'Deny', Action: '*', Resource: '*', ...rest };
}

/** Without some members, as for NotAction in place of Action. */
export function without(statement: Doc, ...names: string[]): Doc {
  return Object.fromEntries(Object.entries(statement).filter(([name]) => !names.includes(name)));
}

export function policyOf(raw: unknown, type: PolicyType = 'identity') {
  return parsePolicy(raw, { type, source });
}

export function compiled(raw: unknown, type: PolicyType = 'identity') {
  return compilePolicy(policyOf(raw, type));
}
