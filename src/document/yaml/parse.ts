/** YAML text to nodes with offsets, by the package `yaml`. Nothing here recurses before the depth is known. */
import { Composer, Parser, type CST, type ParsedNode } from 'yaml';

/** The composer recurses; near the stack's end V8 gives up the whole process, which no `catch` sees. */
const maxDepth = 200;

export interface YamlFault {
  readonly kind: 'syntax' | 'depth';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type ParsedYaml = { readonly roots: readonly ParsedNode[] } | { readonly fault: YamlFault };

/** The root nodes of the documents of a stream; empty documents have none. */
export function parseYaml(text: string): ParsedYaml {
  const tokens = [...new Parser().parse(text)];
  const tooDeepAt = findDepth(tokens);
  if (tooDeepAt !== undefined) {
    const message = `Nested more than ${maxDepth} levels deep; not read any further.`;
    return { fault: { kind: 'depth', message, start: tooDeepAt, end: tooDeepAt + 1 } };
  }
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const roots: ParsedNode[] = [];
  for (const document of composer.compose(tokens, true, text.length)) {
    const [error] = document.errors;
    if (error) return { fault: faultOf(error.code, error.message, error.pos) };
    if (document.contents) roots.push(document.contents);
  }
  return { roots };
}

/** Offset of the first token beyond the depth limit. */
function findDepth(tokens: readonly CST.Token[]): number | undefined {
  const waiting = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    if (token.type === 'document' && token.value) waiting.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) waiting.push({ token: key, depth: depth + 1 });
      if (value) waiting.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** In our own words where the package's would not help; never with text of the file. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'Indented with a tab; YAML allows only spaces'],
  ['BAD_INDENT', 'The indentation does not fit what is around it'],
  ['MISSING_CHAR', 'A closing quote, bracket or comma is missing'],
  ['BLOCK_AS_IMPLICIT_KEY', 'A mapping begins in the middle of a line; a value with ": " needs quotes'],
  ['MULTILINE_IMPLICIT_KEY', 'A key does not end on its line; is a colon missing?'],
  ['UNEXPECTED_TOKEN', 'Something stands here that fits neither the list nor the mapping around it'],
  ['BAD_SCALAR_START', 'A plain value cannot begin with this character; put it in quotes'],
  ['BAD_ALIAS', 'An alias cannot stand here'],
  ['BAD_DQ_ESCAPE', 'This escape sequence does not exist in a double-quoted string'],
]);

function faultOf(code: string, message: string, [start, end]: readonly [number, number]): YamlFault {
  const reason = reasons.get(code) ?? (/["'`:]/.test(message) ? `Not valid YAML (${code})` : message);
  return { kind: 'syntax', message: reason, start, end: Math.max(end, start + 1) };
}
