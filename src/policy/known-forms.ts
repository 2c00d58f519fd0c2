/**
 * A policy with unknown parts in several forms without any: each unknown part replaced by a guess. What is said of the
 * policy is what holds for all of them, so no rule has to know of unknown parts.
 */
import { parseOperator } from './condition.ts';
import { formCount, guessText, isOnlyGuessed, type Guesser, type Role } from './guesses.ts';
import type { Policy, PolicyType } from './model.ts';
import { parsePolicy } from './parse.ts';
import { pathOf, type Path, type Place } from './place.ts';
import { hasUnknownPart, hideMarks, showUnknownParts } from './unknown.ts';

type Members = Readonly<Record<string, unknown>>;

export interface KnownForm {
  readonly policies: readonly Policy[];
  /** A text of this form as the policy writes it, unknown parts as `${expression}`. */
  readonly show: (text: string) => string;
  /** The name of a member as the policy writes it. */
  readonly written: (name: string) => string;
}

/** The forms of policies that are judged together, or undefined when everything in them is known. */
export function knownForms(policies: readonly Policy[]): readonly KnownForm[] | undefined {
  const open = policies.map(({ raw }) => hasUnknown(raw));
  if (!open.includes(true)) return undefined;
  const known = policies.map((policy, index) => ({ policy, texts: open[index] ? collectKnown(policy) : undefined }));
  return Array.from({ length: formCount }, (_, form) => makeForm(known, form));
}

const originals = new WeakMap<Policy, Policy>();

/** The policy as it is written, unknown parts and all, of one of its forms; any other policy itself. */
export function writtenForm(policy: Policy): Policy {
  return originals.get(policy) ?? policy;
}

/** The texts of each kind that are known. */
function collectKnown(policy: Policy): ReadonlyMap<Role, readonly string[]> {
  const known = new Map<Role, string[]>();
  const note = (value: string, role: Role): void => {
    if (!hasUnknownPart(value)) known.set(role, [...(known.get(role) ?? []), value]);
  };
  for (const { action, notAction, resource, notResource, principal, notPrincipal, conditions } of policy.statements) {
    const actionRole = policy.type === 'trust' ? 'trustAction' : 'action';
    for (const one of [...(action?.values ?? []), ...(notAction?.values ?? [])]) note(one.text, actionRole);
    for (const one of [...(resource?.values ?? []), ...(notResource?.values ?? [])]) note(one.text, 'resource');
    for (const one of [...(principal?.values ?? []), ...(notPrincipal?.values ?? [])])
      note(one.text, principalRoles.get(one.kind) ?? 'string');
    for (const { operator, values } of conditions) for (const one of values) note(one.text, roleOf(operator.text));
  }
  return known;
}

/** Whether what the place names is unknown in the policy, in part or as a whole. */
export function isUnknownPlace(policy: Policy, place: Place, written: (name: string) => string): boolean {
  let value: unknown = policy.raw;
  let name: string | number = '';
  for (const step of pathOf(place)) {
    if (typeof value !== 'object' || value === null) return true;
    name = typeof step === 'string' ? written(step) : step;
    if (typeof name === 'string' && !Object.hasOwn(value, name)) return false;
    value = (value as Readonly<Record<string | number, unknown>>)[name];
  }
  return typeof name === 'string' && place.isName
    ? hasUnknownPart(name)
    : typeof value === 'string' && hasUnknownPart(value);
}

/** Whether any text or name in a value has an unknown part. Values may be nested deeper than calls can be. */
function hasUnknown(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (hasUnknownPart(next)) return true;
    } else if (Array.isArray(next)) {
      for (let at = 0; at < next.length; at++) open.push(next[at]);
    } else if (typeof next === 'object' && next !== null) {
      const names = Object.keys(next);
      for (let at = 0; at < names.length; at++) {
        const name = names[at] ?? '';
        if (hasUnknownPart(name)) return true;
        open.push((next as Members)[name]);
      }
    }
  }
  return false;
}

interface Known {
  readonly policy: Policy;
  /** Undefined when nothing in the policy is unknown. */
  readonly texts: ReadonlyMap<Role, readonly string[]> | undefined;
}

function makeForm(all: readonly Known[], form: number): KnownForm {
  const words = new Map<string, string>();
  const shown = new Map<string, string>();
  const names = new Map<string, string>();
  const word = (expression: string): string => {
    let found = words.get(expression);
    if (found === undefined) {
      words.set(expression, (found = `zq${form}x${words.size}vk`));
      shown.set(found, `\${${hideMarks(expression)}}`);
    }
    return found;
  };
  const ordinals = new Map<string, number>();
  const ordinal = (text: string): number => {
    const known = ordinals.get(text) ?? ordinals.size;
    ordinals.set(text, known);
    return known;
  };
  const policies = all.map(({ policy, texts }) => {
    if (!texts) return policy;
    const knownAccount = /(?<![\w*])\d{12}(?![\w*])/.exec(JSON.stringify(policy.raw))?.[0] ?? '900000000004';
    const guesser = { form, word, ordinal, known: (role: Role) => texts.get(role) ?? [], knownAccount };
    return guessPolicy(policy, newBuilder(policy.type, guesser, shown, names), names);
  });
  return { policies, show: newShow(shown), written: (name) => names.get(name) ?? name };
}

/** The policy with the builder's guesses, located where it is written; `names`: guessed names as they are written. */
function guessPolicy(policy: Policy, builder: Builder, names: ReadonlyMap<string, string>): Policy {
  const { source, type, resourceType } = policy;
  const back = (path: Path): Path => path.map((step) => (typeof step === 'string' ? (names.get(step) ?? step) : step));
  const known = parsePolicy(builder.policy(policy.raw), {
    type,
    resourceType,
    source: {
      ...source,
      locate: (path, part) => source.locate(back(path), part),
      ...(source.range && { range: (path, part) => source.range?.(back(path), part) }),
    },
  });
  originals.set(known, policy);
  return known;
}

function newShow(shown: ReadonlyMap<string, string>): (text: string) => string {
  // A short guess such as `aws` may stand in a message for other reasons.
  const long = [...shown.keys()].filter((guess) => guess.length >= 12).sort((a, b) => b.length - a.length);
  return (text) => {
    const exact = shown.get(text);
    if (exact !== undefined) return exact;
    let written = text;
    for (const guess of long) written = written.replaceAll(guess, () => shown.get(guess) ?? guess);
    return written.replace(/zq\dx\d+vk/g, (word) => shown.get(word) ?? word);
  };
}

interface Builder {
  policy(raw: unknown): unknown;
}

const statementRoles: ReadonlyMap<string, Role> = new Map([
  ['Sid', 'sid'], ['Effect', 'effect'], ['Action', 'action'], ['NotAction', 'action'], ['Resource', 'resource'],
  ['NotResource', 'resource'],
]); // prettier-ignore

const principalRoles: ReadonlyMap<string, Role> = new Map([
  ['AWS', 'aws'], ['Service', 'service'], ['Federated', 'federated'], ['CanonicalUser', 'canonicalUser'],
]); // prettier-ignore

/** Keys whose presence a rule may ask for. */
const possibleKeys = [
  'aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:PrincipalOrgID', 'aws:PrincipalArn',
  'aws:PrincipalAccount', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceIp', 'aws:MultiFactorAuthPresent',
  'aws:PrincipalIsAWSService', 'sts:ExternalId', 'iam:PassedToService', 'iam:AWSServiceName',
  'token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:aud',
]; // prettier-ignore

function newBuilder(
  type: PolicyType,
  guesser: Guesser,
  shown: Map<string, string>,
  names: Map<string, string>,
): Builder {
  const text = (value: string, role: Role): string => {
    if (!hasUnknownPart(value)) return value;
    const guess = guessText(value, role, guesser);
    if (isOnlyGuessed(guess)) shown.set(guess, showUnknownParts(value));
    return guess;
  };
  const texts = (value: unknown, role: Role): unknown => {
    if (typeof value === 'string') return text(value, role);
    return Array.isArray(value)
      ? value.map((item: unknown) => (typeof item === 'string' ? text(item, role) : item))
      : value;
  };
  const nameOf = (value: string, role: Role): string => {
    const guess = text(value, role);
    if (guess !== value) names.set(guess, value);
    return guess;
  };
  const statement = (raw: unknown): unknown => {
    if (typeof raw === 'string' && hasUnknownPart(raw)) return someStatement(type, guesser);
    if (!isMembers(raw)) return raw;
    if (Object.keys(raw).some(hasUnknownPart)) return someStatement(type, guesser);
    return mapMembers(raw, (name, value) => [[name, element(name, value, raw)]]);
  };
  const element = (name: string, value: unknown, around: Members): unknown => {
    if (name === 'Principal' || name === 'NotPrincipal') return principal(value);
    if (name === 'Condition') return condition(value, around);
    const role = statementRoles.get(name) ?? 'string';
    return texts(value, role === 'action' && type === 'trust' ? 'trustAction' : role);
  };
  const principal = (value: unknown): unknown => {
    if (typeof value === 'string') return hasUnknownPart(value) ? somePrincipal(guesser) : value;
    if (!isMembers(value)) return value;
    return mapMembers(value, (kind, list) => {
      const known = nameOf(kind, 'kind');
      return [[known, texts(list, principalRoles.get(known) ?? 'string')]];
    });
  };
  const condition = (value: unknown, around: Members): unknown => {
    if (typeof value === 'string' && hasUnknownPart(value)) return someCondition(guesser, around);
    if (!isMembers(value)) return value;
    return mapMembers(value, (operator, block) => {
      const known = nameOf(operator, 'operator');
      return [[known, conditionBlock(known, block, around)]];
    });
  };
  const conditionBlock = (operator: string, block: unknown, around: Members): unknown => {
    const role = roleOf(operator);
    if (typeof block === 'string' && hasUnknownPart(block)) return allKeys(guesser, around, role);
    if (!isMembers(block)) return block;
    return mapMembers(block, (key, values) => {
      const known: [string, unknown] = [nameOf(key, 'key'), texts(values, role)];
      // Under a key that is not known the one that a rule asks for may stand.
      return hasUnknownPart(key) && guesser.form % 2 === 1
        ? [...Object.keys(allKeys(guesser, around, role)).map((one): [string, unknown] => [one, known[1]]), known]
        : [known];
    });
  };
  return {
    policy: (raw) => {
      if (!isMembers(raw)) return raw;
      return mapMembers(raw, (name, value) => {
        if (name === 'Statement') return [[name, Array.isArray(value) ? value.map(statement) : statement(value)]];
        return [[name, typeof value === 'string' ? text(value, name === 'Version' ? 'version' : 'string') : value]];
      });
    },
  };
}

function someStatement(type: PolicyType, guesser: Guesser): Members {
  const action = ['s3:ListAllMyBuckets', '*', '*', 'iam:PassRole', '*', '*', '*', '*'][guesser.form];
  return {
    Sid: `Unknown${guesser.form}`,
    Effect: ['Allow', 'Deny', 'Deny', 'Allow', 'Allow', 'Deny', 'Allow', 'Deny'][guesser.form],
    ...((type === 'resource' || type === 'trust' || type === 'rcp') && { Principal: '*' }),
    Action: type === 'trust' ? 'sts:AssumeRole' : action,
    ...(type !== 'trust' && { Resource: '*' }),
    ...(guesser.form === 5 && { Condition: { StringNotEqualsIfExists: allKeys(guesser, {}, 'string') } }),
  };
}

function somePrincipal(guesser: Guesser): unknown {
  if (guesser.form === 2 || guesser.form === 6) return '*';
  const kind =
    (['AWS', 'Service', 'AWS', 'Federated', 'CanonicalUser', 'AWS', 'AWS', 'Service'] as const)[guesser.form] ?? 'AWS';
  return { [kind]: guessText('\uE000principal\uE001', principalRoles.get(kind) ?? 'aws', guesser) };
}

function someCondition(guesser: Guesser, around: Members): Members {
  if (guesser.form % 2 === 0)
    return guesser.form % 4 === 2 ? {} : { StringEquals: { 'aws:PrincipalTag/unknown': 'unknown' } };
  return { StringEquals: allKeys(guesser, around, 'string') };
}

function allKeys(guesser: Guesser, around: Members, role: Role): Members {
  const value = guessText('\uE000value\uE001', role, guesser);
  const providers = [...JSON.stringify(around).matchAll(/oidc-provider\/([^"\uE000]{1,200})"/g)].flatMap(([, url]) => [`${url}:sub`, `${url}:aud`]); // prettier-ignore
  return Object.fromEntries([...possibleKeys, ...providers].map((key) => [key, value]));
}

function roleOf(operator: string): Role {
  const { base } = parseOperator(operator);
  if (base.startsWith('Numeric')) return 'number';
  if (base.startsWith('Date')) return 'date';
  if (base === 'Bool' || base === 'Null') return 'boolean';
  if (base.endsWith('IpAddress')) return 'address';
  if (base.startsWith('Arn')) return 'arn';
  return base === 'BinaryEquals' ? 'binary' : 'string';
}

function mapMembers(members: Members, map: (name: string, value: unknown) => [string, unknown][]): Members {
  return Object.fromEntries(Object.entries(members).flatMap(([name, value]) => map(name, value)));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
