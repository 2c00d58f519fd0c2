/** JSON for machines that may still pass through a terminal or a CI log: same value, harmless spelling. */
import { maskKeyIds } from './mask.ts';

/** Characters that JSON may hold raw but a terminal must not see. */
const unseen = /[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu;

/** Two-space JSON with a final newline. Invisible characters and CI commands are written as escapes, key ids masked. */
export function jsonText(value: unknown): string {
  const text = maskKeyIds(JSON.stringify(value, undefined, 2));
  // All of these stand inside strings, where an escape means the same.
  return `${text.replace(unseen, escapeUnits).replace(/##(?=[a-z]*\[)/gi, '#\\u0023')}\n`;
}

function escapeUnits(char: string): string {
  return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}
