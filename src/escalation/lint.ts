/** What to say about the paths that the policies of one principal open, when the account around them is not known. */
import { administratorPolicy } from '../account/effective.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { writtenForm } from '../policy/known-forms.ts';
import type { Policy, Statement } from '../policy/model.ts';
import { locate, type PolicySource } from '../policy/place.ts';
import type { Problem, RuleContext, Visitor } from '../rule.ts';
import { demandedValues } from '../semantics/broad-grant.ts';
import { compilePolicy, type CompiledPolicy } from '../semantics/compile.ts';
import { reachOf } from '../semantics/grants.ts';
import { possiblePaths, type PathMatch, type RecogniseOptions } from './recognise.ts';
import { pathsInQuestion, withoutOthers } from './screen.ts';
import { decisiveGrant, groupPaths, type OpenPaths, type Outcome } from './variants.ts';
import { problemOf } from './wording.ts';

type Report = (problem: Problem<Outcome>) => void;

/** Judges the policies that one user, group or role has together, and each other identity policy by itself. */
export function lintVisitor({ catalog, report }: Pick<RuleContext<Outcome>, 'catalog' | 'report'>): Visitor {
  const judged = new Set<string>();
  const said = new Set<string>();
  return {
    holder(holder) {
      const { policies, boundary, kind, attached, file } = holder;
      for (const { source } of policies) judged.add(keyOf(source));
      const known = [...policies, ...attached.map(administratorPolicy).filter((one) => one !== undefined)];
      const options = { boundary, holder: kind === 'role' ? kind : ('user' as const) };
      reportPaths(known, catalog, report, options, (open) => {
        const { statement, outcome } = open;
        const { line, column, pointer } = locate(statement.place);
        const key = JSON.stringify([outcome, statement.policy.source.file, line, column, pointer]);
        // A policy that several have is reported for the first of them.
        if (statement.policy.source.file !== file || said.has(key)) return false;
        said.add(key);
        return true;
      });
    },
    policy(policy) {
      // Guesses for parts that only deployment knows would give each form its own paths.
      if (policy.type !== 'identity' || (judged.size > 0 && judged.has(keyOf(policy.source)))) return;
      const written = writtenForm(policy);
      reportPaths([written], catalog, report, { holder: holderOf(written) });
    },
  };
}

function keyOf({ file = '', pointer }: PolicySource): string {
  return JSON.stringify([file, pointer]);
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
  isWanted: (open: OpenPaths) => boolean = () => true,
): void {
  const paths = pathsInQuestion(policies);
  if (paths.length === 0) return;
  const limits = [policies, ...(options.boundary ? [[options.boundary]] : [])];
  if (limits.every((list) => isAdministrator(list, catalog))) return;
  const boundary: readonly CompiledPolicy[] | undefined = options.boundary && [compilePolicy(options.boundary)];
  const identity = policies.map((policy) => compilePolicy(withoutOthers(policy, paths)));
  const matches = possiblePaths({ identity, boundary }, catalog, { ...options, paths }).filter(isWorthSaying);
  for (const open of groupPaths(matches)) if (isWanted(open)) report(problemOf(open));
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
  const { path, scope } = match;
  // A family of roles made to be assumed (`role/cdk-*`): their trust policies say by whom.
  if (path.id === 'sts-001') return scope === 'every';
  if (scope !== 'named') return true;
  if (path.gains === 'passed-role') return !namesService(decisiveGrant(match)?.statement.source);
  return path.gains !== 'carried-role';
}

function namesService(statement: Statement | undefined): boolean {
  return statement !== undefined && demandedValues(statement, 'iam:passedtoservice').length > 0;
}
