/**
 * HCL text to a plain tree, by the grammar of Terraform for tree-sitter. The parser's own tree lives in WebAssembly memory, so it
 * is copied out, only the blocks that matter, and let go.
 */
import type { Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { faultAt } from '../tokens.ts';

export interface Syntax {
  readonly type: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Syntax[];
}

export type Parsed = { readonly blocks: readonly Syntax[] } | { readonly fault: Fault };

/** Where a text departs from the grammar. */
export interface Fault {
  readonly start: number;
  readonly end: number;
  /** Without a full stop. */
  readonly message: string;
}

/** Blocks that can hold a policy or something that one is made of. */
const wanted = /\b(?:locals\b|data[ \t]*"?aws_|data[ \t]+aws_|resource[ \t]*"?aws_|resource[ \t]+aws_)/y;

/** Of the syntax tree, where one bracket is about four levels. IAM needs far less; every walk may recurse this deep. */
const maxDepth = 800;

const tooDeep = (at: number): Fault => ({ start: at, end: at + 1, message: 'This is nested too deep to be read' });

/** Checks the whole text and copies the blocks of its top level that matter. */
export function parseHcl(text: string, parser: Parser): Parsed {
  const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  parser.reset();
  // Ends at the first error: getting over errors can take longer than anybody waits.
  const tree = parser.parse(plain, null, { progressCallback: ({ hasError }) => hasError });
  if (!tree) return { fault: findFault(plain, 0, parser) };
  try {
    if (tree.rootNode.hasError) return { fault: findFault(plain, blockBefore(plain, firstError(tree)), parser) };
    const blocks = copyBlocks(tree, plain);
    return 'tooDeepAt' in blocks ? { fault: tooDeep(blocks.tooDeepAt) } : { blocks };
  } finally {
    tree.delete();
  }
}

/** What ends something and may be forgotten. Of other missing words the parser's guess is seldom what was meant. */
const closers: ReadonlyMap<string, string> = new Map([
  ['block_end', "'}'"],
  ['object_end', "'}'"],
  ['tuple_end', "']'"],
  ['_function_call_end', "')'"],
  ['template_interpolation_end', "'}'"],
  ['quoted_template_end', "'\"'"],
  ['heredoc_identifier', 'the end of the heredoc'],
  ['}', "'}'"],
  [']', "']'"],
  [')', "')'"],
]);

/** Where the first of the errors begins, or something around it. */
function firstError(tree: Tree): number {
  const cursor = tree.walk();
  try {
    for (;;) {
      const node = cursor.currentNode;
      if (node.isError || node.isMissing || !cursor.gotoFirstChild()) return cursor.startIndex;
      while (!cursor.currentNode.hasError && !cursor.currentNode.isMissing) {
        if (!cursor.gotoNextSibling()) return cursor.startIndex;
      }
    }
  } finally {
    cursor.delete();
  }
}

const blockStart = /^(?:resource|data|locals|variable|output|module|provider|terraform)\b/;

/** The start of the block of the top level in which the place is: the log of what stands before would be long. */
function blockBefore(text: string, place: number): number {
  for (let start = place; start > 0;) {
    start = text.lastIndexOf('\n', start - 1) + 1;
    if (blockStart.test(text.slice(start, start + 10))) return start;
    start--;
  }
  return 0;
}

/** Steps of the parser that are looked at: more would take longer than anybody waits. */
const mostSteps = 200_000;

/**
 * Where the parser first could not go on, in or after the block at `from`. Its tree does not tell, since errors cover whatever was
 * skipped; its log does.
 */
function findFault(whole: string, from: number, parser: Parser): Fault {
  const text = whole.slice(from);
  let steps = 0;
  let at: Point = [0, 0];
  let fault: Point | undefined;
  let expected: string | undefined;
  let state: 'parsing' | 'recovering' | 'done' = 'parsing';
  parser.reset();
  parser.setLogger((message, isLexer) => {
    if (isLexer || state === 'done') return;
    if (++steps > mostSteps) state = 'done';
    const place = /^process .*row:(\d+), col:(\d+)/.exec(message);
    if (state === 'recovering') {
      expected ??= closers.get(/^recover_with_missing symbol:(\S+),/.exec(message)?.[1] ?? '');
      if (place) state = 'done';
    } else if (place) {
      // Columns are counted in bytes of UTF-16.
      at = [Number(place[1]), Number(place[2]) / 2];
    } else if (message.startsWith('detect_error') && (!fault || isAfter(at, fault))) fault = at;
    else if (message.startsWith('resume version')) state = 'recovering';
  });
  parser.parse(text, null, { progressCallback: () => state === 'done' })?.delete();
  parser.setLogger(null);
  parser.reset();
  if (!fault && from > 0 && steps <= mostSteps) return findFault(whole, 0, parser);
  if (!fault) return { start: from, end: from + 1, message: 'From here on this is no Terraform that could be read' };
  const start = from + offsetOf(text, fault);
  const { found, end } = faultAt(whole, start, '');
  const message = expected === undefined ? `Did not expect ${found}` : `Expected ${expected}, but found ${found}`;
  return { start, end: Math.max(start, end), message };
}

type Point = readonly [row: number, column: number];

function isAfter([row, column]: Point, other: Point): boolean {
  return row > other[0] || (row === other[0] && column > other[1]);
}

/** Rows end at line feeds. White space before the word in question is passed over. */
function offsetOf(text: string, [row, column]: Point): number {
  let start = 0;
  for (let count = 0; count < row; count++) start = text.indexOf('\n', start) + 1;
  const space = /\s*/y;
  space.lastIndex = Math.min(start + column, text.length);
  return space.exec(text) ? space.lastIndex : start;
}

interface Growing extends Syntax {
  readonly children: Growing[];
}

function copyBlocks(tree: Tree, text: string): readonly Syntax[] | { readonly tooDeepAt: number } {
  const cursor = tree.walk();
  const blocks: Syntax[] = [];
  try {
    // config_file > body > block
    if (!cursor.gotoFirstChild()) return blocks;
    do {
      const isBody = cursor.nodeType === 'body';
      if (!isBody || !cursor.gotoFirstChild()) continue;
      do {
        wanted.lastIndex = cursor.startIndex;
        if ((cursor.nodeType as string) !== 'block') continue;
        // Any other block may hold something that looks like a policy.
        if (!wanted.test(text) && !text.slice(cursor.startIndex, cursor.endIndex).includes('Statement')) continue;
        const block = copyNode(cursor);
        if ('tooDeepAt' in block) return block;
        blocks.push(block);
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    } while (cursor.gotoNextSibling());
  } finally {
    cursor.delete();
  }
  return blocks;
}

/** The named nodes at and below the cursor, which ends where it began. Not recursive. */
function copyNode(cursor: TreeCursor): Syntax | { readonly tooDeepAt: number } {
  const make = (): Growing => ({ type: cursor.nodeType, start: cursor.startIndex, end: cursor.endIndex, children: [] });
  const root = make();
  const open = [root];
  if (!cursor.gotoFirstChild()) return root;
  for (;;) {
    const parent = open.at(-1) ?? root;
    let entered = false;
    if (cursor.nodeIsNamed && cursor.nodeType !== 'comment') {
      const node = make();
      parent.children.push(node);
      entered = cursor.gotoFirstChild();
      if (entered && open.push(node) > maxDepth) return { tooDeepAt: node.start };
    }
    if (entered || cursor.gotoNextSibling()) continue;
    do {
      cursor.gotoParent();
      open.pop();
      if (open.length === 0) return root;
    } while (!cursor.gotoNextSibling());
  }
}
