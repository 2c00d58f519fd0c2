/**
 * A second evaluator for tests: slow, straight from AWS's pages, sharing no code with the one in src. It reads raw
 * documents and answers for one document at a time; `decideLiterally` puts several together.
 */
import type { Doc } from './build.ts';

export interface PlainRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

type Values = readonly string[] | undefined;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

function lookUp(request: PlainRequest, key: string): { values: Values; isSingle: boolean } {
  for (const [name, value] of Object.entries(request.context)) {
    if (name.toLowerCase() !== key.toLowerCase()) continue;
    return typeof value === 'string' ? { values: [value], isSingle: true } : { values: value, isSingle: false };
  }
  return { values: undefined, isSingle: false };
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Source of a regular expression; undefined when a variable has no value. */
function expression(
  pattern: string,
  request: PlainRequest,
  variables: boolean,
  wildcards: boolean,
  any: string,
): string | undefined {
  let out = '';
  let rest = pattern;
  while (rest !== '') {
    const variable = variables ? /^\$\{([^}]+)\}/.exec(rest) : null;
    if (variable !== null) {
      const inner = variable[1]!;
      rest = rest.slice(variable[0].length);
      if (['*', '?', '$'].includes(inner)) {
        out += quote(inner);
        continue;
      }
      const [, key = inner, fallback] = /^([^,]*?)\s*,\s*'(.*)'$/.exec(inner) ?? [];
      const { values, isSingle } = lookUp(request, key);
      const value = isSingle ? values![0] : (values ?? []).length === 0 ? fallback : undefined;
      if (value === undefined) return undefined;
      out += quote(value);
      continue;
    }
    const char = rest[0]!;
    rest = rest.slice(1);
    if (wildcards && char === '*') out += `${any}*`;
    else if (wildcards && char === '?') out += any;
    else out += quote(char);
  }
  return out;
}

function fits(source: string | undefined, text: string, flags = ''): boolean {
  return source !== undefined && new RegExp(`^(?:${source})$`, `s${flags}`).test(text);
}

function resourceSource(pattern: string, request: PlainRequest, variables: boolean): string | undefined {
  const parts = pattern.split(':');
  if (parts.length < 6) return expression(pattern, request, variables, true, '[^]');
  const head = parts.slice(0, 5).map((part) => expression(part, request, false, true, '[^:]')!);
  const tail = expression(parts.slice(5).join(':'), request, variables, true, '[^]');
  return tail === undefined ? undefined : `${head.join(':')}:${tail}`;
}

function matchesArn(pattern: string, value: string, request: PlainRequest, variables: boolean): boolean {
  const parts = pattern.split(':');
  const values = value.split(':');
  if (parts.length < 6 || values.length < 6 || values[0] !== 'arn') return false;
  const fold = (list: string[]): string[] => [...list.slice(0, 5), list.slice(5).join(':')];
  const own = fold(values);
  return fold(parts).every((part, at) => fits(expression(part, request, variables, true, '[^]'), own[at]!));
}

function base64(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0
    ? Buffer.from(text, 'base64').toString('hex')
    : undefined;
}

function address(text: string): { bits: string } | undefined {
  if (text.includes('.'))
    return {
      bits: `4${text
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join('')}`,
    };
  const [head = '', tail] = text.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const all = [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back];
  return { bits: `6${all.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('')}` };
}

function inBlock(block: string, value: string): boolean {
  const [start = '', length] = block.split('/');
  const one = address(start)!.bits;
  const other = address(value)!.bits;
  return one[0] === other[0] && other.startsWith(one.slice(0, length === undefined ? undefined : 1 + Number(length)));
}

function compare(base: string, wanted: string, value: string, request: PlainRequest, variables: boolean): boolean {
  const order = (one: number, other: number): boolean => {
    if (Number.isNaN(one) || Number.isNaN(other)) return false;
    if (base.endsWith('LessThan')) return one < other;
    if (base.endsWith('LessThanEquals')) return one <= other;
    if (base.endsWith('GreaterThan')) return one > other;
    if (base.endsWith('GreaterThanEquals')) return one >= other;
    return one === other;
  };
  if (base.startsWith('Numeric')) return order(value === '' ? NaN : Number(value), Number(wanted));
  if (base.startsWith('Date')) return order(Date.parse(value), Date.parse(wanted));
  switch (base) {
    case 'StringEquals':
      return fits(expression(wanted, request, variables, false, ''), value);
    case 'StringEqualsIgnoreCase':
      return fits(expression(wanted, request, variables, false, ''), value, 'i');
    case 'StringLike':
      return fits(expression(wanted, request, variables, true, '[^]'), value);
    case 'ArnLike':
    case 'ArnEquals':
      return matchesArn(wanted, value, request, variables);
    case 'Bool':
      return wanted.toLowerCase() === value.toLowerCase();
    case 'BinaryEquals':
      return base64(value) !== undefined && base64(value) === base64(wanted);
    case 'IpAddress':
      return inBlock(wanted, value);
    default:
      throw new Error(`unknown operator ${base}`);
  }
}

function unresolved(wanted: readonly string[], request: PlainRequest, variables: boolean): boolean {
  return wanted.some((text) => expression(text, request, variables, true, '.') === undefined);
}

function conditionHolds(
  operator: string,
  key: string,
  wanted: readonly string[],
  request: PlainRequest,
  variables: boolean,
): boolean {
  const [, qualifier, bare = '', suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator)!;
  const { values } = lookUp(request, key);
  const isAbsent = values === undefined || values.length === 0;
  if (bare === 'Null') return wanted.some((text) => (text === 'true') === isAbsent);
  const isNegated = bare.includes('Not');
  const base = bare.replace('Not', '');
  if (isNegated && unresolved(wanted, request, variables)) return false;
  if (isAbsent) return suffix !== undefined || qualifier === 'ForAllValues' || (isNegated && qualifier === undefined);
  const listed = (value: string): boolean => wanted.some((text) => compare(base, text, value, request, variables));
  if (qualifier === 'ForAllValues') return values.every((value) => listed(value) !== isNegated);
  if (qualifier === 'ForAnyValue') return values.some((value) => listed(value) !== isNegated);
  return isNegated ? !values.some(listed) : values.some(listed);
}

function statementMatches(statement: Doc, request: PlainRequest, variables: boolean): boolean {
  const matchesAction = (pattern: string): boolean =>
    fits(expression(pattern, request, false, true, '[^]'), request.action, 'i');
  if ('Action' in statement && !list(statement.Action).some(matchesAction)) return false;
  if ('NotAction' in statement && list(statement.NotAction).some(matchesAction)) return false;
  const matchesOne = (pattern: string): boolean => fits(resourceSource(pattern, request, variables), request.resource);
  if ('Resource' in statement && !list(statement.Resource).some(matchesOne)) return false;
  if ('NotResource' in statement) {
    const patterns = list(statement.NotResource);
    if (patterns.some((pattern) => resourceSource(pattern, request, variables) === undefined)) return false;
    if (patterns.some(matchesOne)) return false;
  }
  const conditions = Object.entries((statement.Condition ?? {}) as Record<string, Record<string, unknown>>);
  return conditions.every(([operator, block]) =>
    Object.entries(block).every(([key, wanted]) => conditionHolds(operator, key, list(wanted), request, variables)),
  );
}

function accountOf(principal: string): string {
  return /^\d{12}$/.test(principal) ? principal : (principal.split(':')[4] ?? '');
}

function names(entry: string, principal: string): boolean {
  if (entry === '*' || entry === principal) return true;
  if (principal === '*' || principal.endsWith('.amazonaws.com')) return false;
  if (/^\d{12}$/.test(entry) || entry.endsWith(':root')) return accountOf(entry) === accountOf(principal);
  const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(principal);
  return session !== null && entry === `arn:aws:iam::${session[1]}:role/${session[2]}`;
}

function principalMatches(statement: Doc, principal: string): boolean {
  const named = (element: unknown): string[] =>
    element === '*' ? ['*'] : Object.values(element as Record<string, unknown>).flatMap((value) => list(value));
  if ('Principal' in statement) return named(statement.Principal).some((entry) => names(entry, principal));
  if (!('NotPrincipal' in statement)) return false;
  const listed = named(statement.NotPrincipal).filter((entry) => names(entry, principal));
  if (statement.Effect === 'Allow') return listed.length === 0;
  // Deny: the caller, its role and its account have to be listed.
  const isAccount = (entry: string): boolean => /^\d{12}$/.test(entry) || entry.endsWith(':root');
  if (listed.includes('*')) return false;
  if (principal === '*' || principal.endsWith('.amazonaws.com')) return listed.length === 0;
  const hasAccount = listed.some(isAccount);
  if (/^\d{12}$/.test(principal) || principal.endsWith(':root')) return !hasAccount;
  if (!principal.includes(':assumed-role/')) return !(hasAccount && listed.includes(principal));
  return !(hasAccount && listed.includes(principal) && listed.some((entry) => entry.includes(':role/')));
}

/** Whether the document by itself allows the request. */
export function allowsLiterally(document: Doc, request: PlainRequest, hasPrincipals: boolean): boolean {
  const variables = document.Version === '2012-10-17';
  const matching = (document.Statement as Doc[]).filter(
    (statement) =>
      statementMatches(statement, request, variables) &&
      (!hasPrincipals || principalMatches(statement, request.principal)),
  );
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}
