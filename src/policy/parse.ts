/**
 * Any JSON value to a Policy. Never throws: what does not fit the grammar becomes a GrammarProblem and stays out of the
 * model. Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { parseOperator } from './condition.ts';
import type {
  ActionPattern,
  Condition,
  ConditionElement,
  ConditionValue,
  Element,
  GrammarProblem,
  Policy,
  PolicyType,
  Principal,
  PrincipalElement,
  PrincipalGroup,
  ResourcePattern,
  Statement,
  Text,
} from './model.ts';
import { child, nameOf, rootPlace, type Place, type PolicySource } from './place.ts';

export interface ParseOptions {
  readonly type: PolicyType;
  readonly resourceType?: string | undefined;
  readonly source: PolicySource;
}

type Members = Readonly<Record<string, unknown>>;
/** A GrammarProblem before its statement is known. */
type Note = (problem: GrammarProblem) => void;

/** Members a policy may have. */
export const policyElements = ['Version', 'Id', 'Statement'];
/** Members a statement may have. */
export const statementElements = [
  'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition',
]; // prettier-ignore

/** Parses the value of a policy document; the result's places lead back through `options.source`. */
export function parsePolicy(raw: unknown, options: ParseOptions): Policy {
  const place = rootPlace(options.source);
  const problems: GrammarProblem[] = [];
  const statements: Statement[] = [];
  const policy = {
    place,
    source: options.source,
    type: options.type,
    ...(options.resourceType === undefined ? {} : { resourceType: options.resourceType }),
    raw,
    statements,
    statementsAreList: false,
    problems,
  };
  const note: Note = (problem) => void problems.push(problem);
  if (!isMembers(raw)) {
    note(mismatch(place, 'policy', raw, ['object']));
    return policy;
  }
  noteUnknown(raw, place, policyElements, 'policy', note);
  const version = readText(raw, 'Version', place, note);
  const id = readText(raw, 'Id', place, note);
  const whole: Policy = Object.assign(policy, version && { version }, id && { id });
  readStatements(raw, whole, statements, note);
  return whole;
}

function readStatements(raw: Members, policy: Policy, statements: Statement[], note: Note): void {
  const value = own(raw, 'Statement');
  if (value === undefined) {
    note({ kind: 'missing-statement', place: policy.place });
    return;
  }
  const place = child(policy.place, 'Statement');
  if (Array.isArray(value)) {
    (policy as { statementsAreList: boolean }).statementsAreList = true;
    value.forEach((item: unknown, index) => {
      readStatement(item, child(place, index), index, policy, statements, note);
    });
  } else readStatement(value, place, 0, policy, statements, note);
}

function readStatement(raw: unknown, place: Place, index: number, policy: Policy, out: Statement[], note: Note): void {
  if (!isMembers(raw)) {
    note(mismatch(place, policy.statementsAreList ? `Statement[${index}]` : 'Statement', raw, ['object']));
    return;
  }
  const own: GrammarProblem[] = [];
  const noteOwn: Note = (problem) => void own.push(problem);
  noteUnknown(raw, place, statementElements, 'statement', noteOwn);
  const statement = buildStatement(raw, place, index, policy, noteOwn);
  const damaged = own.length > 0;
  (statement as { isDamaged: boolean }).isDamaged = damaged;
  for (const problem of own) note({ ...problem, statement });
  out.push(statement);
}

function buildStatement(raw: Members, place: Place, index: number, policy: Policy, note: Note): Statement {
  const effect = readText(raw, 'Effect', place, note);
  const statement: { -readonly [K in keyof Statement]: Statement[K] } = {
    place,
    policy,
    index,
    isAllow: effect?.text === 'Allow' ? true : effect?.text === 'Deny' ? false : undefined,
    conditions: [],
    isDamaged: false,
  };
  const sid = readText(raw, 'Sid', place, note);
  if (sid) statement.sid = sid;
  if (effect) statement.effect = effect;
  const action = readElement(raw, 'Action', place, note, actionPattern);
  if (action) statement.action = action;
  const notAction = readElement(raw, 'NotAction', place, note, actionPattern);
  if (notAction) statement.notAction = notAction;
  const resource = readElement(raw, 'Resource', place, note, resourcePattern);
  if (resource) statement.resource = resource;
  const notResource = readElement(raw, 'NotResource', place, note, resourcePattern);
  if (notResource) statement.notResource = notResource;
  const principal = readPrincipals(raw, 'Principal', place, note);
  if (principal) statement.principal = principal;
  const notPrincipal = readPrincipals(raw, 'NotPrincipal', place, note);
  if (notPrincipal) statement.notPrincipal = notPrincipal;
  readConditions(raw, place, statement, note);
  return statement;
}

function actionPattern(text: string, place: Place, negated: boolean): ActionPattern {
  const colon = text.indexOf(':');
  return {
    text,
    place,
    negated,
    service: colon < 0 ? undefined : text.slice(0, colon).toLowerCase(),
    name: text.slice(colon + 1),
  };
}

function resourcePattern(text: string, place: Place, negated: boolean): ResourcePattern {
  return { text, place, negated };
}

/** A string, or a list of strings, under `name`. */
function readElement<T>(
  raw: Members,
  name: string,
  parent: Place,
  note: Note,
  make: (text: string, place: Place, negated: boolean) => T,
): Element<T> | undefined {
  const value = own(raw, name);
  if (value === undefined) return undefined;
  const place = child(parent, name);
  const negated = name.startsWith('Not');
  const values = readTexts(value, name, place, note, (text, at) => make(text, at, negated));
  return { name, place, namePlace: nameOf(parent, name), isList: Array.isArray(value), values };
}

function readTexts<T>(value: unknown, name: string, place: Place, note: Note, make: (t: string, p: Place) => T): T[] {
  if (typeof value === 'string') return [make(value, place)];
  if (!Array.isArray(value)) {
    note(mismatch(place, name, value, ['string', 'list of strings']));
    return [];
  }
  const values: T[] = [];
  value.forEach((item: unknown, index) => {
    if (typeof item === 'string') values.push(make(item, child(place, index)));
    else note(mismatch(child(place, index), `${name}[${index}]`, item, ['string']));
  });
  return values;
}

function readPrincipals(
  raw: Members,
  name: 'Principal' | 'NotPrincipal',
  parent: Place,
  note: Note,
): PrincipalElement | undefined {
  const value = own(raw, name);
  if (value === undefined) return undefined;
  const place = child(parent, name);
  const negated = name === 'NotPrincipal';
  const element = { name, place, namePlace: nameOf(parent, name), isStar: false, groups: [], values: [] };
  if (typeof value === 'string') {
    return { ...element, isStar: value === '*', values: [{ text: value, place, negated, kind: 'AWS' }] };
  }
  if (!isMembers(value)) {
    note({ kind: 'invalid-principal-format', place, element: name, found: typeName(value) });
    return element;
  }
  const groups: PrincipalGroup[] = [];
  for (const [kind, list] of Object.entries(value)) {
    const at = child(place, kind);
    const make = (text: string, where: Place): Principal => ({ text, place: where, negated, kind });
    const values = readTexts(list, `${name}.${kind}`, at, note, make);
    groups.push({ key: { text: kind, place: nameOf(place, kind) }, place: at, isList: Array.isArray(list), values });
  }
  return { ...element, groups, values: groups.flatMap((group) => group.values) };
}

function readConditions(
  raw: Members,
  parent: Place,
  statement: { -readonly [K in keyof Statement]: Statement[K] },
  note: Note,
): void {
  const value = own(raw, 'Condition');
  if (value === undefined) return;
  const place = child(parent, 'Condition');
  if (!isMembers(value)) {
    note(mismatch(place, 'Condition', value, ['object']));
    return;
  }
  const conditions: Condition[] = [];
  const operators: { operator: ReturnType<typeof readOperator>; place: Place; isEmpty: boolean }[] = [];
  for (const [name, block] of Object.entries(value)) {
    const at = child(place, name);
    const operator = readOperator(name, nameOf(place, name));
    if (!isMembers(block)) {
      note(mismatch(at, `Condition.${name}`, block, ['object']));
      continue;
    }
    const keys = Object.entries(block);
    operators.push({ operator, place: at, isEmpty: keys.length === 0 });
    for (const [key, values] of keys) conditions.push(readCondition(operator, key, values, at, note));
  }
  statement.conditions = conditions;
  statement.condition = { place, namePlace: nameOf(parent, 'Condition'), operators } satisfies ConditionElement;
}

function readOperator(text: string, place: Place) {
  const { qualifier, ifExists, base } = parseOperator(text);
  return { text, place, qualifier, ifExists, base };
}

function readCondition(
  operator: Condition['operator'],
  key: string,
  raw: unknown,
  block: Place,
  note: Note,
): Condition {
  const place = child(block, key);
  const values: ConditionValue[] = [];
  const take = (value: unknown, at: Place): void => {
    if (typeof value === 'string') values.push({ text: value, place: at, written: 'string' });
    else if (typeof value === 'number') values.push({ text: String(value), place: at, written: 'number' });
    else if (typeof value === 'boolean') values.push({ text: String(value), place: at, written: 'boolean' });
    else note({ kind: 'invalid-condition-data-type', place: at, key, found: typeName(value) });
  };
  if (Array.isArray(raw))
    raw.forEach((item: unknown, index) => { take(item, child(place, index)); }); // prettier-ignore
  else take(raw, place);
  return { operator, key: { text: key, place: nameOf(block, key) }, place, isList: Array.isArray(raw), values };
}

function readText(raw: Members, name: string, parent: Place, note: Note): Text | undefined {
  const value = own(raw, name);
  if (value === undefined) return undefined;
  const place = child(parent, name);
  if (typeof value === 'string') return { text: value, place };
  note(mismatch(place, name, value, ['string']));
  return undefined;
}

function noteUnknown(
  raw: Members,
  place: Place,
  allowed: readonly string[],
  parent: 'policy' | 'statement',
  note: Note,
): void {
  for (const element of Object.keys(raw)) {
    if (!allowed.includes(element))
      note({ kind: 'invalid-policy-element', place: nameOf(place, element), element, allowed, parent });
  }
}

function mismatch(place: Place, element: string, value: unknown, expected: readonly string[]): GrammarProblem {
  return { kind: 'data-type-mismatch', place, element, found: typeName(value), expected };
}

/** What a person calls a JSON value's type. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value;
}

function own(raw: Members, name: string): unknown {
  return Object.hasOwn(raw, name) ? raw[name] : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
