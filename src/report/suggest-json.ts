/** `suggest --format json`, and the member `suggestions` of a scan's JSON. */
import type { Suggestion, Suggestions } from '../suggest/model.ts';
import { jsonText } from './json-text.ts';
import { diffOfSuggestion } from './suggest-words.ts';

/** Version 1 of the contract, piece by piece: of a large account it is too much to hold at once. */
export function* suggestJsonParts(result: Suggestions): Generator<string> {
  const { skipped, cleanup, unchanged, problems } = result;
  yield '{\n  "version": 1,\n  "suggestions": [';
  let isFirst = true;
  for (const one of result.suggestions) {
    // Line breaks stand between the members only: within a string they are written as escapes.
    const text = jsonText(suggestionObject(one)).trimEnd().replaceAll('\n', '\n    ');
    yield `${isFirst ? '' : ','}\n    ${text}`;
    isFirst = false;
  }
  yield isFirst ? '],' : '\n  ],';
  // Without its opening brace.
  yield jsonText({ skipped, cleanup, unchanged, problems }).slice(1);
}

/** Members of a scan's JSON, which has a `skipped` of its own. */
export function suggestionMembers({ suggestions, skipped, cleanup }: Suggestions) {
  return { suggestions: suggestions.map(suggestionObject), suggestionsSkipped: skipped, cleanup };
}

function suggestionObject(one: Suggestion): Record<string, unknown> {
  const { resource, policy, change, document, moreDocuments, removed, kept, proof } = one;
  return { resource, policy, change, document, moreDocuments, removed, kept, proof, diff: diffOfSuggestion(one) };
}
