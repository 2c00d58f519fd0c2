/**
 * A second evaluator for tests: slow, straight from AWS's pages, sharing no code with the one in src. It reads raw
 * documents and answers for one document at a time. Single rules can be switched off, to show that cases notice.
 */
import type { Doc } from './build.ts';

export interface PlainRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Rules of evaluation that can be switched off. */
export const semanticRules = [
  'action-letter-case',
  'resource-letter-case',
  'resource-arn-parts',
  'deny-wins',
  'key-letter-case',
  'string-letter-case',
  'equals-without-wildcards',
  'condition-arn-parts',
  'if-exists',
  'negated-absent',
  'negated-several-values',
  'for-all-every',
  'for-all-absent',
  'for-any-some',
  'for-any-absent',
  'null-absent',
  'null-empty',
  'variable-version',
  'variable-escape',
  'variable-default',
  'variable-literal',
  'variable-single',
  'variable-absent-negated',
  'variable-absent-not-resource',
  'number-value',
  'date-instant',
  'bool-letter-case',
  'ip-family',
  'ip-prefix',
  'principal-account',
  'principal-session',
  'not-principal-chain',
  'not-principal-allow',
] as const;
export type SemanticRule = (typeof semanticRules)[number];

/** A request, and the rule that is switched off. */
interface Asked extends PlainRequest {
  readonly off?: SemanticRule | undefined;
}

type Values = readonly string[] | undefined;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

function lookUp(request: Asked, key: string): { values: Values; isSingle: boolean } {
  for (const [name, value] of Object.entries(request.context)) {
    if (request.off === 'key-letter-case' ? name !== key : name.toLowerCase() !== key.toLowerCase()) continue;
    return typeof value === 'string' ? { values: [value], isSingle: true } : { values: value, isSingle: false };
  }
  return { values: undefined, isSingle: false };
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Source of a regular expression; undefined when a variable has no value. */
function expression(
  pattern: string,
  request: Asked,
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
      if (['*', '?', '$'].includes(inner) && request.off !== 'variable-escape') {
        out += quote(inner);
        continue;
      }
      const [, key = inner, fallback] = /^([^,]*?)\s*,\s*'(.*)'$/.exec(inner) ?? [];
      const { values, isSingle } = lookUp(request, key);
      const other = request.off === 'variable-default' ? undefined : fallback;
      const several = request.off === 'variable-single' ? values?.[0] : undefined;
      const value = isSingle ? values![0] : (values ?? []).length === 0 ? other : several;
      if (value === undefined) return undefined;
      out += request.off === 'variable-literal' ? quote(value).replaceAll('\\*', '.*') : quote(value);
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

function resourceSource(pattern: string, request: Asked, variables: boolean): string | undefined {
  const parts = pattern.split(':');
  if (parts.length < 6 || request.off === 'resource-arn-parts')
    return expression(pattern, request, variables, true, '[^]');
  const head = parts.slice(0, 5).map((part) => expression(part, request, false, true, '[^:]')!);
  const tail = expression(parts.slice(5).join(':'), request, variables, true, '[^]');
  return tail === undefined ? undefined : `${head.join(':')}:${tail}`;
}

function matchesArn(pattern: string, value: string, request: Asked, variables: boolean): boolean {
  const parts = pattern.split(':');
  const values = value.split(':');
  if (request.off === 'condition-arn-parts') return fits(expression(pattern, request, variables, true, '[^]'), value);
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

function inBlock(block: string, value: string, off: SemanticRule | undefined): boolean {
  const [start = '', length] = block.split('/');
  const one = address(start)!.bits;
  const other = address(value)!.bits;
  if (off === 'ip-prefix') return one === other;
  if (off === 'ip-family')
    return other.slice(1).startsWith(one.slice(1, length === undefined ? undefined : 1 + Number(length)));
  return one[0] === other[0] && other.startsWith(one.slice(0, length === undefined ? undefined : 1 + Number(length)));
}

/** Milliseconds; a number longer than a year counts seconds. */
function instant(text: string): number {
  return /^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function compare(base: string, wanted: string, value: string, request: Asked, variables: boolean): boolean {
  const order = (one: number | string, other: number | string): boolean => {
    if (Number.isNaN(one) || Number.isNaN(other)) return false;
    if (base.endsWith('LessThan')) return one < other;
    if (base.endsWith('LessThanEquals')) return one <= other;
    if (base.endsWith('GreaterThan')) return one > other;
    if (base.endsWith('GreaterThanEquals')) return one >= other;
    return one === other;
  };
  const isText =
    (base.startsWith('Numeric') && request.off === 'number-value') ||
    (base.startsWith('Date') && request.off === 'date-instant');
  if (isText) return order(value, wanted);
  if (base.startsWith('Numeric')) return order(value === '' ? NaN : Number(value), Number(wanted));
  if (base.startsWith('Date')) return order(instant(value), instant(wanted));
  switch (base) {
    case 'StringEquals':
      return fits(
        expression(wanted, request, variables, request.off === 'equals-without-wildcards', '[^]'),
        value,
        request.off === 'string-letter-case' ? 'i' : '',
      );
    case 'StringEqualsIgnoreCase':
      return fits(expression(wanted, request, variables, false, ''), value, 'i');
    case 'StringLike':
      return fits(expression(wanted, request, variables, true, '[^]'), value);
    case 'ArnLike':
    case 'ArnEquals':
      return matchesArn(wanted, value, request, variables);
    case 'Bool':
      return request.off === 'bool-letter-case' ? wanted === value : wanted.toLowerCase() === value.toLowerCase();
    case 'BinaryEquals':
      return base64(value) !== undefined && base64(value) === base64(wanted);
    case 'IpAddress':
      return inBlock(wanted, value, request.off);
    default:
      throw new Error(`unknown operator ${base}`);
  }
}

function unresolved(wanted: readonly string[], request: Asked, variables: boolean): boolean {
  return wanted.some((text) => expression(text, request, variables, true, '.') === undefined);
}

function conditionHolds(
  operator: string,
  key: string,
  wanted: readonly string[],
  request: Asked,
  variables: boolean,
): boolean {
  const [, qualifier, bare = '', suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator)!;
  const { off } = request;
  const { values } = lookUp(request, key);
  const isAbsent = values === undefined || (values.length === 0 && !(bare === 'Null' && off === 'null-empty'));
  if (bare === 'Null' && off === 'null-absent') return wanted.some((text) => (text === 'true') !== isAbsent);
  if (bare === 'Null') return wanted.some((text) => (text === 'true') === isAbsent);
  const isNegated = bare.includes('Not');
  const base = bare.replace('Not', '');
  if (isNegated && off !== 'variable-absent-negated' && unresolved(wanted, request, variables)) return false;
  if (isAbsent) {
    if (suffix !== undefined && off !== 'if-exists') return true;
    if (qualifier === 'ForAllValues') return off !== 'for-all-absent';
    if (qualifier === 'ForAnyValue') return off === 'for-any-absent';
    return isNegated && off !== 'negated-absent';
  }
  const listed = (value: string): boolean => wanted.some((text) => compare(base, text, value, request, variables));
  const some = (): boolean => values.some((value) => listed(value) !== isNegated);
  const every = (): boolean => values.every((value) => listed(value) !== isNegated);
  if (qualifier === 'ForAllValues') return off === 'for-all-every' ? some() : every();
  if (qualifier === 'ForAnyValue') return off === 'for-any-some' ? every() : some();
  if (isNegated && off === 'negated-several-values') return some();
  return isNegated ? !values.some(listed) : values.some(listed);
}

function statementMatches(statement: Doc, request: Asked, variables: boolean): boolean {
  const matchesAction = (pattern: string): boolean =>
    fits(
      expression(pattern, request, false, true, '[^]'),
      request.action,
      request.off === 'action-letter-case' ? '' : 'i',
    );
  if ('Action' in statement && !list(statement.Action).some(matchesAction)) return false;
  if ('NotAction' in statement && list(statement.NotAction).some(matchesAction)) return false;
  const matchesOne = (pattern: string): boolean =>
    fits(
      resourceSource(pattern, request, variables),
      request.resource,
      request.off === 'resource-letter-case' ? 'i' : '',
    );
  if ('Resource' in statement && !list(statement.Resource).some(matchesOne)) return false;
  if ('NotResource' in statement) {
    const patterns = list(statement.NotResource);
    const hasUnresolved = patterns.some((pattern) => resourceSource(pattern, request, variables) === undefined);
    if (hasUnresolved && request.off !== 'variable-absent-not-resource') return false;
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

/** No principal of an account: anonymous, services, identity providers. */
function isOutsider(principal: string): boolean {
  return !/^(\d{12}$|arn:[^:]*:(iam|sts)::\d+:(?!saml-provider|oidc-provider))/.test(principal);
}

function names(entry: string, principal: string, off: SemanticRule | undefined): boolean {
  if (entry === '*' || entry === principal) return true;
  if (isOutsider(principal)) return false;
  if (/^\d{12}$/.test(entry) || entry.endsWith(':root'))
    return off !== 'principal-account' && accountOf(entry) === accountOf(principal);
  const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(principal);
  // A session's ARN does not tell the path of its role.
  const role = /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(entry);
  return off !== 'principal-session' && session !== null && role?.[1] === session[1] && role?.[2] === session[2];
}

function principalMatches(statement: Doc, { principal, off }: Asked): boolean {
  const named = (element: unknown): string[] =>
    element === '*' ? ['*'] : Object.values(element as Record<string, unknown>).flatMap((value) => list(value));
  if ('Principal' in statement) return named(statement.Principal).some((entry) => names(entry, principal, off));
  if (!('NotPrincipal' in statement)) return false;
  const listed = named(statement.NotPrincipal).filter((entry) => names(entry, principal, off));
  if (statement.Effect === 'Allow' || off === 'not-principal-chain')
    return (listed.length === 0) !== (off === 'not-principal-allow');
  // Deny: the caller, its role and its account have to be listed.
  const isAccount = (entry: string): boolean => /^\d{12}$/.test(entry) || entry.endsWith(':root');
  if (listed.includes('*')) return false;
  if (isOutsider(principal)) return listed.length === 0;
  const hasAccount = listed.some(isAccount);
  if (/^\d{12}$/.test(principal) || principal.endsWith(':root')) return !hasAccount;
  if (!principal.includes(':assumed-role/')) return !(hasAccount && listed.includes(principal));
  return !(hasAccount && listed.includes(principal) && listed.some((entry) => entry.includes(':role/')));
}

/** Whether the document by itself allows the request. */
export function allowsLiterally(
  document: Doc,
  request: PlainRequest,
  hasPrincipals: boolean,
  off?: SemanticRule,
): boolean {
  const asked: Asked = { ...request, off };
  const variables = document.Version === '2012-10-17' || off === 'variable-version';
  const matching = (document.Statement as Doc[]).filter(
    (statement) =>
      statementMatches(statement, asked, variables) && (!hasPrincipals || principalMatches(statement, asked)),
  );
  return (
    matching.some(({ Effect }) => Effect === 'Allow') &&
    (off === 'deny-wins' || !matching.some(({ Effect }) => Effect === 'Deny'))
  );
}
