/** Policies in places of a `.tf.json` file that the table of attributes does not list: they are named as not judged. */
import type { Path } from '../../policy/place.ts';
import type { JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';
import { attributesOf } from './attributes.ts';
import { sayUnread, type Found } from './found.ts';
import { holdsPolicy } from './looks.ts';

/** Says what looks like a policy in arguments of modules, outputs, locals, variables and other resources. */
export function sayLooks(document: JsonDocument, root: Readonly<Record<string, unknown>>, found: Found): void {
  for (const kind of ['module', 'output', 'locals', 'variable', 'resource']) {
    sayIn(own(root, kind), [kind], document, found);
  }
}

/** The depth is the document's, which is bounded. */
function sayIn(value: unknown, path: Path, document: JsonDocument, found: Found): void {
  const [kind, type] = path.filter((step) => typeof step === 'string');
  const isListed =
    kind === 'resource' && type !== undefined && (attributesOf(type).length > 0 || type === 'aws_iot_policy');
  if (isListed) return;
  if (typeof value === 'string' ? holdsPolicy(value) : isObject(value) && hasEffect(own(value, 'Statement'))) {
    sayUnread(path.join('.'), 'a policy in this place of a .tf.json file is not read', document.locate(path), found);
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => { sayIn(item, [...path, index], document, found); }); // prettier-ignore
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) sayIn(item, [...path, name], document, found);
  }
}

function hasEffect(statement: unknown): boolean {
  const statements = Array.isArray(statement) ? (statement as unknown[]) : [statement];
  return statements.some((one) => isObject(one) && Object.hasOwn(one, 'Effect'));
}
