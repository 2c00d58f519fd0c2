/** Where something is, as SARIF and GitHub take it, and the texts beside it. */
import type { Location, ResourceRef } from '../finding.ts';
import { escapeVisibly, withoutHalfPair } from './harmless.ts';
import type { Report } from './report.ts';
import { accountPath, encodePart, kindOf } from './where.ts';

/** What JSON.stringify takes. */
export type SarifObject = Readonly<Record<string, unknown>>;

/** GitHub's limit, in characters. */
const longestMessage = 1000;

/** One line that is no longer than GitHub takes, and holds no link (SARIF 3.11.6, "Messages with embedded links"). */
export function cutText(text: string, most = longestMessage): string {
  const cut = text.length > most ? `${withoutHalfPair(text.slice(0, most - 1))}…` : text;
  const line = wellFormed(cut.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, escapeVisibly)).replaceAll('](', '] (');
  return line.trim() === '' ? '(no text)' : line;
}

/** Without lone surrogates, which are no text. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** A place in a file; what has no file stands at a path made up by `accountPath`. */
export function physicalLocation(
  { file, line = 1, column = 1, endLine = line, endColumn }: Location,
  resource: ResourceRef | undefined,
  account: Report['account'],
): SarifObject {
  const end = endColumn ?? (endLine === line ? column + 1 : 1);
  return {
    artifactLocation: { uri: file === undefined ? accountPath(account, resource) : uriOf(file) },
    region: { startLine: line, startColumn: column, endLine, endColumn: end },
  };
}

/** A relative reference, or a `file:` URI for a path outside the working directory (also `C:/…`). */
export function uriOf(file: string): string {
  const windows = /^[A-Za-z]:\//.test(file);
  if (windows) return `file:///${file.slice(0, 2)}${encodePath(file.slice(2))}`;
  return file.startsWith('/') ? `file://${encodePath(file)}` : encodePath(file);
}

function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => (/^\.*$/.test(part) ? part : encodePart(part)))
    .join('/');
}

/** The resource a place belongs to. */
export function logicalLocation({ type, name, arn }: ResourceRef): SarifObject {
  return { name: wellFormed(name), fullyQualifiedName: wellFormed(arn ?? `${type}/${name}`), kind: kindOf(type) };
}
