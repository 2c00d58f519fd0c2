/**
 * AWS credentials as the console offers them for download: access keys of a user or of root, and console passwords.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
 */
import type { Location } from '../finding.ts';
import { indexLines } from './lines.ts';

export interface CredentialsCsv {
  readonly kind: 'root-key' | 'access-key' | 'user-credentials' | 'console-login';
  /**
   * The heading, or in the form with `=` the name of the key: never a line's secret. The source line must not be shown
   * all the same, since a file may be one line.
   */
  readonly location: Location;
  /** Last four characters of the access key id. */
  readonly keyIdEnding?: string;
}

/**
 * Is this text such a file, with at least one secret in it? A template without values is not. No secret is returned.
 * `file` is the path: a root key's CSV differs from a user's only in its name, `rootkey.csv`.
 */
export function detectCredentialsCsv(text: string, file?: string): CredentialsCsv | undefined {
  const found = detectAssignments(text) ?? detectTable(text);
  if (found === undefined) return undefined;
  const { kind, keyId, start, end } = found;
  const lines = indexLines(text);
  const from = lines.position(start);
  const to = lines.position(end);
  return {
    kind: kind === 'access-key' && /(?:^|[/\\])rootkey[^/\\]*$/i.test(file ?? '') ? 'root-key' : kind,
    location: {
      ...(file !== undefined && { file }),
      ...from,
      endLine: to.line,
      endColumn: to.column,
    },
    ...(isKeyId(keyId) && { keyIdEnding: keyId.slice(-4) }),
  };
}

interface Detected {
  readonly kind: CredentialsCsv['kind'];
  readonly keyId: string;
  readonly start: number;
  readonly end: number;
}

/** The older `rootkey.csv`: two lines `AWSAccessKeyId=...` and `AWSSecretKey=...`. */
function detectAssignments(text: string): Detected | undefined {
  const head = text.slice(0, 4000);
  const id = /^\uFEFF?AWSAccessKeyId[ \t]*=[ \t]*"?([^\s"]*)/im.exec(head);
  const secret = /^(\uFEFF?)AWSSecretKey[ \t]*=[ \t]*"?([^\s"]*)/im.exec(head);
  if (!id || !secret || !isSecret(secret[2])) return undefined;
  const start = secret.index + (secret[1] ?? '').length;
  return { kind: 'root-key', keyId: id[1] ?? '', start, end: start + 'AWSSecretKey'.length };
}

type Column = 'user' | 'password' | 'keyId' | 'secret' | 'url';

/** Headings of all the versions of these files, without regard to letter case. */
const columns: ReadonlyMap<string, Column> = new Map([
  ['user name', 'user'],
  ['username', 'user'],
  ['password', 'password'],
  ['console password', 'password'],
  ['access key id', 'keyId'],
  ['aws access key id', 'keyId'],
  ['secret access key', 'secret'],
  ['aws secret access key', 'secret'],
  ['console login link', 'url'],
  ['console sign-in url', 'url'],
  ['console sign-in link', 'url'],
]);

function detectTable(text: string): Detected | undefined {
  const rows = nonEmptyLines(text);
  const heading = rows.next().value;
  if (heading === undefined) return undefined;
  const separator = [',', ';', '\t'].find((char) => heading.text.includes(char)) ?? ',';
  const names = splitRow(heading.text, separator).map((cell) => columns.get(cell.toLowerCase()));
  const hasKey = names.includes('keyId') && names.includes('secret');
  const hasLogin = names.includes('password') && names.includes('url');
  if (!hasKey && !hasLogin) return undefined;
  for (const row of rows) {
    const cells = splitRow(row.text, separator);
    const cell = (column: Column): string => cells[names.indexOf(column)] ?? '';
    const leaksKey = hasKey && isSecret(cell('secret'));
    const leaksLogin = hasLogin && isPassword(cell('password')) && /^https?:\/\//i.test(cell('url'));
    if (!leaksKey && !leaksLogin) continue;
    const kind = hasKey ? (names.includes('password') ? 'user-credentials' : 'access-key') : 'console-login';
    return { kind, keyId: cell('keyId'), start: heading.start, end: heading.start + heading.text.length };
  }
  return undefined;
}

function* nonEmptyLines(text: string): Generator<{ text: string; start: number }, undefined> {
  const line = /[^\r\n\uFEFF][^\r\n]*/g;
  for (let match = line.exec(text); match !== null; match = line.exec(text)) {
    if (match[0].trim() !== '') yield { text: match[0], start: match.index };
  }
  return undefined;
}

function splitRow(row: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= row.length;) {
    const quoted = row.charAt(at) === '"';
    let end = quoted ? at + 1 : row.indexOf(separator, at);
    if (quoted) {
      while (end < row.length && (row.charAt(end) !== '"' || row.charAt(end + 1) === '"'))
        end += row.charAt(end) === '"' ? 2 : 1;
      end = row.indexOf(separator, end);
    }
    const cell = row.slice(at, end < 0 ? row.length : end).trim();
    cells.push(quoted ? cell.replace(/^"|"$/g, '').replaceAll('""', '"') : cell);
    if (end < 0) break;
    at = end + 1;
  }
  return cells;
}

function isKeyId(text: string): boolean {
  return /^[A-Z0-9]{16,128}$/.test(text);
}

/** A secret access key has 40 characters of base64; a placeholder such as `********` or `<secret>` is none. */
function isSecret(text: string | undefined): boolean {
  return /^[A-Za-z0-9/+=]{16,}$/.test(text ?? '') && !/^(.)\1*$/.test(text ?? '');
}

function isPassword(text: string): boolean {
  return text.length >= 6 && !/^(.)\1*$/.test(text) && !/^<.*>$/.test(text);
}
