/** A graph in the DOT language of Graphviz. */
import { printable } from './harmless.ts';
import type { GraphView, ViewNode } from './graph-view.ts';

const shapes: Readonly<Record<ViewNode['kind'], string>> = {
  principal: 'shape=box',
  administrator: 'shape=box, style=bold, color=red',
  external: 'shape=ellipse, style=dashed',
};

/** Names are quoted strings in which nothing means more than itself. */
export function graphDot({ nodes, edges }: GraphView): string {
  return printable([
    'digraph escalation {',
    '  rankdir=LR;',
    ...nodes.map(({ id, label, kind }) => `  ${id} [label=${quote(label)}, ${shapes[kind]}];`),
    ...edges.map(
      ({ from, to, label, isCertain }) =>
        `  ${from} -> ${to} [label=${quote(label)}${isCertain ? '' : ', style=dashed'}];`,
    ),
    '}',
  ]);
}

/** In labels a backslash begins an escape such as `\N`, so it is doubled. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
