/** A text that two statements share exactly when they mean the same whatever the request, their Sid aside. */
import type { ActionPattern, Condition, Element, PrincipalElement, Statement, Text } from '../policy/model.ts';
import { hasWildcard } from '../policy/pattern.ts';
import { mayHaveVariables } from '../policy/variable.ts';

/** The order of lists, the letter case of names that IAM compares without it, and repetitions do not count. */
export function identityOf(statement: Statement): string {
  const { isAllow, action, notAction, resource, notResource, principal, notPrincipal, conditions } = statement;
  return JSON.stringify([
    isAllow,
    listOf(action, fold),
    listOf(notAction, fold),
    listOf(resource),
    listOf(notResource),
    principals(principal),
    principals(notPrincipal),
    unique(
      conditions.map(({ operator, key, values }) =>
        JSON.stringify([
          [operator.qualifier ?? '', operator.base, operator.ifExists],
          key.text.toLowerCase(),
          unique(values.map(({ text }) => text)),
        ]),
      ),
    ),
  ]);
}

function listOf(element: Element<Text> | undefined, spell = (text: string): string => text): readonly string[] | null {
  return element ? unique(element.values.map(({ text }) => spell(text))) : null;
}

function principals(element: PrincipalElement | undefined): readonly string[] | null {
  if (!element) return null;
  // The plain string "*" and {"AWS": "*"} are the same principal.
  return unique(element.values.map(({ kind, text }) => JSON.stringify([kind, text])));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function fold(text: string): string {
  return text.toLowerCase();
}

/**
 * Equal for statements that could mean the same in a policy that a person wrote, cheap, and different for most others:
 * lists without wildcards in their services can agree only when they name the same services.
 */
export function kindOf(statement: Statement): string {
  const { isAllow, action, notAction, resource, notResource, principal, conditions } = statement;
  const element = resource ?? notResource;
  const forms = `${String(isAllow)}${action ? 'a' : ''}${principal ? 'p' : ''}${element ? 'r' : ''}`;
  const services = servicesOf((action ?? notAction)?.values ?? []);
  return `${forms}\n${services}\n${leastOf(element?.values ?? [])}\n${keysOf(conditions)}`;
}

function servicesOf(actions: readonly ActionPattern[]): string {
  let found = '';
  let all: Set<string> | undefined;
  for (let at = 0; at < actions.length; at++) {
    const service = actions[at]?.service;
    if (service === undefined || hasWildcard(service)) return '*';
    if (at === 0) found = service;
    else if (service !== found || all) (all ??= new Set([found])).add(service);
  }
  return all ? [...all].sort().join() : found;
}

/** The first in order; nothing when one of them stands for many. */
function leastOf(resources: readonly Text[]): string {
  let least = '';
  for (let at = 0; at < resources.length; at++) {
    const text = resources[at]?.text ?? '';
    if (hasWildcard(text) || mayHaveVariables(text)) return '';
    if (at === 0 || text < least) least = text;
  }
  return least;
}

function keysOf(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return '';
  return unique(conditions.map(({ key }) => key.text.toLowerCase())).join();
}
