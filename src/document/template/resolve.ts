/**
 * Values of a template with its intrinsic functions worked out as far as they go: what depends on deployment becomes an
 * unknown part of a text, or a text that is nothing else.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
import { hasUnknownPart, unknownPart } from '../../policy/unknown.ts';
import type { Path } from '../../policy/place.ts';
import { isObject, own } from '../policy-type.ts';
import { forEachItems } from './for-each.ts';
import { referenceText } from './references.ts';
import type { Origins, Sited } from './resolved.ts';
import { joinedText, substitute, textWithReferences } from './texts.ts';
import type { Choose, World } from './worlds.ts';

type Members = Readonly<Record<string, unknown>>;

/** What intrinsic functions refer to. */
export interface Environment {
  readonly resources: Members;
  readonly mappings: Members;
  readonly mappingsPath: Path;
  readonly choose: Choose;
  readonly origins: Origins;
  /** Identifiers of the loops around, with the item of this round. */
  readonly loops: ReadonlyMap<string, string>;
  /** Choices of the branches around. */
  readonly around: World;
  /** Variables of a tool that makes the template, as unknown parts. */
  readonly textOf?: ((text: string) => string) | undefined;
}

/** The value, or undefined where `AWS::NoValue` takes the member away. The depth is the document's, which is bounded. */
export function resolveValue(value: unknown, path: Path, env: Environment): Sited | undefined {
  if (typeof value === 'string') return { value: plainText(value, env), path };
  if (Array.isArray(value)) return resolveList(value, path, env);
  if (!isObject(value)) return { value, path };
  const name = functionName(value);
  if (name !== undefined) return resolveFunction(name, own(value, name), path, env);
  return resolveMembers(value, path, env);
}

function plainText(text: string, env: Environment): string {
  return textWithReferences(env.textOf?.(text) ?? text, env.loops);
}

/** A single member called `Ref` or `Fn::...`; loops are members among others. */
export function functionName(value: Members): string | undefined {
  const names = Object.keys(value);
  const name = names.find((one) => one === 'Fn::Transform') ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined || name.startsWith('Fn::ForEach::')) return undefined;
  return name === 'Ref' || name.startsWith('Fn::') ? name : undefined;
}

function resolveList(list: readonly unknown[], path: Path, env: Environment): Sited {
  const items: unknown[] = [];
  const paths = new Map<number, Path>();
  list.forEach((item, index) => {
    const resolved = resolveValue(item, [...path, index], env);
    if (resolved === undefined) return;
    paths.set(items.length, resolved.path);
    items.push(resolved.value);
  });
  env.origins.note(items, paths);
  return { value: items, path };
}

function resolveMembers(members: Members, path: Path, env: Environment): Sited {
  const entries: [string, unknown][] = [];
  const paths = new Map<string, Path>();
  for (const { name, value, path: at, loops } of membersOf(members, path, env)) {
    const resolved = resolveValue(value, at, loops === env.loops ? env : { ...env, loops });
    if (resolved === undefined) continue;
    const filled = env.textOf?.(name) ?? name;
    entries.push([filled, resolved.value]);
    paths.set(filled, resolved.path);
  }
  const value = Object.fromEntries(entries);
  env.origins.note(value, paths);
  return { value, path };
}

export interface Member {
  readonly name: string;
  readonly value: unknown;
  readonly path: Path;
  readonly loops: Environment['loops'];
}

/** The members of an object, those of its loops rolled out. */
export function membersOf(members: Members, path: Path, env: Pick<Environment, 'loops'>): Member[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const at = [...path, name];
    if (!name.startsWith('Fn::ForEach::')) return [{ name, value, path: at, loops: env.loops }];
    return forEachItems(name, value, at, env.loops).flatMap(({ template, path: inner, loops }) =>
      membersOf(template, inner, { loops }).map((member) => ({
        ...member,
        name: substitute(member.name, member.loops),
      })),
    );
  });
}

function resolveFunction(name: string, argument: unknown, path: Path, env: Environment): Sited | undefined {
  const inner = [...path, name];
  const whole: Sited = { value: unknownFunction(name, argument), path };
  if (name === 'Fn::If') {
    const branch = chooseBranch(argument, inner, env);
    return branch === undefined ? whole : resolveValue(branch.value, branch.path, branch.env);
  }
  switch (name) {
    case 'Ref':
      if (argument === 'AWS::NoValue') return undefined;
      if (typeof argument === 'string') return { value: refer(argument, undefined, env), path };
      break;
    case 'Fn::GetAtt':
      return { value: getAttribute(argument, env) ?? whole.value, path };
    case 'Fn::Sub':
      return { value: resolveSub(argument, inner, env) ?? whole.value, path };
    case 'Fn::Join': {
      const list = resolveArguments(argument, inner, env);
      return { value: joinedText(list) ?? whole.value, path };
    }
    case 'Fn::Select': {
      const [index, items] = resolveArguments(argument, inner, env) ?? [];
      const chosen =
        Array.isArray(items) && /^\d+$/.test(String(index)) ? (items as unknown[])[Number(index)] : undefined;
      return { value: chosen ?? whole.value, path };
    }
    case 'Fn::Split': {
      const [by, text] = resolveArguments(argument, inner, env) ?? [];
      const isKnown = typeof by === 'string' && by !== '' && typeof text === 'string' && !hasUnknownPart(text + by);
      return { value: isKnown ? text.split(by) : whole.value, path };
    }
    case 'Fn::ToJsonString':
      // Where a text is wanted, the value of which it is made says more.
      return (typeof argument === 'object' && argument !== null && resolveValue(argument, inner, env)) || whole;
    case 'Fn::FindInMap':
      return findInMap(resolveArguments(argument, inner, env), env) ?? whole;
  }
  return whole;
}

function refer(name: string, attribute: string | undefined, env: Environment): string {
  const item = attribute === undefined ? env.loops.get(name) : undefined;
  return (
    item ?? referenceText(substitute(name, env.loops), attribute && substitute(attribute, env.loops), env.resources)
  );
}

function getAttribute(argument: unknown, env: Environment): string | undefined {
  const parts: unknown[] = typeof argument === 'string' ? splitOnce(argument) : Array.isArray(argument) ? argument : [];
  const [name, attribute] = parts;
  return typeof name === 'string' && typeof attribute === 'string' ? refer(name, attribute, env) : undefined;
}

function splitOnce(text: string): [string, string] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** `${Name}`, `${Name.Attribute}`, `${Own}` of the second argument; `${!Literal}` is the literal text `${Literal}`. */
function resolveSub(argument: unknown, path: Path, env: Environment): string | undefined {
  const [text, given] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  if (typeof text !== 'string') return undefined;
  const own = new Map<string, string>();
  for (const [name, value] of isObject(given) ? Object.entries(given) : []) {
    const resolved = resolveValue(value, [...path, 1, name], env)?.value;
    own.set(name, typeof resolved === 'string' ? resolved : unknownPart(name));
  }
  return plainText(text, env).replace(/\$\{([^${}]*)\}/g, (whole, inside: string) => {
    const name = inside.trim();
    if (name === '') return whole;
    if (name.startsWith('!')) return `\${${inside.trimStart().slice(1)}}`;
    return own.get(name) ?? refer(...referenceOf(name), env);
  });
}

function referenceOf(name: string): [string, string | undefined] {
  return name.includes('.') ? splitOnce(name) : [name, undefined];
}

function chooseBranch(argument: unknown, path: Path, env: Environment): (Sited & { env: Environment }) | undefined {
  const [condition, whenTrue, whenFalse] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (typeof condition !== 'string' || whenTrue === undefined || whenFalse === undefined) return undefined;
  const choice = env.choose(condition, env.around);
  const around = new Map([...env.around, [condition, choice] as const]);
  return { value: choice ? whenTrue : whenFalse, path: [...path, choice ? 1 : 2], env: { ...env, around } };
}

function resolveArguments(argument: unknown, path: Path, env: Environment): unknown[] | undefined {
  const resolved = resolveValue(argument, path, env)?.value;
  return Array.isArray(resolved) ? (resolved as unknown[]) : undefined;
}

function findInMap(keys: readonly unknown[] | undefined, env: Environment): Sited | undefined {
  const [map, first, second] = (keys ?? []).map(String);
  if (map === undefined || first === undefined || second === undefined || hasUnknownPart(map + first + second)) return;
  const rows = own(env.mappings, map);
  const row = isObject(rows) ? own(rows, first) : undefined;
  const value = isObject(row) ? own(row, second) : undefined;
  return value === undefined ? undefined : { value, path: [...env.mappingsPath, map, first, second] };
}

function unknownFunction(name: string, argument: unknown): string {
  const spelled = typeof argument === 'string' ? argument : JSON.stringify(argument);
  const short = spelled.length > 200 ? `${spelled.slice(0, 80)}...${spelled.slice(-80)}` : spelled;
  // Quotes would break a JSON text that the part stands in.
  return unknownPart(
    `${name} ${short}`
      .replaceAll('"', "'")
      .replaceAll('\\', '/')
      // A `${` or `{{` would be read as an expression.
      .replace(/[\p{Cc}$]|\{(?=\{)/gu, ' '),
  );
}
