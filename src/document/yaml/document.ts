/** YAML as a document: the same face as JSON, so that everything that finds policies takes both. Fixes do not edit it. */
import { isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { Location } from '../../finding.ts';
import { pointerOf, type Path } from '../../policy/place.ts';
import type { DuplicateKey, JsonDocument, SyntaxProblem } from '../json.ts';
import { indexLines } from '../lines.ts';
import { blockOf } from './block.ts';
import { parseYaml, type YamlFault } from './parse.ts';
import { functionOfTag, readValues, type YamlContent, type YamlDuplicate } from './value.ts';

/** A YAML text; of several documents the value is the list of them. Never throws. */
export function readYaml(text: string, file: string | undefined): JsonDocument {
  const lines = indexLines(text);
  const at = (start: number, end: number, pointer?: string): Location => {
    const from = lines.position(start);
    const to = lines.position(end);
    return {
      ...(file !== undefined && { file }),
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      ...(pointer !== undefined && { pointer }),
    };
  };
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const parsed = parseYaml(text);
  const roots = 'roots' in parsed ? parsed.roots : [];
  const content = readValues(roots, text.length);
  const fault = 'fault' in parsed ? parsed.fault : content.fault;
  const syntaxError = fault ? problemOf(fault, at) : undefined;
  const find = (path: Path): Found => findNode(roots, path, content);
  return {
    file,
    text,
    jsonc: false,
    isYaml: true,
    value: syntaxError ? undefined : roots.length > 1 ? content.values : content.values[0],
    syntaxError,
    duplicates: syntaxError ? [] : locateDuplicates(roots, content, at),
    locate(path, part = 'value') {
      const pointer = pointerOf('', path);
      if (syntaxError) return at(start, start, pointer);
      const { node, key } = find(path);
      const [from, to] = rangeOf(part === 'name' && key ? key : node, text, start);
      return at(from, to, pointer);
    },
    range: () => undefined,
    block: (path) => (syntaxError ? undefined : blockOf(find(path).node, content, lines)),
    line: (number) => lines.text(number),
  };
}

interface Found {
  readonly node: Node | undefined;
  /** The name of the member at the end of the path. */
  readonly key: Node | undefined;
}

/** The node at a path, or its nearest ancestor. The steps of an intrinsic function written as a tag stay at its value. */
function findNode(roots: readonly Node[], path: Path, content: YamlContent): Found {
  const several = roots.length > 1;
  let found: Found = { node: several && typeof path[0] === 'number' ? roots[path[0]] : roots[0], key: undefined };
  let tagTaken = false;
  for (const step of several ? path.slice(1) : path) {
    const node: Node | undefined = content.resolve(found.node);
    const name = tagTaken ? undefined : functionOfTag(node?.tag);
    if (name !== undefined) {
      if (step !== name) return found;
      tagTaken = true;
      continue;
    }
    tagTaken = false;
    const next = childOf(node, step, content);
    if (!next) return found;
    found = next;
  }
  return found;
}

function childOf(node: Node | undefined, step: string | number, content: YamlContent): Found | undefined {
  if (isSeq(node)) {
    const item = typeof step === 'number' ? (node as YAMLSeq<Node>).items[step] : undefined;
    return item && { node: item, key: undefined };
  }
  const member = isMap(node) ? content.members(node).get(String(step)) : undefined;
  return member && { node: member.value ?? member.key, key: member.key };
}

/** Without the line ends and the space after a block. */
function rangeOf(node: Node | undefined, text: string, start: number): readonly [number, number] {
  const [from, to] = node?.range ?? [start, start];
  let end = to;
  while (end > from + 1 && /\s/.test(text.charAt(end - 1))) end--;
  return [from, Math.max(end, from)];
}

type Locator = (start: number, end: number, pointer?: string) => Location;

function problemOf({ kind, message, start, end }: YamlFault, at: Locator): SyntaxProblem {
  const location = at(start, end);
  const where = `at line ${location.line}, column ${location.column}`;
  return { kind, message: `${message.replace(/\.$/, '')} (${where}).`, location };
}

/** Their paths are found by one walk, which only a document with duplicates pays for. */
function locateDuplicates(roots: readonly Node[], content: YamlContent, at: Locator): DuplicateKey[] {
  if (content.duplicates.length === 0) return [];
  const byMap = new Map<Node, YamlDuplicate[]>();
  for (const one of content.duplicates) byMap.set(one.map, [...(byMap.get(one.map) ?? []), one]);
  const found: DuplicateKey[] = [];
  const visit = (node: Node | undefined, path: Path): void => {
    const name = functionOfTag(node?.tag);
    const here = name === undefined ? path : [...path, name];
    if (isSeq(node)) (node as YAMLSeq<Node>).items.forEach((item, index) => { visit(item, [...here, index]); }); // prettier-ignore
    if (!isMap(node)) return;
    for (const one of byMap.get(node) ?? []) found.push(duplicateAt(one, here, at));
    for (const [key, member] of content.members(node)) visit(member.value, [...here, key]);
  };
  roots.forEach((root, index) => { visit(root, roots.length > 1 ? [index] : []); }); // prettier-ignore
  return found;
}

function duplicateAt({ name, first, second }: YamlDuplicate, path: Path, at: Locator): DuplicateKey {
  const pointer = pointerOf('', path);
  const own = pointerOf(pointer, [name]);
  const [start = 0, end = 0] = first.range ?? [];
  const [from = 0, to = 0] = second.range ?? [];
  return { key: name, path, pointer, first: at(start, end, own), second: at(from, to, own) };
}
