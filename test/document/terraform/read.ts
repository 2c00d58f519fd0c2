/** Reads Terraform texts for tests. */
import { makeHclReader } from '../../../src/document/terraform/hcl.ts';
import { loadParser } from '../../../src/document/terraform/parser.ts';
import { readJson } from '../../../src/document/json.ts';
import type { FoundPolicies } from '../../../src/document/detect.ts';
import { readDocument, type FileText, type Reading } from '../../../src/document/readers.ts';
import { parsePath } from './path.ts';

const parser = await loadParser();

/** Reads `text` as `main.tf`, with the other files of its folder. */
export function readTf(text: string, siblings: readonly FileText[] = [], path = 'main.tf'): Reading {
  return makeHclReader(parser)(text, path, { siblings: () => siblings });
}

/** Reads a JSON value or text as a file. */
export function readAsJson(value: unknown, file = 'plan.json'): FoundPolicies {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return readDocument(readJson(text, { file }), {});
}

/** What was found, in a form to compare: type, whose, and the document. */
export function summary({ policies }: FoundPolicies): unknown[] {
  return policies.map(({ policy: { type, resourceType, source, raw } }) => ({
    type,
    ...(resourceType !== undefined && { resourceType }),
    of: source.resource?.name,
    pointer: source.pointer,
    raw,
  }));
}

/** `line:column-line:column` of a place of the first policy, or of the one at `index`. */
export function placeOf(
  { policies }: FoundPolicies,
  path: string,
  part: 'value' | 'name' = 'value',
  index = 0,
): string {
  const { line, column, endLine, endColumn, file } = policies[index]?.policy.source.locate(parsePath(path), part) ?? {};
  const prefix = file === 'main.tf' || file === 'plan.json' ? '' : `${file ?? '?'} `;
  return `${prefix}${line ?? 0}:${column ?? 0}-${endLine ?? 0}:${endColumn ?? 0}`;
}

/** The statements not judged and why. */
export function unread({ unread: list }: FoundPolicies): string[] {
  return list.map(({ message, location }) => `${location.line ?? 0}:${location.column ?? 0} ${message}`);
}
