/** A graph as a Mermaid flowchart, which GitHub and others draw. */
import { printable } from './harmless.ts';
import type { GraphView, ViewNode } from './graph-view.ts';

const brackets: Readonly<Record<ViewNode['kind'], readonly [string, string]>> = {
  principal: ['[', ']'],
  administrator: ['[[', ']]'],
  external: ['([', '])'],
};

/** Names stand in quotes, every character that could mean something as a character code. */
export function graphMermaid({ nodes, edges }: GraphView): string {
  return printable([
    'flowchart LR',
    ...nodes.map(({ id, label, kind }) => {
      const [open, close] = brackets[kind];
      return `  ${id}${open}${quote(label)}${close}`;
    }),
    ...edges.map(({ from, to, label, isCertain }) => `  ${from} ${isCertain ? '-->' : '-.->'}|${quote(label)}| ${to}`),
  ]);
}

function quote(text: string): string {
  const safe = text.replace(/[^\p{L}\p{N} ./@+=,_-]/gu, (char) => `#${char.codePointAt(0) ?? 0};`);
  return `"${safe}"`;
}
