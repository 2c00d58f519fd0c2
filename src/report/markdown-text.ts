/** Input text inside Markdown: shown, never obeyed. */
import { harmless } from './harmless.ts';

/**
 * Running text. Markup becomes character references, which CommonMark never reads as markup; a zero-width space keeps
 * names from becoming mentions, numbers from becoming references to issues, and addresses from becoming links.
 */
export function markdownText(text: string): string {
  return harmless(text)
    .replace(/[\\`*_[\]<>|~$&]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/(?<!&)[@#!](?=[\p{L}\p{N}_-])/gu, '$&&#8203;')
    .replace(/:(?=\/\/)|\bwww(?=\.)|\bgh(?=-\d)/gi, '$&&#8203;')
    .replace(/^([\d]+)(?=[.)])|^(?=[-+#=/])/, '$1&#8203;');
}

/** A code span: no mention or link starts in one. Text that would need escapes inside a table cell becomes HTML. */
export function markdownCode(text: string): string {
  const shown = harmless(text);
  if (shown.includes('|')) return `<code>${markdownText(text)}</code>`;
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const blank = longest > 0 || shown.startsWith(' ') || shown === '' ? ' ' : '';
  return `${fence}${blank}${shown}${blank}${fence}`;
}

/** A part that readers unfold. */
export function markdownDetails(summary: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>', ''];
}
