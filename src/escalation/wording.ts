/** The words of a finding: what can come of it, what it hangs on, what to do. */
import type { Severity } from '../finding.ts';
import type { Statement } from '../policy/model.ts';
import { fold, patternMatches } from '../policy/pattern.ts';
import { pathOf, pointerOf, type Place } from '../policy/place.ts';
import type { Problem } from '../rule.ts';
import type { EscalationPath, PathGain, TargetKind } from './path.ts';
import type { PathMatch, Scope } from './recognise.ts';
import type { OpenPaths, Outcome } from './variants.ts';

/** The finding for the paths that one statement opens. */
export function problemOf({ outcome, statement, matches }: OpenPaths): Problem<Outcome> {
  const [head] = matches as readonly [PathMatch, ...PathMatch[]];
  const { path } = head;
  const granting = decisiveActions(statement, matches);
  return {
    at: granting.place,
    message: outcome,
    severity: gradeOf(outcome, matches),
    data: {
      action: granting.text,
      reach: outcome === 'other-identity' ? identities(matches, head.scope) : reaches[outcome][head.scope],
      path: `${path.id}: ${lowerFirst(path.name)}${matches.length > 1 ? ', among others' : ''}`,
      condition: `${outcome === 'anything' ? identityText(matches) : ''}${conditionText(head)}`,
      cut: outcome === 'passed-role' && head.scope === 'named' ? nameService : path.cut,
    },
    related: relatedSteps(head),
    evidence: evidenceOf(matches),
  };
}

const nameService =
  'Make sure that those roles may do no more than the holder, and name the receiving services in a condition on iam:PassedToService.';

function relatedSteps({ path, steps }: PathMatch): NonNullable<Problem['related']> {
  return steps
    .filter(({ step }) => step.action !== path.decisive)
    .flatMap(({ step, grants }) =>
      grants.slice(0, 1).map((grant) => ({
        at: grantingAction(grant.statement.source, step.action).place,
        text: `grants ${step.action}`,
      })),
    );
}

function evidenceOf(matches: readonly PathMatch[]): Readonly<Record<string, unknown>> {
  const [head] = matches as readonly [PathMatch, ...PathMatch[]];
  const { path, steps, certainty, scope } = head;
  return {
    path: { id: path.id, name: path.name, group: path.group },
    paths: matches.map((match) => match.path.id),
    steps: steps.map(({ step, grants }) => ({
      action: step.action,
      grantedAt: grants.map((grant) => pointerTo(grantingAction(grant.statement.source, step.action).place)),
    })),
    certainty,
    scope,
    conditions: conditionKeys(head),
  };
}

function pointerTo(place: Place): string {
  return pointerOf(place.source.pointer, pathOf(place));
}

interface Written {
  readonly place: Place;
  readonly text: string;
}

/** What the statement writes for the decisive steps: one member of Action, or several, and then the whole list. */
function decisiveActions(statement: Statement, matches: readonly PathMatch[]): Written {
  const written = matches.map(({ path }) => grantingAction(statement, path.decisive));
  const [first, ...others] = [...new Map(written.map((one) => [one.text, one])).values()] as [Written, ...Written[]];
  if (others.length === 0) return first;
  const texts = [first, ...others].slice(0, mostNamed).map(({ text }) => text);
  const more = others.length >= mostNamed ? ' and more' : '';
  return { place: statement.action?.place ?? statement.place, text: texts.join(', ') + more };
}

const mostNamed = 3;

/** The member of Action that grants it, or NotAction, which leaves it out. */
function grantingAction({ action, notAction, place }: Statement, name: string): Written {
  const granting = action?.values.find(({ text }) => patternMatches(text, name, true));
  if (granting !== undefined) return granting;
  return notAction ? { place: notAction.namePlace, text: notAction.name } : { place, text: name };
}

const grades: readonly Severity[] = ['security', 'warning', 'suggestion'];

/** The best of the paths decides: whoever may choose freely gets furthest. */
function gradeOf(outcome: Outcome, matches: readonly PathMatch[]): Severity {
  const step = Math.min(...matches.map((match) => stepsDown(outcome, match)));
  return grades[Math.min(step, grades.length - 1)] ?? 'suggestion';
}

/** Away from the highest grade: what needs more beside the permission, and what reaches less far, counts for less. */
function stepsDown(outcome: Outcome, { path, scope }: PathMatch): number {
  const isWeaker = outcome === 'carried-role' || outcome === 'withheld';
  const isFree = path.gains === 'anything' && ownTargetOf(path) === undefined;
  const narrow = scope === 'every' ? 0 : scope === 'named' && !isFree ? 2 : 1;
  const isOrdinary = path.id === 'sts-001' && scope !== 'every';
  return (isWeaker ? 1 : 0) + (path.isPartial ? 1 : 0) + (isOrdinary ? 1 : 0) + narrow;
}

/** What the holder has to be, or to have, for a path that ends with itself. */
const ownTargets: Partial<Record<TargetKind, string>> = {
  'self-role': 'it is a role',
  'self-user': 'it is a user',
  'own-group': 'it is in a group',
  'attached-policy': 'it has a managed policy',
};

function ownTargetOf({ steps, decisive }: EscalationPath): string | undefined {
  const target = steps.find(({ action }) => action === decisive)?.target;
  return target && ownTargets[target];
}

/** Somebody who may change one role can give itself nothing without being that role. */
function identityText(matches: readonly PathMatch[]): string {
  const free = matches.filter(({ path }) => path.gains === 'anything');
  const [first] = free;
  const own = first && ownTargetOf(first.path);
  if (own === undefined || free.some(({ path, scope }) => scope === 'every' || ownTargetOf(path) === undefined))
    return '';
  return `, if ${own} that ${first?.scope === 'named' ? 'the policy names' : 'fits its Resource'}`;
}

const reaches: Readonly<Record<Exclude<Outcome, 'other-identity'>, Readonly<Record<Scope, string>>>> = {
  'passed-role': { every: 'any role', some: 'roles that fit its Resource', named: 'the roles it names' },
  'carried-role': {
    every: 'any resource',
    some: 'resources that fit its Resource',
    named: 'the resources it names',
  },
  anything: { every: '', some: '', named: '' },
  withheld: { every: '', some: '', named: '' },
};

/** Users, roles, groups: those that the paths which reach as far lead to. */
function identities(matches: readonly PathMatch[], scope: Scope): string {
  const gains = new Set(matches.filter((match) => match.scope === scope).map(({ path }) => path.gains));
  const kinds = ['user', 'role', 'group'].filter((kind) => gains.has(`target-${kind}` as PathGain));
  if (scope === 'every') return `any ${kinds.join(' or ')}`;
  const many = kinds.map((kind) => `${kind}s`).join(' or ');
  return scope === 'some' ? `${many} that fit its Resource` : `the ${many} it names`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const decided = new Set(['iam:passedtoservice', 'aws:principaltype', 'aws:principalisawsservice']);

/** Keys of the conditions that the holder has to meet. */
function conditionKeys({ steps }: PathMatch): readonly string[] {
  const keys = steps
    .filter(({ certainty }) => certainty === 'depends')
    .flatMap(({ grants }) => grants[0]?.statement.source.conditions ?? [])
    .map(({ key }) => key.text)
    .filter((key) => !decided.has(fold(key)));
  return [...new Set(keys)].sort();
}

function conditionText(match: PathMatch): string {
  if (match.certainty === 'yes') return '';
  const keys = conditionKeys(match);
  return keys.length > 0 ? `, as far as its conditions (${keys.join(', ')}) let it` : ', as far as conditions let it';
}
