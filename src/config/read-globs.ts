/** The member `files` (or `ignore`): one glob or several. */
import type { ConfigPlace, FileGlobs } from './config.ts';
import { compileGlobs, globProblem } from './glob.ts';
import { readTexts, show, step, type Reader } from './shape.ts';

export function readGlobs(
  reader: Reader,
  value: unknown,
  at: string,
  place: ConfigPlace,
  { folders = false }: { readonly folders?: boolean } = {},
): FileGlobs {
  const patterns = Array.isArray(value) && value.length === 0 && folders ? [] : readTexts(reader, value, at);
  const problems = patterns.map(globProblem);
  problems.forEach((problem, index) => {
    const pattern = patterns[index] ?? '';
    const where = Array.isArray(value) ? step(at, value.indexOf(pattern)) : at;
    if (problem !== undefined) reader.problem(where, `${show(pattern)} ${problem}`);
  });
  return compileGlobs(patterns, place, folders);
}
