/** Escalation chains from `evidence`, as every format tells them: who becomes whom, by what, on which statements. */
import type { Finding } from '../finding.ts';
import { harmless } from './harmless.ts';
import { shortName } from './where.ts';

/** One hop. Texts are as they came: formats make them harmless. */
export interface ChainStep {
  /** What is known of a hop that is told in words only. */
  readonly text?: string;
  readonly from?: string;
  readonly to?: string;
  /** Id of the path: `sts-001`. */
  readonly path?: string;
  readonly name?: string;
  readonly isPossible: boolean;
  readonly actions: readonly string[];
  /** `Deploy: statement HandOver`. */
  readonly policies: readonly string[];
  /** How many statements besides grant the same. */
  readonly moreStatements: number;
  /** Why it is possible only. */
  readonly reasons: readonly string[];
  readonly grants: readonly ChainGrant[];
}

/** The statement that grants one action of a hop. */
export interface ChainGrant {
  readonly action: string;
  readonly policy: string;
  readonly arn?: string;
  readonly file?: string;
  readonly pointer?: string;
  readonly sid?: string;
}

/** Where a chain begins and what it leads to, besides its steps. */
export interface ChainEnds {
  /** From outside the account. */
  readonly entryPoints: readonly string[];
  /** All that the last step can be taken on, when these are several. */
  readonly targets: readonly string[];
  readonly moreTargets: number;
  readonly isPossible: boolean;
}

const mostSteps = 50;

/** The hops of a finding and how many more there are; empty when it has none. */
export function stepsOf({ evidence }: Pick<Finding, 'evidence'>): {
  readonly steps: readonly ChainStep[];
  readonly left: number;
} {
  const hops: unknown = evidence?.['hops'];
  if (!Array.isArray(hops)) return { steps: [], left: 0 };
  const steps = hops.slice(0, mostSteps).map((hop: unknown) => stepOf(hop));
  return { steps, left: hops.length - steps.length };
}

function stepOf(hop: unknown): ChainStep {
  const facts = membersOf(hop);
  const step = {
    ...textsAt(facts, ['from', 'to', 'path', 'name']),
    isPossible: facts['certainty'] === 'possible',
    actions: listAt(facts, 'actions'),
    policies: listAt(facts, 'policies'),
    moreStatements: typeof facts['moreStatements'] === 'number' ? facts['moreStatements'] : 0,
    reasons: listAt(facts, 'reasons'),
    grants: Array.isArray(facts['statements']) ? facts['statements'].flatMap(grantOf) : [],
  };
  if (typeof hop === 'string') return { ...step, text: hop };
  return step.from === undefined && step.to === undefined ? { ...step, text: 'step' } : step;
}

function grantOf(value: unknown): readonly ChainGrant[] {
  const facts = membersOf(value);
  const { action, policy } = textsAt(facts, ['action', 'policy']);
  if (action === undefined || policy === undefined) return [];
  return [{ action, policy, ...textsAt(facts, ['arn', 'file', 'pointer', 'sid']) }];
}

/** The principals before and behind the steps. */
export function chainEnds({ evidence = {} }: Pick<Finding, 'evidence'>): ChainEnds {
  const entries: readonly unknown[] = Array.isArray(evidence['entryPoints']) ? evidence['entryPoints'] : [];
  const targets = listAt(evidence, 'targets').map(shortName);
  const more = evidence['moreTargets'];
  return {
    entryPoints: entries.flatMap((entry) => {
      const { kind, name } = textsAt(membersOf(entry), ['kind', 'name']);
      if (kind === 'public') return ['anybody'];
      return kind === undefined ? [] : [`${kind === 'account' ? 'other account' : kind} ${name ?? ''}`.trim()];
    }),
    targets: targets.length > 1 ? targets : [],
    moreTargets: typeof more === 'number' ? more : 0,
    isPossible: evidence['status'] === 'possible',
  };
}

/** `user ci -> role deploy: Assume a role (sts-001), sts:AssumeRole by Deploy: statement 1`; one line, harmless. */
export function describeStep({
  text,
  from,
  to,
  path,
  name,
  isPossible,
  actions,
  policies,
  moreStatements,
  reasons,
}: ChainStep): string {
  if (text !== undefined) return harmless(text);
  const ends = [from, to].flatMap((one) => (one === undefined ? [] : [shortName(one)])).join(' -> ');
  const how = name === undefined ? (path ?? '') : path === undefined ? name : `${name} (${path})`;
  const more = moreStatements > 0 ? ` and ${moreStatements} more` : '';
  const what = `${actions.join(', ')}${policies.length === 0 ? '' : ` by ${policies.join('; ')}${more}`}`.trim();
  const doubt = isPossible ? `possible only${reasons.length === 0 ? '' : `: ${reasons.join(' ')}`}` : '';
  return harmless([[ends, how].filter(Boolean).join(': '), what, doubt].filter(Boolean).join(', '));
}

/** The chain as numbered harmless lines; none without hops. */
export function chainLines(finding: Pick<Finding, 'evidence'>): readonly string[] {
  const { steps, left } = stepsOf(finding);
  const lines = steps.map((step, at) => `${at + 1}. ${describeStep(step)}`);
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}

type Facts = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Facts {
  return typeof value === 'object' && value !== null ? (value as Facts) : {};
}

function textsAt<T extends string>(facts: Facts, names: readonly T[]): Partial<Record<T, string>> {
  const found: Partial<Record<T, string>> = {};
  for (const name of names) {
    const value = facts[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

function listAt(facts: Facts, name: string): readonly string[] {
  const list = facts[name];
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
