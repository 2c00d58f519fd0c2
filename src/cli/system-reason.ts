/** A system error in words, for messages of the form "FILE cannot be written: permission denied". */

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'there is no such folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space is left'],
  ['EISDIR', 'it is a folder'],
]);

/** The reason alone: Node's own text repeats the path as the system knows it. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons.get(code) ?? (code === '' && error instanceof Error ? error.message : code || String(error));
}
