/** Text from input, made safe to print: a name in a policy must not move the cursor, hide text or command a CI runner. */
import { maskKeyIds } from './mask.ts';

/** Control, format (zero-width, bidi), line and paragraph separators, lone surrogates, fillers, variation selectors. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\u{34f}|\u{115f}|\u{1160}|\u{17b4}|\u{17b5}|\u{3164}|\u{ffa0}|[\u{fe00}-\u{fe0f}]|[\u{e0100}-\u{e01ef}]/gu;

/** Longest text of one message in a format for people; JSON keeps all of it. */
const longest = 1000;

/** One line of visible text: what cannot be seen is escaped, CI commands are broken up, access keys masked, length limited. */
export function harmless(text: string, most = longest): string {
  // A key at the cut must be recognised whole, hence the margin before masking.
  const masked = maskKeyIds(text.length > most + 200 ? text.slice(0, most + 200) : text);
  const kept = masked.length > most ? withoutHalfPair(masked.slice(0, most)) : masked;
  const cut = text.length > most ? `… (${text.length} characters)` : '';
  return breakUpHashes(kept.replace(invisible, escapeVisibly)) + cut;
}

/** `\n`, `\r`, `\t`, else `\u` and hexadecimal digits. */
export function escapeVisibly(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\t') return '\\t';
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Without the first half of a surrogate pair that a cut left at the end. */
export function withoutHalfPair(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

/** The text of a report for people, safe in a CI log whatever its lines begin with. */
export function printable(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${withoutCommands(lines.join('\n'))}\n`;
}

/**
 * Breaks up what runners obey: `::name::` at the start of a line (after blanks) and `##[name]` anywhere
 * (docs.github.com, "Workflow commands"), also `##vso[…]` and `##teamcity[…]`.
 */
export function withoutCommands(text: string): string {
  return breakUpHashes(text).replace(/^([^\S\n\r\u2028\u2029]*)::/gm, '$1: :');
}

function breakUpHashes(text: string): string {
  return text.includes('##') ? text.replace(/##(?=[a-z]*\[)/gi, '# #') : text;
}

/** For element text and attribute values: characters that XML 1.0 forbids are dropped, the rest escaped. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"'\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
