/** Elements that are there under a wrong name: the wrong name is the one finding, not also the missing right one. */
import { nearest } from '../catalog/suggest.ts';
import type { Policy, Statement } from '../policy/model.ts';
import { policyElements, statementElements } from '../policy/parse.ts';
import { rawAt } from '../policy/raw.ts';

/** The allowed name that an unknown one is likely meant to be. */
export function intendedElement(name: string, allowed: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  return allowed.find((candidate) => candidate.toLowerCase() === lower) ?? nearest(name, allowed)[0];
}

/** Has the policy this element, of whatever JSON type and also when its name is misspelt? */
export function policyHas(policy: Policy, element: string): boolean {
  return hasOneOf(policy.raw, [element], policyElements);
}

/** Has the statement one of these elements, of whatever JSON type and also when its name is misspelt? */
export function statementHas(statement: Statement, elements: readonly string[]): boolean {
  return hasOneOf(rawAt(statement.policy, statement.place), elements, statementElements);
}

function hasOneOf(raw: unknown, elements: readonly string[], allowed: readonly string[]): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  const members = raw as Readonly<Record<string, unknown>>;
  if (elements.some((name) => Object.hasOwn(members, name) && members[name] !== undefined)) return true;
  return Object.keys(members).some((name) => {
    if (allowed.includes(name)) return false;
    const intended = intendedElement(name, allowed);
    return intended !== undefined && elements.includes(intended);
  });
}
