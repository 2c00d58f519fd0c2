/** What to say about the paths that the policies of one principal open, when the account around them is not known. */
import type { Catalog } from '../catalog/catalog.ts';
import { writtenForm } from '../policy/known-forms.ts';
import type { Policy, Statement } from '../policy/model.ts';
import type { Problem, RuleContext, Visitor } from '../rule.ts';
import { demandedValues } from '../semantics/broad-grant.ts';
import { compilePolicy, type CompiledPolicy } from '../semantics/compile.ts';
import { reachOf } from '../semantics/grants.ts';
import { possiblePaths, type PathMatch, type RecogniseOptions } from './recognise.ts';
import { pathsInQuestion, withoutOthers } from './screen.ts';
import { decisiveGrant, groupPaths, type Outcome } from './variants.ts';
import { problemOf } from './wording.ts';

type Report = (problem: Problem<Outcome>) => void;

/** Judges each identity policy by itself. */
export function lintVisitor({ catalog, report }: Pick<RuleContext<Outcome>, 'catalog' | 'report'>): Visitor {
  return {
    policy(policy) {
      // Guesses for parts that only deployment knows would give each form its own paths.
      const written = writtenForm(policy);
      if (policy.type === 'identity') reportPaths([written], catalog, report, { holder: holderOf(written) });
    },
  };
}

/**
 * Reports the paths that the policies of one principal open together, within its boundary. An administrator is left
 * to the rules on administrators: there is nothing left to gain.
 */
export function reportPaths(
  policies: readonly Policy[],
  catalog: Catalog,
  report: Report,
  options: RecogniseOptions & { readonly boundary?: Policy | undefined } = {},
): void {
  const paths = pathsInQuestion(policies);
  if (paths.length === 0) return;
  const limits = [policies, ...(options.boundary ? [[options.boundary]] : [])];
  if (limits.every((list) => isAdministrator(list, catalog))) return;
  const boundary: readonly CompiledPolicy[] | undefined = options.boundary && [compilePolicy(options.boundary)];
  const identity = policies.map((policy) => compilePolicy(withoutOthers(policy, paths)));
  const matches = possiblePaths({ identity, boundary }, catalog, options).filter(isWorthSaying);
  for (const open of groupPaths(matches)) report(problemOf(open));
}

function isAdministrator(policies: readonly Policy[], catalog: Catalog): boolean {
  const statements = policies.flatMap((policy) => policy.statements);
  return reachOf(statements, catalog).level !== 'less';
}

/** What the policy's owner is, when a template or an account says so. */
function holderOf({ source }: Policy): 'user' | 'role' | undefined {
  switch (source.resource?.type) {
    case 'AWS::IAM::Role':
    case 'AWS::SSO::PermissionSet':
      return 'role';
    case 'AWS::IAM::User':
    case 'AWS::IAM::Group':
      return 'user';
    default:
      return undefined;
  }
}

/**
 * Working on a resource, or handing out and assuming a role, that the policy names is what such policies are written
 * for; whether more comes of it only the account can tell.
 */
function isWorthSaying(match: PathMatch): boolean {
  if (match.scope !== 'named') return true;
  const { path } = match;
  if (path.gains === 'passed-role') return !namesService(decisiveGrant(match)?.statement.source);
  return path.gains !== 'carried-role' && path.id !== 'sts-001';
}

function namesService(statement: Statement | undefined): boolean {
  return statement !== undefined && demandedValues(statement, 'iam:passedtoservice').length > 0;
}
