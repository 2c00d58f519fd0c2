/** New JSON in the style of the file it goes into. */

/** Does the file write a space after a colon? */
export function writtenWithSpaces(text: string): boolean {
  return /"[ \t]*:[ \t]/.test(text) || !/"[ \t]*:/.test(text);
}

/** On one line when asked for or when the whole file is one; else indented like the line it stands on. */
export function render(value: unknown, text: string, at: number, onOneLine: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (onOneLine || !text.includes('\n')) return writtenWithSpaces(text) ? withSpaces(value) : JSON.stringify(value);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, at))?.[0] ?? '';
  const unit = indent.startsWith('\t') ? '\t' : (/\n(\t| +)\S/.exec(text)?.[1] ?? '  ');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return JSON.stringify(value, null, unit).replaceAll('\n', newline + indent);
}

/** `["a", "b"]`. Nested no deeper than a document may be. */
function withSpaces(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withSpaces).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${withSpaces(item)}`);
  return `{${members.join(', ')}}`;
}
