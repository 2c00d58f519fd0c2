/** Suggestions in words and as diffs, alike in every format. */
import type {
  Cleanup,
  Kept,
  KeepReason,
  PolicyRef,
  Proof,
  Removed,
  SkippedPart,
  Suggestion,
  Suggestions,
} from '../suggest/model.ts';
import { unifiedDiff } from './unified-diff.ts';
import { harmless } from './harmless.ts';
import { jsonText } from './json-text.ts';
import { plural } from './summary.ts';
import { describeResource, encodePart, kindOf } from './where.ts';

const changes = { rewrite: 'rewrite', detach: 'detach', delete: 'delete' } as const;

/** `role deploy, inline policy run: rewrite`. */
export function describeSuggestion({ resource, policy, change, moreDocuments }: Suggestion): string {
  const split = moreDocuments ? ` as ${moreDocuments.length + 1} policies` : '';
  const what =
    change === 'rewrite' && policy.kind === 'aws-managed' ? 'replace by a customer managed policy' : changes[change];
  return `${describePlace({ resource, policy })}: ${what}${split}`;
}

/** Whose policy, and which. */
export function describePlace({ resource, policy }: Pick<SkippedPart, 'resource' | 'policy'>): string {
  const owner = describeResource(resource);
  return policy === undefined || policy.arn === resource.arn ? owner : `${owner}, ${describePolicy(policy)}`;
}

function describePolicy({ kind, name }: PolicyRef): string {
  const words = { inline: 'inline policy', 'customer-managed': 'policy', 'aws-managed': 'AWS managed policy' };
  return `${words[kind]} ${harmless(name)}`;
}

/** Evidence for one removal. */
export function describeRemoved({
  service,
  actions,
  lastAccessed,
  observedDays,
  source,
  window,
  tracked,
  blockedBy,
}: Removed): string {
  const use = lastAccessed === null ? 'no use' : `last use ${lastAccessed.slice(0, 10)}`;
  const unit = tracked ? '' : `, judged by the service ${harmless(service)} as a whole`;
  const blocked = blockedBy ? ', and the permissions boundary does not allow it' : '';
  const days = `${window.from.slice(0, 10)} to ${window.to.slice(0, 10)}`;
  return `${listActions(actions)}: ${use} in ${plural(observedDays, 'day')} (${source}, ${days})${unit}${blocked}`;
}

const reasons: Readonly<Record<KeepReason, string>> = {
  'not-tracked': 'its use is not tracked',
  'not-judged': 'nothing is known of its use',
  'denied-only': 'every attempt was denied, but somebody tries',
  dependent: 'an action in use may need it',
  'keep-list': 'on the keep list',
  'statement-marked': 'the Sid of its statement says keep',
  'statement-unreadable': 'its statement cannot be read',
  wildcard: 'a wildcard with unused actions; --pin-wildcards splits it',
};

/** Why something stays. */
export function describeKept({ actions, reason, unused }: Kept): string {
  const inside = unused ? `: ${listActions(unused)}` : '';
  return `${listActions(actions)}: ${reasons[reason]}${inside}`;
}

/** The two proofs. */
export function describeProof({ newSubsetOfOld, keepsUsed }: Proof): string {
  return `allows nothing new: ${newSubsetOfOld}; keeps what is used: ${keepsUsed}`;
}

/** Why something was not judged or not suggested. */
export function describeSkipped(part: SkippedPart): string {
  return `${describePlace(part)}: ${harmless(part.reason)}`;
}

/** What to tidy up. */
export function describeCleanup(one: Cleanup): string {
  return `${describePlace(one)}: ${harmless(one.reason)}`;
}

function listActions(actions: readonly string[]): string {
  const shown = actions
    .slice(0, 8)
    .map((action) => harmless(action))
    .join(', ');
  return actions.length > 8 ? `${shown} and ${actions.length - 8} more` : shown;
}

/** The outcome in one line; that nothing could be judged is no clean bill. */
export function summarizeSuggestions({ suggestions, skipped, unchanged }: Suggestions): string {
  if (suggestions.length === 0 && unchanged === 0) {
    return skipped.length === 0
      ? 'Nothing to judge: no policies'
      : `No policy was judged: ${plural(skipped.length, 'reason')} above`;
  }
  const rest = `${unchanged} ${unchanged === 1 ? 'policy stays' : 'policies stay'} as they are`;
  return `${plural(suggestions.length, 'suggestion')}, ${unchanged === 1 ? rest.replace('they are', 'it is') : rest}, ${skipped.length} not judged or not suggested`;
}

/** `role/deploy/run.json`: the same for files and diffs. */
export function pathOfSuggestion({ resource, policy }: Suggestion): string {
  const kind = kindOf(resource.type).replaceAll(' ', '-');
  const parts = policy.arn === resource.arn ? [kind, policy.name] : [kind, resource.name, policy.name];
  return `${parts.map(encodePart).join('/')}.json`;
}

/** The change as a unified diff; of a policy that goes, against no file. */
export function diffOfSuggestion(one: Suggestion): string {
  const path = pathOfSuggestion(one);
  if (!one.moreDocuments)
    return unifiedDiff(jsonText(one.before), one.document === undefined ? undefined : jsonText(one.document), path);
  const all = [one.document, ...one.moreDocuments].map(jsonText).join('');
  return unifiedDiff(jsonText(one.before), all, path);
}
