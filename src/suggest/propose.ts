/** One policy to a suggestion with its proofs, or to the reason why there is none. */
import type { Catalog } from '../catalog/catalog.ts';
import type { ResourceRef } from '../finding.ts';
import type { Policy } from '../policy/model.ts';
import { gatherKept, gatherRemoved } from './evidence.ts';
import { judgeOf, type Judge } from './judge-use.ts';
import type { Kept, PolicyRef, Proof, SkippedPart, SuggestOptions, Suggestion } from './model.ts';
import { protectionOf, type Protection } from './protect.ts';
import { parseDocument, prove, usedWithinOf } from './prove.ts';
import { shrinkDocument, type ShrunkDocument } from './shrink-document.ts';
import { lengthOf, splitDocument } from './split-document.ts';
import type { Usage } from '../usage/usage.ts';

/** One usage, ready to judge policies by. */
export interface Court {
  readonly judge: Judge;
  readonly protection: Protection;
  readonly options: SuggestOptions;
  readonly catalog: Catalog;
}

/** Prepares a usage for the policies it is to judge. */
export function courtOf(usage: Usage, options: SuggestOptions, catalog: Catalog): Court {
  const judge = judgeOf(usage, options, catalog);
  return { judge, protection: protectionOf(judge, options.keep), options, catalog };
}

/** A policy to be judged. */
export interface Case {
  readonly resource: ResourceRef;
  readonly policy: PolicyRef;
  readonly document: Policy;
  /** What becomes of it when nothing is left. */
  readonly whenEmpty: 'detach' | 'delete';
  /** Only going altogether is asked for; a smaller document is somebody else's case. */
  readonly onlyWhole?: boolean;
  /** Most characters, and how many other policies take of them. */
  readonly quota: { readonly most: number; readonly taken: number; readonly maySplit: boolean };
  /** Whether the holder's permissions boundary allows nothing of the service. */
  readonly isBlocked?: (service: string) => boolean;
}

export type Answer =
  | { readonly suggestion: Suggestion }
  | { readonly skipped: SkippedPart }
  | { readonly unchanged: true; readonly skipped?: SkippedPart };

/** Judges a policy. */
export function propose(one: Case, court: Court): Answer {
  const { document, resource, policy } = one;
  const skip = (reason: string): Answer => ({ skipped: { resource, policy, reason } });
  if (document.problems.length > 0) return skip('the document is no valid policy');
  const shrunk = shrinkDocument(document, court);
  if (one.onlyWhole === true && shrunk.document !== undefined) return { unchanged: true };
  if (shrunk.removals.length === 0) return unchanged(one, shrunk);
  const documents = shrunk.document === undefined ? [] : fit(document, shrunk.document, one);
  if (!documents)
    return skip(`the new document would have ${lengthOf(shrunk.document)} characters, more than AWS takes`);
  const { judge, options, catalog } = court;
  const proof = prove(document, documents, usedWithinOf(judge, options.keep, catalog));
  const unproved = faultOf(proof);
  return unproved === undefined ? { suggestion: suggestionOf(one, shrunk, documents, proof) } : skip(unproved);
}

function unchanged({ resource, policy }: Case, { kept }: ShrunkDocument): Answer {
  const wild = kept.filter(({ reason }) => reason === 'wildcard');
  if (wild.length === 0) return { unchanged: true };
  const count = new Set(wild.flatMap(({ unused = [] }) => unused)).size;
  const patterns = [...new Set(wild.flatMap(({ actions }) => actions))];
  const shown = `${patterns.slice(0, 5).join(', ')}${patterns.length > 5 ? ', ...' : ''}`;
  const unused = `${count} unused ${count === 1 ? 'action' : 'actions'}`;
  return {
    unchanged: true,
    skipped: {
      resource,
      policy,
      reason: `${shown} ${patterns.length === 1 ? 'has' : 'have'} ${unused}; --pin-wildcards splits wildcards`,
    },
  };
}

/** The new document, cut where it must be and may be; undefined when AWS would refuse it. */
function fit(before: Policy, document: unknown, { quota }: Case): readonly unknown[] | undefined {
  const length = lengthOf(document);
  if (length + quota.taken <= quota.most) return [document];
  if (quota.maySplit) return splitDocument(document, quota.most);
  // One that was too long before, by a raised quota or not, is no worse for being shorter.
  return length <= lengthOf(before.raw) ? [document] : undefined;
}

function faultOf({ newSubsetOfOld, keepsUsed }: Proof): string | undefined {
  if (newSubsetOfOld === 'refuted') return 'not proved: the new document would allow something new';
  if (keepsUsed === 'refuted') return 'not proved: the new document would take away something in use';
  if (newSubsetOfOld === 'unknown') return 'not proved: the comparison with the old document was too costly';
  return keepsUsed === 'unknown' ? 'not proved: the comparison with the use was too costly' : undefined;
}

function suggestionOf(
  { resource, policy, document, whenEmpty, isBlocked }: Case,
  { removals, kept }: ShrunkDocument,
  documents: readonly unknown[],
  proof: Proof,
): Suggestion {
  const [first, ...more] = documents;
  return {
    resource,
    policy,
    change: documents.length > 0 ? 'rewrite' : whenEmpty,
    ...(documents.length > 0 && { document: first }),
    ...(more.length > 0 && { moreDocuments: more }),
    before: document.raw,
    removed: gatherRemoved(removals, isBlocked),
    kept: gatherKept(kept),
    proof,
  };
}

/** A managed policy that nobody has: nothing is lost with it. */
export function proposeDeletion(resource: ResourceRef, policy: PolicyRef, document: Policy): Suggestion {
  return {
    resource,
    policy,
    change: 'delete',
    before: document.raw,
    removed: [],
    kept: [] satisfies readonly Kept[],
    proof: prove(parseDocument({ Version: '2012-10-17', Statement: [] }), [], () => []),
  };
}
