/** Markup that is safe by construction: every text put into it is made harmless and escaped. */
import { harmless, xmlText } from './harmless.ts';

/** A symbol, so that no parsed input can pass for markup. */
const ready = Symbol('markup');

/** Text that is markup already. */
export interface Markup {
  readonly [ready]: string;
}

type Part = Markup | readonly Markup[] | string | number | undefined;

/** A template tag: strings are escaped, markup is kept, undefined is nothing. Attributes must stand in double quotes. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { [ready]: fixed.map((text, at) => (at === 0 ? text : render(parts[at - 1]) + text)).join('') };
}

/** Text of any kind as markup, at most so many characters of it. */
export function escaped(text: string, most?: number): Markup {
  return { [ready]: xmlText(harmless(text, most)) };
}

/** The content of style and script elements, which know no escapes: never for input. */
export function verbatim(text: string): Markup {
  return { [ready]: text };
}

/** The bytes to write. */
export function toText(part: Markup): string {
  return part[ready];
}

/** A link for addresses that can do nothing but be fetched over TLS, else the text alone. */
export function link(address: string, text: string): Markup {
  if (!/^https:\/\/[\w.-]+(?:\/[\w./#%~-]*)?$/.test(address)) return escaped(text);
  return markup`<a href="${address}" rel="noopener noreferrer">${text}</a>`;
}

/** What stands only when there is something to show. */
export function when(condition: boolean, make: () => Markup): Markup | undefined {
  return condition ? make() : undefined;
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return xmlText(harmless(part));
  return ready in part ? part[ready] : part.map(toText).join('\n');
}
