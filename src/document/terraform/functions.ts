/**
 * Functions of Terraform whose result the text alone tells. All others are unknown.
 * https://developer.hashicorp.com/terraform/language/functions
 */
import { hasUnknownPart, isUnknownText } from '../../policy/unknown.ts';
import { fillIn, replaceIn } from './replace.ts';
import { asText, type Member, type Spot, type Value } from './value.ts';

type Call = (args: readonly Value[], at: Spot) => Value | undefined;

const same: Call = ([value]) => value;

const functions: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['jsonencode', ([json], at) => json && { kind: 'text', text: '', json, at }],
  ['jsondecode', ([text]) => (text?.kind === 'text' ? text.json : undefined)],
  ['concat', (args, at) => concat(args, at)],
  ['flatten', ([list], at) => (list?.kind === 'list' ? concat(flattened(list.items), at) : undefined)],
  ['compact', ([list]) => (list?.kind === 'list' ? { ...list, items: list.items.filter((item) => !isBlank(item)) } : undefined)],
  ['merge', (args, at) => merge(args, at)],
  ['format', (args, at) => format(args, at)],
  ['join', (args, at) => join(args, at)],
  // Order and repetition do not matter to a policy.
  ...['distinct', 'reverse', 'sort', 'tolist', 'toset', 'tostring', 'sensitive', 'nonsensitive'].map((name): [string, Call] => [name, same]),
  ['element', ([list, index]) => (list?.kind === 'list' && index?.kind === 'scalar' ? elementOf(list.items, Number(index.value)) : undefined)],
  ['one', ([list]) => (list?.kind === 'list' && list.items.length === 1 ? list.items[0] : undefined)],
  ['replace', replaceIn],
  ['templatestring', fillIn],
  ['try', ([value]) => (value?.kind === 'unknown' ? undefined : value)],
]); // prettier-ignore

/** The result of a call; undefined when it is not known. */
export function callFunction(name: string, args: readonly Value[], at: Spot): Value | undefined {
  return functions.get(name)?.(args, at);
}

/** Whether `coalesce` takes the value: `no` for null and for an empty text. */
export function isTaken(value: Value): 'yes' | 'no' | 'unknown' {
  if (isBlank(value)) return 'no';
  const isOpen = value.kind === 'unknown' || (value.kind === 'text' && isUnknownText(value.text));
  return isOpen ? 'unknown' : 'yes';
}

/** A list that is not known becomes one unknown item among the others. */
function concat(lists: readonly Value[], at: Spot): Value {
  return { kind: 'list', items: lists.flatMap((list) => (list.kind === 'list' ? list.items : [list])), at };
}

function flattened(items: readonly Value[]): readonly Value[] {
  return items.flatMap((item) => (item.kind === 'list' ? flattened(item.items) : [item]));
}

/** An empty string or null. */
export function isBlank(item: Value): boolean {
  return (item.kind === 'text' && !item.json && item.text === '') || (item.kind === 'scalar' && item.value === null);
}

function elementOf(items: readonly Value[], index: number): Value | undefined {
  const isKnown = index >= 0 && index < items.length && items.every(({ kind }) => kind !== 'unknown');
  return isKnown ? items[index] : undefined;
}

function merge(args: readonly Value[], at: Spot): Value | undefined {
  const members = new Map<string, Member>();
  for (const arg of args) {
    if (arg.kind !== 'object') return undefined;
    for (const member of arg.members) members.set(member.name, member);
  }
  return { kind: 'object', members: [...members.values()], at };
}

function format([template, ...values]: readonly Value[], at: Spot): Value | undefined {
  const text = template?.kind === 'text' ? asText(template) : undefined;
  if (text === undefined || hasUnknownPart(text) || /%(?![sdv%])/.test(text.replaceAll('%%', ''))) return undefined;
  const texts = values.map(asText);
  if (texts.includes(undefined)) return undefined;
  let next = 0;
  const filled = text.replace(/%[sdv%]/g, (verb) => (verb === '%%' ? '%' : (texts[next++] ?? '')));
  return { kind: 'text', text: filled, at };
}

function join([separator, list]: readonly Value[], at: Spot): Value | undefined {
  const between = separator && asText(separator);
  if (between === undefined || list?.kind !== 'list' || list.items.some(({ kind }) => kind === 'unknown'))
    return undefined;
  const [only, ...others] = list.items;
  // Of the only copy of a document, as it was written before there was `one`.
  if (only?.kind === 'text' && others.length === 0) return only;
  const texts = list.items.map(asText);
  return texts.includes(undefined) ? undefined : { kind: 'text', text: texts.join(between), at };
}
