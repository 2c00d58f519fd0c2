/** What `suggest` asks and answers. */
import type { ResourceRef } from '../finding.ts';

export interface SuggestOptions {
  /** The moment ages count back from. */
  readonly now: Date;
  /** Days without use after which a right counts as unused. */
  readonly unusedDays: number;
  /** Days that an identity and its policies must have been there before anything of them is judged. */
  readonly minAgeDays: number;
  /** Action patterns that are never removed. */
  readonly keep: readonly string[];
  /** Statements whose Sid begins so stay as they are. */
  readonly keepSid: string;
  /** Split wildcards into the patterns of what remains today. */
  readonly pinWildcards: boolean;
}

/** What `suggest` does unless told otherwise; only the moment is missing. */
export const suggestDefaults: Omit<SuggestOptions, 'now'> = {
  unusedDays: 90,
  minAgeDays: 90,
  keep: [],
  keepSid: 'KEEP',
  pinWildcards: false,
};

/** Something taken away, with the evidence for it. */
export interface Removed {
  readonly service: string;
  /** Patterns as the policy writes them; under NotAction the patterns that are added. */
  readonly actions: readonly string[];
  /** ISO time of the last use, long ago; null: none on record. */
  readonly lastAccessed: string | null;
  readonly observedDays: number;
  readonly source: string;
  /** The days the source looked at. */
  readonly window: { readonly from: string; readonly to: string };
  /** False: the source follows the service, not the action by itself. */
  readonly tracked: boolean;
  /** Nothing could use it: the permissions boundary does not allow it. */
  readonly blockedBy?: 'boundary';
}

/** Why something stays although no use of it is known. */
export type KeepReason =
  | 'not-tracked'
  | 'not-judged'
  | 'denied-only'
  | 'dependent'
  | 'keep-list'
  | 'statement-marked'
  | 'statement-unreadable'
  | 'wildcard';

export interface Kept {
  readonly actions: readonly string[];
  readonly reason: KeepReason;
  /** Of a wildcard: the actions in it that are unused. `--pin-wildcards` removes them. */
  readonly unused?: readonly string[];
}

export type Proved = 'proved' | 'refuted' | 'unknown';

export interface Proof {
  readonly newSubsetOfOld: Proved;
  readonly keepsUsed: Proved;
}

export interface PolicyRef {
  readonly kind: 'inline' | 'customer-managed' | 'aws-managed';
  readonly name: string;
  readonly arn?: string;
}

export interface Suggestion {
  /** The user, group or role; for a change to a managed policy itself, that policy. */
  readonly resource: ResourceRef;
  readonly policy: PolicyRef;
  readonly change: 'rewrite' | 'detach' | 'delete';
  /** Of a rewrite: the whole new document. */
  readonly document?: unknown;
  /** When one document would be too long for AWS: the others that go with `document`. */
  readonly moreDocuments?: readonly unknown[];
  /** The document as it is. */
  readonly before: unknown;
  readonly removed: readonly Removed[];
  readonly kept: readonly Kept[];
  readonly proof: Proof;
}

export interface SkippedPart {
  readonly resource: ResourceRef;
  readonly policy?: PolicyRef;
  readonly reason: string;
}

/** Something to tidy up that changes nobody's access. */
export interface Cleanup {
  readonly kind: 'group-without-members' | 'group-without-policies' | 'duplicate-policy' | 'duplicate-attachment';
  readonly resource: ResourceRef;
  readonly policy?: PolicyRef;
  readonly reason: string;
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  readonly skipped: readonly SkippedPart[];
  readonly cleanup: readonly Cleanup[];
  /** Policies that were judged and stay as they are. */
  readonly unchanged: number;
  /** What could not be read, one line each. */
  readonly problems: readonly string[];
}
