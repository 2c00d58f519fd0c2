/** A text that two statements share exactly when they mean the same whatever the request, their Sid aside. */
import type { ActionPattern, Element, PrincipalElement, Statement, Text } from '../policy/model.ts';

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

/** Equal for statements with the same identity, cheap, and different for most others. */
export function sketchOf(statement: Statement): string {
  const { isAllow, action, notAction, resource, notResource, principal, conditions } = statement;
  const flags = `${String(isAllow)} ${conditions.length > 0 ? 'c' : ''}${principal ? 'p' : ''}`;
  return `${flags}\n${least(action, serviceOf)}\n${least(notAction, serviceOf)}\n${least(resource, textOf)}\n${least(notResource, textOf)}`;
}

function serviceOf({ service = '' }: ActionPattern): string {
  return service;
}

function textOf({ text }: Text): string {
  return text;
}

function least<T>(element: Element<T> | undefined, spell: (one: T) => string): string {
  let found: string | undefined;
  for (const one of element?.values ?? []) {
    const spelt = spell(one);
    if (found === undefined || spelt < found) found = spelt;
  }
  return found ?? '';
}

/** As the sketch, for the few whose sketches are equal. */
export function outlineOf({ action, notAction }: Statement): string {
  return `${least(action, lowerOf)}\n${least(notAction, lowerOf)}`;
}

function lowerOf({ text }: Text): string {
  return text.toLowerCase();
}
