/** Policies made from the catalogue of paths: just enough for a path, or a little less. */
import { openCatalog } from '../../src/catalog/iam-data.ts';
import type { EscalationPath, PathStep } from '../../src/escalation/path.ts';
import { targetPatterns } from '../../src/escalation/targets.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Policy, PolicyType } from '../../src/policy/model.ts';

export const catalog = openCatalog();

export type Json = Record<string, unknown>;

export function policyOf(statements: readonly Json[], type: PolicyType = 'identity'): Policy {
  const document = { Version: '2012-10-17', Statement: statements };
  return parsePolicy(document, { type, source: { pointer: '', locate: () => ({}) } });
}

export const allow = (
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  rest: Json = {},
): Json => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...rest,
});

export const deny = (
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  rest: Json = {},
): Json => ({
  ...allow(action, resource, rest),
  Effect: 'Deny',
});

export const passedTo = (...services: readonly string[]): Json => ({
  Condition: { StringEquals: { 'iam:PassedToService': services } },
});

/** One statement a step, on `*` unless told otherwise; iam:PassRole limited to the services of the path. */
export function statementsFor({ steps }: EscalationPath, resourceOf: (step: PathStep) => string = () => '*'): Json[] {
  return steps.map((step) =>
    allow(step.action, resourceOf(step), step.passedToService ? passedTo(...step.passedToService) : {}),
  );
}

/** An ARN of what the step is about, with that name. */
export function targetNamed(step: PathStep, name: string): string {
  const [pattern = '*'] = targetPatterns(step, catalog, { partition: 'aws', account: '111122223333' });
  return pattern
    .replace(/\*$/, name)
    .replace(':iam::*:', ':iam::111122223333:')
    .replace(':*:*:', ':eu-west-1:111122223333:')
    .replace(':*:', ':eu-west-1:');
}
