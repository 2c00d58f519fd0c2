/**
 * Pairs of policies that read every family of operators, and requests made of their own constants: what lies in a
 * pattern, just beside it, and what lacks. Seeded, so that a failure can be shown again.
 */
import type { Doc } from './build.ts';
import type { PlainRequest } from './literal-evaluator.ts';

/** A source of choices. */
export interface Dice {
  readonly below: (count: number) => number;
  readonly chance: (part: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly some: <T>(list: readonly T[], max: number) => T[];
}

export function newDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const some = <T>(list: readonly T[], max: number): T[] => [
    ...new Set(Array.from({ length: 1 + below(max) }, () => pick(list))),
  ];
  return { below, chance: (part) => next() < part, pick, some };
}

const actions = ['*', 's3:*', 's3:Get*', 's3:GetObject', 'S3:getobject', 's3:Put*', 's3:?etObject', '*:Get*', 's3:*Object', 's*:*']; // prettier-ignore
const resources = [
  '*', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b', 'arn:aws:s3:::b*', 'arn:aws:s3:::b/x*', 'arn:aws:s3:::b/*x', 'arn:aws:s3:::*/x',
  'arn:aws:s3:::b/${s}/*', 'arn:aws:s3:::b/${s}', "arn:aws:s3:::b/${s, 'x'}*", 'arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/?',
  'arn:aws:s3:*:*:b', 'arn:*:s3:::b/*', 'arn:aws:sqs:*:111122223333:q*', 'arn:aws:s3:::b/${*}', 'arn:aws:s3*',
]; // prettier-ignore

const operatorFamilies: Readonly<Record<string, { operators: readonly string[]; values: readonly string[] }>> = {
  string: {
    operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    values: ['x', 'X', 'xy', 'x*', '*', '*y', '?', 'y', '', '${*}', 'X*'],
  },
  numeric: {
    operators: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'],
    values: ['1', '2', '2.5', '-1', '1e1'],
  },
  date: {
    operators: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
    values: ['2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z', '2025-06-01', '1717200000'],
  },
  bool: { operators: ['Bool'], values: ['true', 'false'] },
  ip: { operators: ['IpAddress', 'NotIpAddress'], values: ['10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '0.0.0.0/0', '::/0', '2001:db8::/32', '10.0.0.1'] },
  arn: {
    operators: ['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'],
    values: ['arn:aws:sns:*:*:t', 'arn:aws:sns:eu:111122223333:*', 'arn:*:sns:eu:*:t*', 'arn:aws:sns:eu:1*:t', 'arn:aws:iam::111122223333:role/*', 'arn:aws:iam::111122223333:role/r', 'arn:aws:iam::111122223333:user/u'],
  },
  binary: { operators: ['BinaryEquals'], values: ['QQ==', 'Qg==', ''] },
}; // prettier-ignore

/** Which families read a key; some keys are read by several. */
const keys: Readonly<Record<string, readonly string[]>> = {
  s: ['string'],
  t: ['string'],
  'aws:TagKeys': ['string'],
  list: ['string'],
  n: ['numeric'],
  mixed: ['string', 'numeric'],
  d: ['date'],
  b: ['bool'],
  flag: ['bool', 'string'],
  'aws:SourceIp': ['ip'],
  a: ['arn', 'string'],
  y: ['binary'],
  numbers: ['numeric'],
  places: ['ip'],
  'aws:PrincipalArn': ['arn'],
  'aws:PrincipalAccount': ['account'],
  'aws:username': ['string'],
  'aws:PrincipalType': ['type'],
  'aws:SourceVpc': ['string'],
  'aws:PrincipalOrgID': ['string'],
};
const special: typeof operatorFamilies = {
  account: { operators: ['StringEquals', 'StringNotEquals', 'StringLike'], values: ['111122223333', '444455556666', '1*'] },
  type: { operators: ['StringEquals', 'StringNotEquals'], values: ['User', 'AssumedRole', 'Account'] },
}; // prettier-ignore
const multi = new Set(['aws:TagKeys', 'list', 'numbers', 'places']);
const own = new Set(['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:username', 'aws:PrincipalType']);

function condition(dice: Dice, names: readonly string[]): [string, string, string[]] {
  const key = dice.pick(names);
  if (dice.chance(0.12)) return ['Null', key, [dice.pick(['true', 'false'])]];
  const family = dice.pick(keys[key]!);
  const { operators, values } = operatorFamilies[family] ?? special[family]!;
  const quantifier =
    multi.has(key) && dice.chance(0.75) ? dice.pick(['ForAllValues:', 'ForAnyValue:', 'ForAllValues:']) : '';
  const operator = `${quantifier}${dice.pick(operators)}${dice.chance(0.25) ? 'IfExists' : ''}`;
  const variable = family === 'string' && key !== 's' && dice.chance(0.2);
  const list = variable
    ? [dice.pick(['${s}', "${s, 'x'}", 'x${s}', '${aws:username}', '${s}*'])]
    : dice.some(values, 3);
  return [operator, dice.chance(0.2) ? key.toLowerCase() : key, list];
}

const principals = [
  '111122223333', '444455556666', 'arn:aws:iam::111122223333:user/u', 'arn:aws:iam::111122223333:role/r', 'arn:aws:iam::111122223333:role/p/r',
  'arn:aws:sts::111122223333:assumed-role/r/s', 'arn:aws:iam::444455556666:user/u',
]; // prettier-ignore

function principal(dice: Dice): Doc {
  const which = dice.below(8);
  const name = dice.chance(0.12) ? 'NotPrincipal' : 'Principal';
  if (which < 3) return { Principal: dice.pick<unknown>(['*', { AWS: '*' }]) };
  if (which === 3) return { [name]: { Service: 'sns.amazonaws.com' } };
  if (which === 4) return { [name]: { Federated: 'accounts.google.com' } };
  return { [name]: { AWS: dice.some(principals, 3) } };
}

function statement(dice: Dice, withPrincipals: boolean, names: readonly string[]): Doc {
  const blocks: Record<string, Record<string, string[]>> = {};
  for (let count = dice.pick([0, 1, 1, 2, 2, 3]); count > 0; count--) {
    const [operator, key, values] = condition(dice, names);
    (blocks[operator] ??= {})[key] = values;
  }
  return {
    Effect: dice.chance(0.65) ? 'Allow' : 'Deny',
    ...(withPrincipals && principal(dice)),
    [dice.chance(0.15) ? 'NotAction' : 'Action']: dice.some(actions, 2),
    [dice.chance(0.15) ? 'NotResource' : 'Resource']: dice.some(resources, 2),
    ...(Object.keys(blocks).length > 0 && { Condition: blocks }),
  };
}

export function makePolicy(dice: Dice, withPrincipals: boolean, names: readonly string[]): Doc {
  const count = 1 + dice.below(4);
  const Statement = Array.from({ length: count }, () => statement(dice, withPrincipals, names));
  return { Version: dice.chance(0.9) ? '2012-10-17' : '2008-10-17', Statement };
}

/** A few keys for both policies, so that their conditions meet. */
export function chooseKeys(dice: Dice): readonly string[] {
  return dice.some(Object.keys(keys), 4);
}

/** A policy close to another: statements dropped, doubled, widened or narrowed. */
export function changePolicy(dice: Dice, policy: Doc, withPrincipals: boolean, names: readonly string[]): Doc {
  const before = policy.Statement as Doc[];
  const after = before.flatMap((one): Doc[] => {
    const how = dice.below(8);
    if (how === 0) return [];
    if (how === 1) return [one, statement(dice, withPrincipals, names)];
    if (how === 2 && 'Action' in one) return [{ ...one, Action: dice.some(actions, 2) }];
    if (how === 3 && 'Resource' in one) return [{ ...one, Resource: dice.some(resources, 2) }];
    if (how === 4) {
      const [operator, key, values] = condition(dice, names);
      const blocks = one.Condition as Record<string, Doc> | undefined;
      return [{ ...one, Condition: { ...blocks, [operator]: { ...blocks?.[operator], [key]: values } } }];
    }
    if (how === 5) return [{ ...one, Condition: undefined }];
    return [one];
  });
  const Statement = after.length > 0 ? after : before.slice(0, 1);
  return JSON.parse(JSON.stringify({ ...policy, Statement })) as Doc;
}

const callers = [
  '*', 'sns.amazonaws.com', 'sqs.amazonaws.com', 'accounts.google.com', 'graph.facebook.com', '111122223333', '777788889999',
  'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/u', 'arn:aws:iam::111122223333:user/v', 'arn:aws:iam::111122223333:role/r',
  'arn:aws:sts::111122223333:assumed-role/r/s', 'arn:aws:sts::111122223333:assumed-role/r/t', 'arn:aws:sts::111122223333:assumed-role/q/s',
  'arn:aws:sts::111122223333:federated-user/f', 'arn:aws:iam::444455556666:user/u', 'arn:aws:sts::444455556666:assumed-role/r/s',
  'arn:aws:iam::777788889999:user/u', 'arn:aws:sts::777788889999:assumed-role/r/s', 'arn:aws-cn:iam::777788889999:user/u', 'arn:aws:iam::111122223333:saml-provider/p',
]; // prettier-ignore

const identities = callers.filter((text) => /^(\d{12}|arn:[^:]*:(iam|sts)::\d{12}:(?!saml).*)$/.test(text));

/** Callers that no policy of this world names by account. */
export const strangers = [
  '*', 'arn:aws:iam::777788889999:user/u', 'arn:aws:sts::777788889999:assumed-role/r/s', '777788889999', 'arn:aws-cn:iam::777788889999:user/u',
]; // prettier-ignore

/** Keys that a stranger has with values of its own only. */
export const trustedKeys: ReadonlySet<string> = new Set(['aws:SourceIp', 'aws:SourceVpc', 'aws:PrincipalOrgID']);

/** What keys about the caller say for it. */
function keysOf(caller: string, dice: Dice): Record<string, string> {
  const account = /^\d{12}$/.test(caller) ? caller : /^arn:[^:]*:(?:iam|sts)::(\d{12}):(?!saml)/.exec(caller)?.[1];
  if (account === undefined) return caller === '*' ? { 'aws:PrincipalType': 'Anonymous' } : {};
  const [, kind = 'root', name = ''] = /:(user|role|assumed-role|federated-user)\/(.*)$/.exec(caller) ?? [];
  const role = `arn:aws:iam::${account}:role/${dice.chance(0.3) ? 'p/' : ''}${name.split('/')[0]!}`;
  const arn = kind === 'assumed-role' ? role : kind === 'root' ? `arn:aws:iam::${account}:root` : caller;
  const type = { user: 'User', role: 'AssumedRole', 'assumed-role': 'AssumedRole', 'federated-user': 'FederatedUser' }[
    kind
  ];
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': type ?? 'Account',
    ...(kind === 'user' && { 'aws:username': name }),
  };
}

function instances(pattern: string, dice: Dice): string {
  return pattern
    .replace(/\$\{([*?$])\}/g, '$1')
    .replace(/\$\{[^}]*\}/g, () => dice.pick(['x', 'u', 'y', '', 'xy']))
    .replace(/\*/g, () => dice.pick(['', 'x', 'y', 'xy', '/x', 'Get', 'Object']))
    .replace(/\?/g, () => dice.pick(['x', 'G', 'y']));
}

/** Keys that a string operator reads: elsewhere a Boolean is a Boolean, a number a number. */
export function textKeys(...policies: readonly Doc[]): ReadonlySet<string> {
  const statements = policies.flatMap((policy) => policy.Statement as Doc[]);
  const blocks = statements.flatMap((one) => Object.entries((one.Condition ?? {}) as Record<string, Doc>));
  const read = blocks.filter(([operator]) => operator.includes('String')).flatMap(([, block]) => Object.keys(block));
  return new Set(read.map((key) => key.toLowerCase()));
}

function valueFor(dice: Dice, key: string, texts: ReadonlySet<string>): string {
  const families = keys[key]!.filter((family) => family !== 'string' || texts.has(key.toLowerCase()));
  switch (dice.pick(families.length > 0 ? families : keys[key]!)) {
    case 'numeric':
      return dice.pick(['0', '1', '1.5', '2', '2.25', '2.5', '10', '11', '-1', '-2', '1.0', '1e1']);
    case 'date':
      return dice.pick(['2023-12-31T23:59:59Z', '2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z', '2025-06-01T00:00:00Z', '1717200000', '1717200001', '2030-01-01', '2024-01-01T01:00:00+01:00']); // prettier-ignore
    case 'bool':
      return dice.pick(['true', 'false', 'True']);
    case 'ip':
      return dice.pick(['10.0.0.1', '10.127.255.255', '10.128.0.0', '11.0.0.0', '9.255.255.255', '2001:db8::1', '::1', '2001:DB8::1']); // prettier-ignore
    case 'arn':
      return instances(dice.pick(operatorFamilies.arn!.values), dice);
    case 'binary':
      return dice.pick(['QQ==', 'Qg==', 'Qw==']);
    default:
      return dice.chance(0.6)
        ? instances(dice.pick(operatorFamilies.string!.values), dice)
        : dice.pick(['x', 'X', 'y', 'xy', 'XY', 'zz', '*', '', 'u']);
  }
}

/** Requests of the same world. Only keys that are lists have several values; identity policies have IAM principals. */
export function makeRequest(
  dice: Dice,
  withPrincipals: boolean,
  names: readonly string[],
  texts: ReadonlySet<string>,
  from: readonly string[] = withPrincipals ? callers : identities,
): PlainRequest {
  const principal = dice.pick(from);
  const context: Record<string, string | string[]> = { ...keysOf(principal, dice) };
  for (const key of new Set([...names, 's'])) {
    if (own.has(key) || dice.chance(0.25)) continue;
    if (multi.has(key) && dice.chance(0.7))
      context[key] = Array.from({ length: dice.below(4) }, () => valueFor(dice, key, texts));
    else context[key] = valueFor(dice, key, texts);
  }
  const action = dice.chance(0.5) ? 's3:GetObject' : instances(dice.pick(actions), dice).replace(/^[^:]*$/, 's3:$&x');
  const resource = instances(dice.pick(resources), dice);
  return {
    principal,
    action: /^[^:]+:.+/.test(action) ? action : 'ec2:Run',
    resource: resource === '' ? '*' : resource,
    context,
  };
}

/** Of these keys requests may carry lists although no set operator reads them. */
export function isList(key: string): boolean {
  return [...multi].some((name) => name.toLowerCase() === key);
}
