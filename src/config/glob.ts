/**
 * File globs of the configuration: minimatch, with limits. A configuration may come with a stranger's change, so no
 * pattern may cost more than its length: braces expand to few patterns, and a name is matched in linear time.
 */
import { posix } from 'node:path';
import type { Minimatch, MinimatchOptions } from 'minimatch';
import { patternMatches } from '../policy/pattern.ts';
import type { ConfigPlace, FileGlobs } from './config.ts';
import { minimatch } from './minimatch.ts';

/** Most characters of one pattern. */
export const longestPattern = 500;
const mostExpansions = 100;
/** Regular expressions with so many stars are at worst quadratic in one name of a path; with more they hang. */
const mostStarsInRegExp = 2;

const options: MinimatchOptions = {
  dot: true,
  nonegate: true,
  nocomment: true,
  noext: true,
  braceExpandMax: mostExpansions + 1,
  // The same on every platform: paths of findings have `/`.
  platform: 'linux',
};

/** What is wrong with a pattern, or undefined. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.length > longestPattern) return `is longer than ${longestPattern} characters.`;
  if (/^(?:[A-Za-z]:)?\//.test(pattern)) return 'is absolute; patterns start at the folder of the configuration.';
  if (pattern.startsWith('!'))
    return 'starts with "!"; patterns cannot be negated (write \\! for a name that starts so).';
  if (/\\[A-Za-z0-9]/.test(pattern)) return 'has a backslash as separator; write / between folders.';
  if (/[?*+@!]\([^)|]*\|/.test(pattern)) return 'has an extended pattern such as @(a|b); write {a,b}.';
  const expanded = minimatch().braceExpand(pattern, options);
  if (expanded.length > mostExpansions) return `stands for more than ${mostExpansions} patterns.`;
  const tooMany = expanded.some((one) =>
    one.split('/').some((part) => countStars(part) > mostStarsInRegExp && hasClass(part)),
  );
  return tooMany ? 'has more than two * beside [ ] or \\ in one name.' : undefined;
}

function hasClass(part: string): boolean {
  return /[[\\]/.test(part);
}

function countStars(part: string): number {
  return part.match(/\*+/g)?.length ?? 0;
}

/** Patterns without problems, made ready. With `folders`, a pattern that fits a folder holds for all in it. */
export function compileGlobs(patterns: readonly string[], place: ConfigPlace, folders: boolean): FileGlobs {
  let compiled: readonly Glob[] | undefined;
  return {
    patterns,
    matches: (file) => {
      compiled ??= patterns
        .flatMap((pattern) => variants(pattern, folders))
        .map((pattern) => compile(pattern, place.dir));
      const absolute = isAbsolute(file) ? file : posix.normalize(`${place.cwd}/${file}`);
      const relative = below(place.dir, absolute) ?? absolute;
      return compiled.some((glob) => glob.pattern.match(glob.isAbsolute ? absolute : relative));
    },
  };
}

interface Glob {
  readonly pattern: Minimatch;
  readonly isAbsolute: boolean;
}

function variants(pattern: string, folders: boolean): readonly string[] {
  const plain = pattern.replace(/^(?:\.\/)+/, '');
  if (!folders) return [plain.endsWith('/') ? `${plain}**` : plain];
  const folder = plain.replace(/\/(?:\*\*)?$/, '');
  return folder === '**' ? [folder] : [folder, `${folder}/**`];
}

/** A pattern that leads out of the configuration's folder is matched against the whole path. */
function compile(pattern: string, dir: string): Glob {
  const leadsOut = pattern.startsWith('../');
  const { escape, Minimatch } = minimatch();
  const text = leadsOut ? posix.join(escape(dir, { magicalBraces: true }), pattern) : pattern;
  const compiled = new Minimatch(text, options);
  for (const part of compiled.set.flat()) {
    if (typeof part !== 'object') continue;
    const name = part._glob ?? '';
    if (countStars(name) <= mostStarsInRegExp || hasClass(name)) continue;
    // As minimatch itself does for its simplest patterns. In a name, `*` and `?` mean what they mean to IAM.
    Object.defineProperty(part, 'test', { value: (tested: string) => patternMatches(name, tested) });
  }
  return { pattern: compiled, isAbsolute: leadsOut };
}

function isAbsolute(file: string): boolean {
  return /^(?:[A-Za-z]:)?\//.test(file);
}

/** The rest of a path below a folder; undefined when it lies outside. */
function below(dir: string, file: string): string | undefined {
  const start = dir.endsWith('/') ? dir : `${dir}/`;
  return file.startsWith(start) ? file.slice(start.length) : undefined;
}
