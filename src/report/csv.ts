/** `--format csv`: RFC 4180, for spreadsheets. */
import { harmless } from './harmless.ts';
import type { Finding } from '../finding.ts';
import type { Reporter } from './report.ts';

const header = [
  'severity',
  'rule',
  'message',
  'file',
  'line',
  'column',
  'pointer',
  'resource type',
  'resource name',
  'resource arn',
  'fingerprint',
];

/** One finding a row below a header row. */
export const csv: Reporter = ({ findings }) =>
  [header, ...findings.map(cells)].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cells({
  severity,
  ruleId,
  message,
  location,
  resource,
  fingerprint,
}: Finding): readonly (string | number | undefined)[] {
  const { file, line, column, pointer } = location;
  return [
    severity,
    ruleId,
    message,
    file,
    line,
    column,
    pointer,
    resource?.type,
    resource?.name,
    resource?.arn,
    fingerprint,
  ];
}

function cell(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = withoutFormula(value);
  return /[",;\s]|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Spreadsheets take a cell that begins with one of these for a formula; where `;` separates cells, so does the text
 * behind a `;` (OWASP, "CSV Injection").
 */
function withoutFormula(value: string): string {
  const quoted = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
  return harmless(quoted, 4096).replace(/;(?=["' ]{0,3}[=+\-@])/g, ";'");
}
