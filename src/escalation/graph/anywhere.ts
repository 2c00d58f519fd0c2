/** Whether a principal may do something on resources that no snapshot of IAM lists: functions, stacks, instances. */
import { areDisjoint, isCovered } from '../../semantics/compare/inclusion.ts';
import { resourceGlob, type Glob } from '../../semantics/glob.ts';
import type { PathStep } from '../path.ts';
import { judgeConditions, least, most, opposite, type Answer, type Lookup } from './conditions.ts';
import type { Rule } from './documents.ts';
import { isChosenByMaker } from './facts.ts';
import type { Involved } from './permissions.ts';

/** A step with the rules about it. */
export interface OpenStep {
  readonly step: PathStep;
  readonly involved: Involved;
  /** What the action's resources look like; empty when it can be granted on `*` only. */
  readonly formats: readonly Glob[];
}

const everything = resourceGlob('*', false);

/** Whether all steps can be taken on one resource, at the best choice of it. */
export function mayDoTogether(steps: readonly OpenStep[], facts: Lookup): Answer {
  let best: Answer = 'no';
  for (const target of candidates(steps)) {
    let answer: Answer = 'yes';
    for (const one of steps) if (answer !== 'no') answer = least(answer, mayDoOn(one, target, facts));
    best = most(best, answer);
    if (best === 'yes') break;
  }
  return best;
}

/** What the statements name; of several steps the narrower pattern is the one that has to serve all. */
function candidates(steps: readonly OpenStep[]): readonly Glob[] {
  const found = new Map<string, Glob>();
  for (const { involved, formats } of steps) {
    for (const { compiled } of involved.allows) {
      const { resources = [], isNotResource } = compiled;
      for (const glob of isNotResource ? [everything] : resources) {
        if (isOfKind(glob, formats)) found.set(glob.text, glob);
      }
    }
  }
  return [...found.values()];
}

/** Policies of thousands of principals name the same few things, and each action has its formats once. */
const kinds = new WeakMap<readonly Glob[], Map<string, boolean>>();

function isOfKind(glob: Glob, formats: readonly Glob[]): boolean {
  // What `${` means depends on the version of the policy.
  if (glob.text.includes('${')) return judgeKind(glob, formats);
  let known = kinds.get(formats);
  if (!known) kinds.set(formats, (known = new Map<string, boolean>()));
  let answer = known.get(glob.text);
  if (answer === undefined) known.set(glob.text, (answer = judgeKind(glob, formats)));
  return answer;
}

function judgeKind(glob: Glob, formats: readonly Glob[]): boolean {
  if (formats.length === 0) return isCovered(everything, glob);
  return formats.some((format) => !areDisjoint(format, glob));
}

function mayDoOn({ step, involved }: OpenStep, target: Glob, facts: Lookup): Answer {
  const lookup: Lookup = (key) => (step.target !== 'existing' && isChosenByMaker(key) ? 'free' : facts(key));
  let answer = anyAllows(involved.allows, target, lookup);
  for (const denial of involved.denies) {
    if (answer === 'no') return answer;
    answer = least(answer, opposite(covers(denial, target) ? verdict(denial, lookup) : 'no'));
  }
  if (involved.limits === 'unknown') answer = least(answer, 'depends');
  else if (involved.limits) answer = least(answer, anyAllows(involved.limits, target, lookup));
  for (const level of involved.levels) answer = least(answer, anyAllows(level, target, lookup));
  return answer;
}

function verdict({ compiled, isAllow }: Rule, lookup: Lookup): Answer {
  return judgeConditions(compiled.conditions, isAllow, lookup);
}

function anyAllows(rules: readonly Rule[], target: Glob, lookup: Lookup): Answer {
  let best: Answer = 'no';
  for (const rule of rules) if (touches(rule, target)) best = most(best, verdict(rule, lookup));
  return best;
}

/** Whether the statement allows something on some of the target. */
function touches({ compiled }: Rule, target: Glob): boolean {
  const { resources = [], isNotResource } = compiled;
  if (isNotResource) return !resources.some((glob) => isCovered(target, glob));
  return resources.some((glob) => !areDisjoint(glob, target));
}

/** A Deny counts when it leaves nothing of the target. */
function covers({ compiled }: Rule, target: Glob): boolean {
  const { resources = [], isNotResource } = compiled;
  if (isNotResource) return resources.every((glob) => areDisjoint(glob, target));
  return resources.some((glob) => isCovered(target, glob));
}
