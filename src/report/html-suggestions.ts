/** The tightened policies of a scan with `--suggest`: evidence and diff, folded. */
import { markup, when, type Markup } from './html-text.ts';
import type { Report } from './report.ts';
import {
  describeKept,
  describeProof,
  describeRemoved,
  describeSkipped,
  describeSuggestion,
  diffOfSuggestion,
  summarizeSuggestions,
} from './suggest-words.ts';

/** A card with one fold for each change; nothing without suggestions asked for. */
export function suggestionsMarkup({ suggestions: result }: Report): Markup | undefined {
  if (!result) return undefined;
  const folds = result.suggestions.map((one) => {
    const facts = [
      ...one.removed.map((removed) => `removed ${describeRemoved(removed)}`),
      ...one.kept.map((kept) => `kept ${describeKept(kept)}`),
      describeProof(one.proof),
    ];
    const lines = diffOfSuggestion(one).trimEnd().split('\n');
    return markup`<details><summary>${describeSuggestion(one)}</summary><ul>${facts.map((fact) => markup`<li>${fact}</li>`)}</ul><pre>${lines.map((line) => markup`${line}`)}</pre></details>`;
  });
  const skipped = result.skipped.map((part) => markup`<li>${describeSkipped(part)}</li>`);
  return markup`<section class="card" id="suggestions">
<h2>Tightened policies</h2>
<p>${summarizeSuggestions(result)}.</p>
${folds}
${when(skipped.length > 0, () => markup`<details><summary>Not judged or not suggested</summary><ul>${skipped}</ul></details>`)}
</section>`;
}
