/** Managed policies that a template attaches. */
import table from '../../data/template-policies.json' with { type: 'json' };
import type { Path } from '../../policy/place.ts';
import { memberOf, type Origins, type Sited } from './resolved.ts';

const properties: ReadonlyMap<string, string> = new Map(Object.entries(table.attachments));

/** ARNs with their places. SAM takes the bare name of a policy of AWS as well. */
export function findAttachments(
  type: string,
  resolved: Sited,
  origins: Origins,
): readonly { readonly arn: string; readonly path: Path }[] {
  const property = properties.get(type);
  const list = property === undefined ? undefined : memberOf(resolved, property, origins);
  if (list === undefined) return [];
  const items = Array.isArray(list.value) ? list.value.map((_, index) => memberOf(list, index, origins)) : [list];
  return items.flatMap((item) => {
    if (typeof item?.value !== 'string') return [];
    const isName = /^[\w+=,.@-]+$/.test(item.value);
    const arn = isName ? `arn:aws:iam::aws:policy/${item.value}` : withKnownPartition(item.value);
    return { arn, path: item.path };
  });
}

/** The same policy stands in every partition, and which one it is is seldom written. */
export function withKnownPartition(arn: string): string {
  return arn.replace(/^arn:\uE000[^\uE001]*\uE001:/, 'arn:aws:');
}
