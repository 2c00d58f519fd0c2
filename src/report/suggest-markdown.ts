/** `suggest --format markdown`, and the part of a scan's Markdown. */
import type { Suggestion, Suggestions } from '../suggest/model.ts';
import { printable } from './harmless.ts';
import { markdownDetails, markdownText } from './markdown-text.ts';
import {
  describeCleanup,
  describeKept,
  describeProof,
  describeRemoved,
  describeSkipped,
  describeSuggestion,
  diffOfSuggestion,
  summarizeSuggestions,
} from './suggest-words.ts';

/** GitHub refuses comments of more than 65,536 characters. */
const roomForSuggestions = 45_000;
const mostLines = 100;

/** A heading for each change, its diff folded. */
export function suggestMarkdown(result: Suggestions): string {
  return printable([
    '<!-- iam-audit suggest -->',
    '## iam-audit: tightened policies',
    '',
    ...suggestionSection(result),
  ]);
}

/** The lines below the heading. */
export function suggestionSection(result: Suggestions): readonly string[] {
  const { suggestions, skipped, cleanup, problems } = result;
  const parts = suggestions.map(suggestionLines);
  const shown = withinRoom(parts);
  const left = parts.length - shown.length;
  return [
    ...shown.flat(),
    ...(left > 0 ? [`${left} more left out here for length.`, ''] : []),
    ...markdownDetails('Clean-up', listOf(cleanup.map(describeCleanup))),
    ...markdownDetails('Not judged or not suggested', listOf([...skipped.map(describeSkipped), ...problems])),
    `${summarizeSuggestions(result)}.`,
  ];
}

function withinRoom(parts: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let room = roomForSuggestions;
  const end = parts.findIndex((lines) => (room -= lines.join('\n').length + 1) < 0);
  return end < 0 ? parts : parts.slice(0, end);
}

function suggestionLines(one: Suggestion): readonly string[] {
  const diff = diffOfSuggestion(one).trimEnd();
  const longest = Math.max(2, ...(diff.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [
    `### ${markdownText(describeSuggestion(one))}`,
    '',
    ...one.removed.map((removed) => `- removed ${markdownText(describeRemoved(removed))}`),
    ...one.kept.map((kept) => `- kept ${markdownText(describeKept(kept))}`),
    `- proof: ${markdownText(describeProof(one.proof))}`,
    '',
    ...markdownDetails('Diff', [`${fence}diff`, diff, fence]),
  ];
}

function listOf(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, mostLines).map((line) => `- ${markdownText(line)}`);
  return lines.length > mostLines ? [...shown, `- and ${lines.length - mostLines} more`] : shown;
}
