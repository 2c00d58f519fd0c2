/** `suggest --format text` and `--format diff`. */
import type { Suggestion, Suggestions } from '../suggest/model.ts';
import { painter, type Paint } from './color.ts';
import { harmless, printable } from './harmless.ts';
import type { ReportStyle } from './report.ts';
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

/** Each change with its evidence, its proof and its diff, then what was not judged. */
export function suggestText(result: Suggestions, style: Pick<ReportStyle, 'color'>): string {
  return [...suggestTextParts(result, style)].join('');
}

/** The same piece by piece: of a large account it is too much to hold at once. */
export function* suggestTextParts(result: Suggestions, { color }: Pick<ReportStyle, 'color'>): Generator<string> {
  const paint = painter(color);
  const { suggestions, skipped, cleanup, problems } = result;
  for (const one of suggestions) yield printable(suggestionLines(one, paint));
  yield printable([
    ...block(paint('bold', `Clean-up (${cleanup.length})`), cleanup.map(describeCleanup)),
    ...block(paint('bold', `Not judged or not suggested (${skipped.length})`), skipped.map(describeSkipped)),
    ...block(
      paint('bold', 'Usage data'),
      problems.map((text) => harmless(text)),
    ),
    `${summarizeSuggestions(result)}.`,
  ]);
}

function suggestionLines(one: Suggestion, paint: Paint): readonly string[] {
  return [
    paint('bold', describeSuggestion(one)),
    ...one.removed.map((removed) => `  ${paint('red', 'removed')} ${describeRemoved(removed)}`),
    ...one.kept.map((kept) => `  ${paint('green', 'kept')}    ${describeKept(kept)}`),
    `  proof   ${describeProof(one.proof)}`,
    '',
    ...diffLines(one).map((line) => tintDiff(line, paint)),
    '',
  ];
}

function diffLines(one: Suggestion): readonly string[] {
  return diffOfSuggestion(one).trimEnd().split('\n');
}

function tintDiff(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line);
  return line.startsWith('-') ? paint('red', line) : line;
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`), ''];
}

/** Only the diffs, as one patch, piece by piece. */
export function* suggestDiffParts({ suggestions }: Suggestions): Generator<string> {
  for (const one of suggestions) yield diffOfSuggestion(one);
}
