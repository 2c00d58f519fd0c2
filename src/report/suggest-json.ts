/** `suggest --format json`, and the member `suggestions` of a scan's JSON. */
import type { Suggestion, Suggestions } from '../suggest/model.ts';
import { jsonText } from './json-text.ts';
import { diffOfSuggestion } from './suggest-words.ts';

/** Version 1 of the contract. */
export function suggestJson(result: Suggestions): string {
  return jsonText({ version: 1, ...suggestionsObject(result) });
}

/** Suggestions, what was skipped, what can be tidied up. */
function suggestionsObject({ suggestions, skipped, cleanup, unchanged, problems }: Suggestions) {
  return { suggestions: suggestions.map(suggestionObject), skipped, cleanup, unchanged, problems };
}

/** Members of a scan's JSON, which has a `skipped` of its own. */
export function suggestionMembers(result: Suggestions) {
  const { suggestions, skipped, cleanup } = suggestionsObject(result);
  return { suggestions, suggestionsSkipped: skipped, cleanup };
}

function suggestionObject(one: Suggestion): Record<string, unknown> {
  const { resource, policy, change, document, moreDocuments, removed, kept, proof } = one;
  return { resource, policy, change, document, moreDocuments, removed, kept, proof, diff: diffOfSuggestion(one) };
}
