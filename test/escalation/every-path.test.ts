import { describe, expect, it } from 'vitest';
import { reportPaths } from '../../src/escalation/lint.ts';
import { escalationPaths } from '../../src/escalation/paths.ts';
import { possiblePaths } from '../../src/escalation/recognise.ts';
import { compilePolicy } from '../../src/semantics/compile.ts';
import type { EscalationPath, PathStep } from '../../src/escalation/path.ts';
import { catalog, deny, passedTo, policyOf, statementsFor, targetNamed, type Json } from './minimal-policy.ts';

function recognised(statements: readonly Json[], boundary?: readonly Json[]): readonly string[] {
  const sets = {
    identity: [compilePolicy(policyOf(statements))],
    ...(boundary && { boundary: [compilePolicy(policyOf(boundary, 'boundary'))] }),
  };
  return possiblePaths(sets, catalog).map(({ path }) => path.id);
}

function reported(statements: readonly Json[]): { head: string; all: readonly string[] }[] {
  const found: { head: string; all: readonly string[] }[] = [];
  reportPaths([policyOf(statements)], catalog, ({ evidence }) => {
    found.push({ head: (evidence?.path as { id: string }).id, all: evidence?.paths as string[] });
  });
  return found;
}

const without = (path: EscalationPath, step: PathStep): Json[] =>
  statementsFor(path).filter((_, index) => path.steps[index] !== step);

describe.each(escalationPaths.map((path) => [path.id, path] as const))('%s', (id, path) => {
  it('is open to who may take every step, and is reported once', () => {
    expect(recognised(statementsFor(path))).toContain(id);
    expect(reported(statementsFor(path)).filter(({ all }) => all.includes(id))).toHaveLength(1);
  });

  it('is open when one statement with lists and patterns allows the steps', () => {
    const actions = path.steps.map(({ action }) => `${action.slice(0, -1).toUpperCase()}?`);
    expect(recognised([{ Effect: 'Allow', Action: actions, Resource: '*' }])).toContain(id);
  });

  it('is closed without any one of its steps', () => {
    for (const step of path.steps) expect(recognised(without(path, step)), step.action).not.toContain(id);
  });

  it('is closed when any one of its steps is denied, or is outside the boundary', () => {
    for (const step of path.steps) {
      expect(recognised([...statementsFor(path), deny(step.action)]), step.action).not.toContain(id);
      expect(recognised(statementsFor(path), without(path, step)), step.action).not.toContain(id);
    }
    expect(recognised(statementsFor(path), statementsFor(path))).toContain(id);
  });

  it('is closed when any one of its steps is allowed on something else only', () => {
    for (const step of path.steps) {
      const elsewhere = statementsFor(path, (one) =>
        one === step ? 'arn:aws:sqs:eu-west-1:111122223333:orders' : '*',
      );
      expect(recognised(elsewhere), step.action).not.toContain(id);
    }
  });

  it('is open on one resource of each kind', () => {
    expect(
      recognised(
        statementsFor(path, (step) => targetNamed(step, step.alsoOn ? '*' : 'one')).concat(
          path.steps
            .filter(({ alsoOn }) => alsoOn)
            .map(({ action }) => ({ Effect: 'Allow', Action: action, Resource: '*' })),
        ),
      ),
    ).toContain(id);
  });

  if (path.steps.some(({ sameAs }) => sameAs !== undefined)) {
    it('is closed when its steps hit different things', () => {
      for (const step of path.steps.filter(({ sameAs }) => sameAs !== undefined)) {
        const apart = statementsFor(path, (one) => targetNamed(one, one === step ? 'two' : 'one'));
        expect(recognised(apart), step.action).not.toContain(id);
      }
    });
  }

  if (path.gains === 'passed-role')
    it('is closed when roles can be passed to another service only', () => {
      const narrowed = statementsFor(path).map((statement) =>
        statement.Action === 'iam:PassRole' ? { ...statement, ...passedTo('monitoring.rds.amazonaws.com') } : statement,
      );
      expect(recognised(narrowed)).not.toContain(id);
      const denied = {
        ...deny('iam:PassRole'),
        Condition: { StringNotEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } },
      };
      expect(recognised([...statementsFor(path), denied])).not.toContain(id);
    });
});

/** Paths that say nothing beside another one that the same statement opens. */
const variants: Record<string, string> = {
  'bedrock-harness-new': 'bedrock-runtime-new',
  'ec2-associate-profile': 'ec2-001',
  'ecs-001': 'ecs-003',
  'ecs-002': 'ecs-004',
  'ecs-starttask-register': 'ecs-009',
  'iam-003': 'iam-002',
  'iam-014': 'iam-009',
  'iam-015': 'iam-008',
  'iam-016': 'iam-001',
  'iam-017': 'iam-005',
  'iam-018': 'iam-007',
  'iam-019': 'iam-009',
  'iam-020': 'iam-001',
  'iam-021': 'iam-005',
  'iam-createrole-attach': 'iam-009',
  'iam-createrole-put': 'iam-005',
  'iam-createuser-attach-key': 'iam-008',
  'iam-createuser-attach-login': 'iam-008',
  'iam-createuser-group-key': 'iam-013',
  'iam-createuser-group-login': 'iam-013',
  'iam-createuser-put-key': 'iam-007',
  'iam-createuser-put-login': 'iam-007',
  'iam-createversion-boundary': 'iam-001',
  'iam-setversion-boundary': 'iam-setdefaultversion',
  'iam-updatetrust-assume': 'iam-012',
  'lambda-004': 'lambda-003',
  'lambda-005': 'lambda-003',
  'lambda-newtable': 'lambda-002',
  'sso-001': 'sso-002',
};

it('names the path itself, or the one that it is a variant of', () => {
  for (const path of escalationPaths) {
    const [first] = reported(statementsFor(path)).filter(({ all }) => all.includes(path.id));
    expect(first?.head, path.id).toBe(variants[path.id] ?? path.id);
  }
});
