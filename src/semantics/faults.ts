/**
 * What makes a document no policy, so that a decision on it would mean nothing, and what makes one behave otherwise than
 * its author will have meant.
 */
import { parseOperator } from '../policy/condition.ts';
import { parseCidr } from '../policy/ip.ts';
import type { Condition, GrammarProblem, Policy, PrincipalElement, Statement } from '../policy/model.ts';
import { pathOf, pointerOf, type Place } from '../policy/place.ts';
import { parseBinary, parseBool, parseDate, parseNumber } from '../policy/value.ts';

export interface Fault {
  /** RFC 6901, from the policy's root. */
  readonly pointer: string;
  readonly message: string;
}

/** In which role a document takes part: Principal belongs to some of them, and Resource may be missing in some. */
export type DocumentRole = 'identity' | 'boundary' | 'session' | 'scp' | 'rcp' | 'resource' | 'trust' | 'endpoint';

const withPrincipal: ReadonlySet<DocumentRole> = new Set(['rcp', 'resource', 'trust', 'endpoint']);

/** Why AWS would refuse the document, in document order as far as that goes; empty for a policy. */
export function findFaults(policy: Policy, role: DocumentRole): readonly Fault[] {
  const faults: Fault[] = policy.problems.map((problem) => fault(problem.place, describeProblem(problem)));
  const version = policy.version;
  if (version !== undefined && version.text !== '2012-10-17' && version.text !== '2008-10-17') {
    faults.push(fault(version.place, `Version ${JSON.stringify(version.text)} does not exist`));
  }
  for (const statement of policy.statements) findStatementFaults(statement, role, faults);
  return faults;
}

function findStatementFaults(statement: Statement, role: DocumentRole, faults: Fault[]): void {
  const { place } = statement;
  const add = (at: Place, message: string): void => void faults.push(fault(at, message));
  if (statement.effect === undefined) add(place, 'Effect is missing');
  else if (statement.isAllow === undefined) add(statement.effect.place, 'Effect must be Allow or Deny');
  if (statement.action !== undefined && statement.notAction !== undefined)
    add(place, 'Action and NotAction exclude each other');
  if (statement.action === undefined && statement.notAction === undefined) add(place, 'Action is missing');
  if (statement.resource !== undefined && statement.notResource !== undefined) {
    add(place, 'Resource and NotResource exclude each other');
  }
  const hasResource = statement.resource !== undefined || statement.notResource !== undefined;
  const hasPrincipal = statement.principal !== undefined || statement.notPrincipal !== undefined;
  if (statement.principal !== undefined && statement.notPrincipal !== undefined) {
    add(place, 'Principal and NotPrincipal exclude each other');
  }
  for (const element of [statement.principal, statement.notPrincipal])
    if (element !== undefined) findPrincipalFaults(element, add);
  if (withPrincipal.has(role)) return;
  if (!hasResource) add(place, 'Resource is missing');
  if (hasPrincipal) add(place, `Principal does not belong in a policy of this kind (${role})`);
}

const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

function findPrincipalFaults(element: PrincipalElement, add: (at: Place, message: string) => void): void {
  for (const { key } of element.groups) {
    if (!principalKinds.includes(key.text))
      add(key.place, `${key.text} is no kind of principal (${principalKinds.join(', ')})`);
  }
  const [only] = element.values;
  if (element.groups.length === 0 && !element.isStar && only !== undefined) {
    add(element.place, `${element.name} must be "*" or an object`);
  }
}

function fault(place: Place, message: string): Fault {
  return { pointer: pointerOf('', pathOf(place)), message };
}

function describeProblem(problem: GrammarProblem): string {
  switch (problem.kind) {
    case 'data-type-mismatch':
      return `${problem.element} must be ${problem.expected.join(' or ')}, not ${problem.found}`;
    case 'missing-statement':
      return 'Statement is missing';
    case 'invalid-policy-element':
      return `${problem.element} is no element of a ${problem.parent}`;
    case 'invalid-principal-format':
      return `${problem.element} must be "*" or an object, not ${problem.found}`;
    case 'invalid-condition-data-type':
      return `${problem.key} must be an object, not ${problem.found}`;
  }
}

/** Values and operators that can never match, by what AWS documents about them. */
export function findWarnings(policy: Policy): readonly Fault[] {
  return policy.statements.flatMap((statement) => statement.conditions.flatMap(warningsOf));
}

function warningsOf(condition: Condition): Fault[] {
  const { family, ifExists } = parseOperator(condition.operator.text);
  if (family === undefined || (family === 'null' && ifExists)) {
    return [fault(condition.place, `${condition.operator.text} is no condition operator: the statement never matches`)];
  }
  const faults: Fault[] = [];
  for (const value of condition.values) {
    const wanted = malformed(family, value.text);
    if (wanted !== undefined)
      faults.push(fault(value.place, `${JSON.stringify(value.text)} is no ${wanted}: it never matches`));
  }
  return faults;
}

function malformed(family: string, text: string): string | undefined {
  switch (family) {
    case 'numeric':
      return parseNumber(text) === undefined ? 'number' : undefined;
    case 'date':
      return parseDate(text) === undefined ? 'date' : undefined;
    case 'bool':
    case 'null':
      return parseBool(text) === undefined ? 'Boolean' : undefined;
    case 'ip':
      return parseCidr(text) === undefined ? 'IP address or range' : undefined;
    case 'binary':
      return parseBinary(text) === undefined ? 'base64 text' : undefined;
    default:
      return undefined;
  }
}
