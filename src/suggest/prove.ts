/** The two proofs of a suggestion: it allows nothing new, and it still allows what is used. */
import type { Catalog } from '../catalog/catalog.ts';
import { compileAction, intersectsAction } from '../policy/arn.ts';
import type { Policy } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { matches } from '../policy/pattern.ts';
import { compilePolicy } from '../semantics/compile.ts';
import { checkNoNewAccess, guarded, type CheckResult } from '../semantics/compare/checks.ts';
import { findMember } from '../semantics/compare/region.ts';
import { namesWithin } from './remembered.ts';
import { pairStatements, plainlyKeeps, type UsedWithin } from './plain-proof.ts';
import type { Judge } from './judge-use.ts';
import type { Proof, Proved } from './model.ts';
import { keepWithin } from './protect.ts';

/** The documents as policies. */
export function parseDocument(document: unknown): Policy {
  return parsePolicy(document, { type: 'identity', source: { pointer: '', locate: () => ({}) } });
}

/**
 * Compares a policy with the documents that are to take its place; none: it goes altogether. What lists of actions do
 * not show is for the comparator to decide.
 */
export function prove(before: Policy, documents: readonly unknown[], usedWithin: UsedWithin): Proof {
  const pairs = pairStatements(before, documents);
  if (pairs && plainlyKeeps(pairs, usedWithin)) return { newSubsetOfOld: 'proved', keepsUsed: 'proved' };
  const after = documents.map(parseDocument);
  return {
    newSubsetOfOld: pairs ? 'proved' : proveSubset(before, after),
    keepsUsed: proveUsed(before, after, usedWithin),
  };
}

/** Each new document by itself allows nothing new, and what the old one denies is denied still. */
function proveSubset(before: Policy, after: readonly Policy[]): Proved {
  if (deniesOf([before]) !== deniesOf(after)) return 'refuted';
  return worst(after.map((policy) => wordFor(checkNoNewAccess(before, policy))));
}

function deniesOf(policies: readonly Policy[]): string {
  const list = policies.flatMap(({ raw, statements, statementsAreList }) => {
    const body = (raw as { readonly Statement?: unknown }).Statement;
    return statements
      .filter(({ isAllow }) => isAllow !== true)
      .map(({ index }) => (statementsAreList ? (body as readonly unknown[])[index] : body));
  });
  return JSON.stringify(list);
}

/** No request for a used action is allowed by the old policy and not by the new ones. */
function proveUsed(before: Policy, after: readonly Policy[], usedWithin: UsedWithin): Proved {
  const used = usedBy(before, usedWithin);
  if (used.length === 0) return 'proved';
  return wordFor(
    guarded([before, ...after], () =>
      findMember(
        {
          within: [[compilePolicy(before)]],
          without: [after.map((policy) => compilePolicy(policy))],
          access: [{ actions: used }],
        },
        {},
      ),
    ),
  );
}

/** The used actions of all Allow statements. Those of NotAction are whatever is used. */
function usedBy({ statements }: Policy, usedWithin: UsedWithin): readonly string[] {
  const allows = statements.filter(({ isAllow }) => isAllow === true);
  const patterns = allows.flatMap(({ action }) => action?.values.map(({ text }) => text) ?? ['*']);
  return [...new Set(patterns.flatMap((text) => usedWithin(text)))];
}

function wordFor({ result }: CheckResult): Proved {
  return result === 'PASS' ? 'proved' : result === 'FAIL' ? 'refuted' : 'unknown';
}

function worst(words: readonly Proved[]): Proved {
  if (words.includes('refuted')) return 'refuted';
  return words.includes('unknown') ? 'unknown' : 'proved';
}

/**
 * What must stay allowed of a pattern, worked out from the usage alone: all that is used or of which nothing is known,
 * iam:PassRole unless nothing was used at all, and the keep list. Of `*` that is what the services that the usage knows are used for.
 */
export function usedWithinOf(judge: Judge, keep: readonly string[], catalog: Catalog): UsedWithin {
  const always = judge.isIdle ? keep : ['iam:PassRole', ...keep];
  return (text, stand) => {
    const isOfService = /^[\w-]+:/.test(text);
    const parts = isOfService ? [text] : [...judge.usage.services.keys()].map((service) => `${service}:*`);
    return [
      ...parts.flatMap((part) => (stand?.has(part) === true ? [] : usedOfService(part, judge, catalog))),
      // What lies only in part within the pattern is for the comparator to tell apart.
      ...((isOfService ? keepWithin(text, always) : undefined) ?? always.filter((one) => intersectsAction(one, text))),
    ];
  };
}

function usedOfService(text: string, judge: Judge, catalog: Catalog): readonly string[] {
  const colon = text.indexOf(':');
  const service = text.slice(0, colon).toLowerCase();
  const isUsed = (name: string): boolean => judge.action(service, name.toLowerCase()).is !== 'unused';
  if (!/[*?]/.test(text)) return isUsed(text.slice(colon + 1)) ? [text] : [];
  if (judge.service(service).is === 'unused') return [];
  const pattern = compileAction(text);
  if (![...judge.unusedIn(service).keys()].some((name) => matches(pattern, `${service}:${name}`))) return [text];
  const seen = [...(judge.usage.services.get(service)?.actions.values() ?? [])].map(({ name }) => name);
  const names = [...namesWithin(catalog, text), ...seen.filter((name) => matches(pattern, `${service}:${name}`))];
  const kept = names.filter(isUsed);
  return kept.length === names.length ? [text] : kept.map((name) => `${service}:${name}`);
}
