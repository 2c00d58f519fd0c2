/** Which statement gives the access, and why the old policy did not. */
import {
  conditionsHold,
  matchesAction,
  matchesRequest,
  matchesResource,
  matchPrincipal,
  type CompiledPolicy,
  type CompiledStatement,
} from '../compile.ts';
import { holds } from '../condition.ts';
import { prepareRequest, type Prepared } from '../request.ts';
import type { Found } from './search.ts';

export interface Reason {
  readonly statementIndex: number;
  readonly statementId?: string;
  readonly description: string;
}

/** The reason for a FAIL. */
export function reasonFor(
  { grant, witness }: Found,
  compared: { readonly after: CompiledPolicy; readonly before?: CompiledPolicy },
): Reason {
  const request = prepareRequest(witness);
  const statement =
    compared.after.statements.find((one) => one.isAllow && applies(one, compared.after, request)) ?? grant.statement;
  const description = `${nameOf(statement)} allows ${witness.action} on ${witness.resource}${compared.before ? `; ${explainBefore(compared.before, request)}` : ''}`;
  return {
    statementIndex: statement.index,
    ...(statement.sid === undefined ? {} : { statementId: statement.sid }),
    description,
  };
}

function nameOf({ sid, index }: CompiledStatement): string {
  return `statement ${sid ?? index}`;
}

function applies(statement: CompiledStatement, policy: CompiledPolicy, request: Prepared): boolean {
  return (
    matchesRequest(statement, request) &&
    (!policy.hasPrincipals || matchPrincipal(statement, request, {}) !== undefined)
  );
}

function explainBefore(before: CompiledPolicy, request: Prepared): string {
  const denial = before.statements.find((one) => !one.isAllow && applies(one, before, request));
  if (denial !== undefined) return `the existing policy denies it in ${nameOf(denial)}`;
  const nearest = before.statements
    .filter(({ isAllow }) => isAllow)
    .map((statement) => ({ statement, differs: differences(statement, before, request) }))
    .sort((a, b) => a.differs.length - b.differs.length)[0];
  if (nearest === undefined) return 'the existing policy allows nothing';
  return `the nearest statement of the existing policy, ${nameOf(nearest.statement)}, differs in ${nearest.differs.join(' and ')}`;
}

function differences(statement: CompiledStatement, policy: CompiledPolicy, request: Prepared): string[] {
  const found: string[] = [];
  if (!matchesAction(statement, request.action)) found.push('the action');
  if (!matchesResource(statement, request)) found.push('the resource');
  if (policy.hasPrincipals && matchPrincipal(statement, request, {}) === undefined) found.push('the principal');
  if (conditionsHold(statement, request)) return found;
  const keys = statement.conditions
    .filter((condition) => !holds(condition, request))
    .map(({ source }) => source.key.text);
  return [...found, ...[...new Set(keys)].map((key) => `the condition on ${key}`)];
}
