/** Which files differ from a commit, by git: those changed since, and those git does not know yet. */
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, UsageError } from '../errors.ts';
import type { Arguments } from './command.ts';
import type { Gathered } from './gather.ts';

export interface ChangedQuery {
  readonly ref: string;
  /** The word after `--changed` was a path after all. */
  readonly path?: string;
}

/** What `--changed [REF]` asks for; undefined without the flag. Throws UsageError and InputError. */
export async function readChanged(args: Arguments, cwd: string): Promise<ChangedQuery | undefined> {
  const word = args.text('changed');
  if (word === undefined) return undefined;
  await git(cwd, ['rev-parse', '--show-toplevel'], (reason) => `--changed works inside a git repository: ${reason}`);
  if (word === '') return { ref: 'HEAD' };
  const isCommit = await isRef(cwd, word);
  const isPath = existsSync(resolve(cwd, word));
  if (isCommit && isPath) {
    throw new UsageError(
      `"${word}" is a commit and a path; write --changed=${word} for the commit, or the path before --changed.`,
    );
  }
  if (!isCommit && !isPath) throw new UsageError(`--changed: git knows no commit "${word}".`);
  return isCommit ? { ref: word } : { ref: 'HEAD', path: word };
}

/** `--changed=REF` names a commit, whatever files there are. */
async function isRef(cwd: string, word: string): Promise<boolean> {
  return await git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${word}^{commit}`]).then(
    () => true,
    () => false,
  );
}

/** Only what changed of what was gathered. Standard input stays. */
export async function onlyChanged(gathered: Gathered, { ref }: ChangedQuery, cwd: string): Promise<Gathered> {
  const changed = await changedFiles(cwd, ref);
  return {
    ...gathered,
    folders: [],
    files: gathered.files.filter(({ found }) => found === undefined || changed.has(realpathSync(found.absolute))),
  };
}

/** Absolute paths. Against the common ancestor, so that what others did on REF meanwhile does not count. */
async function changedFiles(cwd: string, ref: string): Promise<ReadonlySet<string>> {
  const root = realpathSync((await git(cwd, ['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, ''));
  // A repository without a commit has no HEAD: then every file is new.
  const base = (await isRef(root, ref)) ? await mergeBase(root, ref) : undefined;
  const changed = base === undefined ? '' : await git(root, ['diff', '--name-only', '-z', '--no-renames', base, '--']);
  const others =
    base === undefined ? ['ls-files', '-coz', '--exclude-standard'] : ['ls-files', '-oz', '--exclude-standard'];
  const names = (changed + (await git(root, others))).split('\0').filter((name) => name !== '');
  return new Set(
    names
      .map((name) => resolve(root, name))
      .filter(existsSync)
      .map((path) => realpathSync(path)),
  );
}

async function mergeBase(root: string, ref: string): Promise<string> {
  const base = await git(
    root,
    ['merge-base', '--end-of-options', 'HEAD', ref],
    () => `HEAD and "${ref}" have no common ancestor (a shallow clone lacks it: fetch more)`,
  );
  return base.trim();
}

/** Nothing of the repository's own configuration may run: fsmonitor is a program named there. */
async function git(cwd: string, args: readonly string[], describe?: (reason: string) => string): Promise<string> {
  const { execFile } = await import('node:child_process');
  const all = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args];
  return await new Promise((done, failed) => {
    execFile('git', all, { cwd, maxBuffer: 1 << 28, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (!error) done(stdout);
      else {
        const reason =
          'code' in error && error.code === 'ENOENT' ? 'git is not installed' : (stderr.split('\n')[0] ?? '');
        failed(new InputError(describe?.(reason) ?? `git failed: ${reason}`));
      }
    });
  });
}
