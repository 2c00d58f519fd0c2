/** Comma-separated values as RFC 4180 has them, read in one pass. */

/** The rows of a table: quoted fields may hold commas, line breaks and doubled quotes. Undefined: a quote never closes. */
export function parseCsv(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    if (!field) return undefined;
    row.push(field.text);
    at = field.end;
    if (text[at] === ',') {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    }
    at = lineStart(text, at);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

interface Field {
  readonly text: string;
  /** Offset of the comma or line end behind it. */
  readonly end: number;
}

const fieldEnd = /[,\r\n]/g;

function plainField(text: string, start: number): Field {
  fieldEnd.lastIndex = start;
  const end = fieldEnd.exec(text)?.index ?? text.length;
  return { text: text.slice(start, end), end };
}

function quotedField(text: string, start: number): Field | undefined {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  // What stands between the closing quote and the comma is not in the grammar; it belongs to the field.
  const rest = plainField(text, at);
  return { text: value + rest.text, end: rest.end };
}

function lineStart(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}
