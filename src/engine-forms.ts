/** Policies with parts that only deployment knows: judged in several forms; what is said of all of them is reported. */
import type { ActiveRule, Outcome } from './engine.ts';
import { makeFinding } from './engine-report.ts';
import type { Finding } from './finding.ts';
import { isUnknownPlace, knownForms, type KnownForm } from './policy/known-forms.ts';
import type { Policy } from './policy/model.ts';
import type { Place } from './policy/place.ts';
import type { Locatable, Problem } from './rule.ts';

/** Where rules report to. */
export interface Sink {
  report(active: ActiveRule, problem: Problem): void;
  /** One of the later forms is being judged: what could not be judged was said for the first. */
  readonly isTrying: boolean;
  /** Reports go to `take` while `run` runs. */
  divert(run: () => void, take: (active: ActiveRule, problem: Problem) => void, isTrying: boolean): void;
}

export function newSink(outcome: Outcome): Sink {
  const keep = (active: ActiveRule, problem: Problem): void => void outcome.findings.push(makeFinding(active, problem));
  let take = keep;
  let isTrying = false;
  return {
    report: (active, problem) => {
      take(active, problem);
    },
    get isTrying() {
      return isTrying;
    },
    divert: (run, other, trying) => {
      [take, isTrying] = [other, trying];
      try {
        run();
      } finally {
        [take, isTrying] = [keep, false];
      }
    },
  };
}

/** Judges policies, those that belong together, as they are, or in their forms when parts of them are unknown. */
export function judgeForms(
  policies: readonly Policy[],
  sink: Sink,
  outcome: Outcome,
  judge: (policies: readonly Policy[]) => void,
): void {
  const forms = knownForms(policies);
  if (!forms) {
    judge(policies);
    return;
  }
  let common: Map<string, Finding[]> | undefined;
  forms.forEach((form, index) => {
    const found = new Map<string, Finding[]>();
    const take = (active: ActiveRule, problem: Problem): void => {
      if (active.rule.meta.readsUnknown !== true && isAtUnknown(policies, problem.at, form)) return;
      const finding = makeFinding(active, problem, form.show);
      const key = keyOf(finding, problem);
      found.set(key, [...(found.get(key) ?? []), finding]);
    };
    sink.divert(() => { judge(form.policies); }, take, index > 0); // prettier-ignore
    common = common ? intersect(common, found) : found;
  });
  for (const findings of common?.values() ?? []) for (const finding of findings) outcome.findings.push(finding);
}

/** What the message says may differ from form to form. A rule that finds several ways at one place names each in `path`. */
function keyOf({ ruleId, messageId, location }: Finding, { data }: Problem): string {
  const { line, column, pointer } = location;
  return JSON.stringify([ruleId, messageId, line, column, pointer, data?.['path']]);
}

/** Findings of the first that the other has as well, with the fixes that both would make. */
function intersect(first: Map<string, Finding[]>, other: ReadonlyMap<string, Finding[]>): Map<string, Finding[]> {
  const both = new Map<string, Finding[]>();
  for (const [key, findings] of first) {
    const others = other.get(key);
    if (!others) continue;
    const kept = findings.slice(0, others.length).map((finding, index) => withCommonFix(finding, others[index]));
    both.set(key, kept);
  }
  return both;
}

/** A fix that differs has something of a guess in it. */
function withCommonFix(finding: Finding, other: Finding | undefined): Finding {
  const { fix, suggestions, ...rest } = finding;
  return {
    ...rest,
    ...(fix && isEqual(fix, other?.fix) && { fix }),
    ...(suggestions && isEqual(suggestions, other?.suggestions) && { suggestions }),
  };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isAtUnknown(policies: readonly Policy[], at: Locatable, form: KnownForm): boolean {
  if ('location' in at || 'ref' in at) return false;
  const place: Place = 'place' in at ? at.place : at;
  const policy = policies[form.policies.findIndex(({ source }) => source === place.source)];
  return policy !== undefined && isUnknownPlace(policy, place, form.written);
}
