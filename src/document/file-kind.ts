/** What the name of a file says about its content. A new format is one more line here. */

export type FileKind = 'json' | 'jsonc' | 'csv';

const kindByExtension: ReadonlyMap<string, FileKind> = new Map([
  ['.json', 'json'],
  ['.jsonc', 'jsonc'],
  // Only for the credentials files that the AWS console offers for download.
  ['.csv', 'csv'],
]);

/** The kind a folder search goes by; undefined for a file that it passes over. */
export function kindOfFile(path: string): FileKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : kindByExtension.get(name.slice(dot).toLowerCase());
}
