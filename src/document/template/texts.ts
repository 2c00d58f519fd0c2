/** Texts of a template: dynamic references, the identifiers of loops, and the joining of lists. */
import { unknownPart } from '../../policy/unknown.ts';

type Loops = ReadonlyMap<string, string>;

/** Dynamic references become unknown parts; identifiers of the loops around become the items. */
export function textWithReferences(text: string, loops: Loops): string {
  const known = text.includes('{{resolve:')
    ? text.replace(/\{\{(resolve:[^{}"\\]*)\}\}/g, (_, inside: string) => unknownPart(inside))
    : text;
  return substitute(known, loops);
}

/** `${Identifier}` and `&{Identifier}` of loops. */
export function substitute(text: string, loops: Loops): string {
  if (loops.size === 0 || !text.includes('{')) return text;
  return text.replace(/[$&]\{([A-Za-z0-9]+)\}/g, (whole, name: string) => loops.get(name) ?? whole);
}

/** What `Fn::Join` gives for a delimiter and a list whose items are texts. */
export function joinedText(argument: readonly unknown[] | undefined): string | undefined {
  const [delimiter, items] = argument ?? [];
  if (typeof delimiter !== 'string' || !Array.isArray(items)) return undefined;
  const texts = (items as unknown[]).map((item) => (typeof item === 'number' ? String(item) : item));
  return texts.every((item) => typeof item === 'string') ? texts.join(delimiter) : undefined;
}
