/** A policy document of a plan that is read during apply: what is known of it is already in the plan. */
import type { Path } from '../../policy/place.ts';
import { readJson, type JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';
import type { PlannedDocument } from './plan-origin.ts';
import { buildDocument, type Attribute, type Block } from './policy-document.ts';
import { fromJson, type ObjectValue, type Value } from './value.ts';

const blockNames = ['statement', 'principals', 'not_principals', 'condition'];

/** Its policy, and why statements are missing from it. */
export function buildPlanned(
  { address, after, unknown, path }: PlannedDocument,
  document: JsonDocument,
): { readonly policy: ObjectValue; readonly missing: readonly string[] } {
  const block = blockOf(after, unknown, path, { document, address, root: path.length });
  const { policy, missing } = buildDocument(block, (text) => {
    const inner = text.kind === 'text' ? readJson(text.text) : undefined;
    return inner && !inner.syntaxError ? fromJson(inner.value, () => text.at()) : undefined;
  });
  const reasons = missing.map(() => `a document merged into ${address} is known only after apply`);
  const isOpen = isObject(unknown) && own(unknown, 'statement') === true;
  if (isOpen) reasons.push(`the statements of ${address} are known only after apply`);
  return { policy, missing: reasons };
}

interface Reading {
  readonly document: JsonDocument;
  readonly address: string;
  /** Number of steps to the data source. */
  readonly root: number;
}

function blockOf(values: Readonly<Record<string, unknown>>, unknown: unknown, path: Path, reading: Reading): Block {
  const attributes = new Map<string, Attribute>();
  const blocks: { type: string; block: Block }[] = [];
  const names = new Set([...Object.keys(values), ...(isObject(unknown) ? Object.keys(unknown) : [])]);
  for (const name of names) {
    const value = own(values, name);
    const open = isObject(unknown) ? own(unknown, name) : unknown;
    const below = [...path, name];
    if (!blockNames.includes(name)) {
      const nameAt = () => reading.document.locate(below, 'name');
      attributes.set(name, { nameAt, value: valueOf(value, open, below, reading) });
    } else if (Array.isArray(value)) {
      for (const [index, item] of (value as unknown[]).entries()) {
        const inner = Array.isArray(open) ? (open as unknown[])[index] : open;
        if (isObject(item)) blocks.push({ type: name, block: blockOf(item, inner, [...below, index], reading) });
      }
    }
  }
  return { at: () => reading.document.locate(path), attributes, blocks };
}

function valueOf(value: unknown, unknown: unknown, path: Path, reading: Reading): Value {
  const at = () => reading.document.locate(path);
  if (unknown === true) return { kind: 'unknown', expression: nameOf(path, reading), at };
  if (!Array.isArray(value)) return fromJson(value, () => at());
  const items = (value as unknown[]).map((item, index) => {
    const open = Array.isArray(unknown) ? (unknown as unknown[])[index] : undefined;
    return valueOf(item, open, [...path, index], reading);
  });
  return { kind: 'list', items, at };
}

function nameOf(path: Path, { address, root }: Reading): string {
  return address + path.slice(root).map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join(''); // prettier-ignore
}
