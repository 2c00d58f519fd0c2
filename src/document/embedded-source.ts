/** Where the parts of a policy stand that is written as a text in a string. */
import type { Location } from '../finding.ts';
import { pointerOf, type Path, type PolicySource } from '../policy/place.ts';
import type { Candidate } from './extract/candidate.ts';
import { readJson, type JsonDocument, type TextBlock } from './json.ts';
import { blankMarks } from './placeholders.ts';

/** In a block each part has a place of its own; in any other string everything is located at the string. */
export function embeddedSource(document: JsonDocument, base: Path, { resource, inline }: Candidate): PolicySource {
  const pointer = pointerOf('', base);
  let locateInside: ReturnType<typeof blockLocator> | null = null;
  return {
    ...(document.file !== undefined && { file: document.file }),
    pointer,
    ...(resource && { resource }),
    ...(inline !== undefined && { inline }),
    locate: (path, part) => {
      if (locateInside === null) locateInside = blockLocator(document.block?.(base));
      const inside = locateInside?.(path, part);
      return { ...document.locate(base), ...inside, pointer: pointerOf(pointer, path) };
    },
  };
}

/** Undefined without a block, and for one that is JSON only once its variables are filled in. */
function blockLocator(
  block: TextBlock | undefined,
): ((path: Path, part?: 'value' | 'name') => Partial<Location>) | undefined {
  if (block === undefined) return undefined;
  const inner = readJson(blankMarks(block.text));
  if (inner.syntaxError) return undefined;
  return (path, part) => {
    const { line = 1, column = 1, endLine = line, endColumn = column } = inner.locate(path, part);
    return {
      line: block.line + line - 1,
      column: block.indent + column,
      endLine: block.line + endLine - 1,
      endColumn: block.indent + endColumn,
    };
  };
}
