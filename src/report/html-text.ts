/** Markup that is safe by construction: every text put into it is made harmless and escaped. */
import { harmless, xmlText } from './harmless.ts';

/** A symbol, so that no parsed input can pass for markup. */
const ready = Symbol('markup');

/** Text that is markup already, or will be when it is written: a long report is never in memory as a whole. */
export interface Markup {
  readonly [ready]: Content;
}

/** The pieces of a text that is made when it is written. */
type Content = string | (() => Iterable<string>);

type Part = Markup | readonly Markup[] | string | number | undefined;

/** A template tag: strings are escaped, markup is kept, undefined is nothing. Attributes must stand in double quotes. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { [ready]: joined(fixed.flatMap((text, at) => (at === 0 ? [text] : [render(parts[at - 1]), text]))) };
}

/** Markup of each item, made when it is written; one below the other. */
export function each<Item>(items: readonly Item[], make: (item: Item, at: number) => Markup): Markup {
  return {
    *[ready]() {
      for (const [at, item] of items.entries()) {
        if (at > 0) yield '\n';
        yield* toPieces(make(item, at));
      }
    },
  };
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
  return [...toPieces(part)].join('');
}

/** The same, piece by piece. */
export function toPieces({ [ready]: content }: Markup): Iterable<string> {
  return typeof content === 'string' ? [content] : content();
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

function render(part: Part): Content {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return xmlText(harmless(part));
  if (ready in part) return part[ready];
  return joined(part.flatMap(({ [ready]: content }, at) => (at === 0 ? [content] : ['\n', content])));
}

function joined(contents: readonly Content[]): Content {
  if (contents.every((one) => typeof one === 'string')) return contents.join('');
  return function* () {
    for (const one of contents) {
      if (typeof one === 'string') yield one;
      else yield* one();
    }
  };
}
