/** What the name of a file says about its content. A new format is one more line here and an entry in readers.ts. */

export type FileKind = 'json' | 'jsonc' | 'csv' | 'yaml' | 'terraform' | 'markdown';

const kindByExtension: ReadonlyMap<string, FileKind> = new Map([
  ['.json', 'json'],
  ['.jsonc', 'jsonc'],
  // Only for the credentials files that the AWS console offers for download.
  ['.csv', 'csv'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  // CloudFormation templates, YAML or JSON.
  ['.template', 'yaml'],
  ['.tf', 'terraform'],
  ['.md', 'markdown'],
]);

/** The kind of a file that was named; undefined for one that is read as JSON. */
export function kindOfFile(path: string): FileKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : kindByExtension.get(name.slice(dot).toLowerCase());
}

/** Whether a folder search reads the file. Examples in documentation are judged only when somebody names them. */
export function isFoundInFolders(path: string): boolean {
  const kind = kindOfFile(path);
  return kind !== undefined && kind !== 'markdown';
}
