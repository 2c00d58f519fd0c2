/** A Terraform file as read: its text, its blocks, and where things in it stand. */
import { markedExpression } from '../../policy/unknown.ts';
import { indexLines, type Lines } from '../lines.ts';
import type { Syntax } from './syntax.ts';
import type { Spot } from './value.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Syntax[];
  /** Location of a range of offsets. */
  readonly spot: (range: { readonly start: number; readonly end: number }) => Spot;
}

/** A file of blocks; its lines are counted when the first position is asked for. */
export function makeSourceFile(path: string, text: string, blocks: readonly Syntax[]): SourceFile {
  let lines: Lines | undefined;
  return {
    path,
    text,
    blocks,
    spot:
      ({ start, end }) =>
      () => {
        lines ??= indexLines(text);
        const { line, column } = lines.position(start);
        const last = lines.position(end);
        return { file: path, line, column, endLine: last.line, endColumn: last.column };
      },
  };
}

/** The text of a node on one line, short enough for a message. Two texts that are shortened stay two. */
export function describeSyntax({ start, end }: { start: number; end: number }, { text }: SourceFile): string {
  const line = text.slice(start, Math.min(end, start + 400)).replace(/\s+/g, ' ');
  return line.length <= 100 ? line : markedExpression(`${line.slice(0, 90)}…`, start);
}
