/** What a template's metadata says of findings: `iam-audit: { suppress: [{ rule, reason }] }`. */
import type { InFileSuppression } from '../../config/in-file.ts';
import { pointerOf, type Path } from '../../policy/place.ts';
import type { JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';

type Members = Readonly<Record<string, unknown>>;

/** Those in the metadata of a resource, or of the whole template; `path` is where that stands. */
export function readSuppressions(document: JsonDocument, holder: Members, path: Path): readonly InFileSuppression[] {
  const steps = ['Metadata', 'iam-audit', 'suppress'];
  let value: unknown = holder;
  for (const step of steps) value = isObject(value) ? own(value, step) : undefined;
  if (value === undefined) return [];
  const at = [...path, ...steps];
  const entries = Array.isArray(value)
    ? value.map((entry: unknown, index) => ({ entry, at: [...at, index] }))
    : [{ entry: value, at }];
  const covers = { pointer: pointerOf('', path) };
  return entries.map((one) => ({ ...readEntry(one.entry), location: document.locate(one.at), covers }));
}

/** What is no rule's name, or stands elsewhere, is as good as absent: the entry then says so of itself. */
function readEntry(entry: unknown): Pick<InFileSuppression, 'names' | 'reason'> {
  if (!isObject(entry)) return { names: [], reason: '' };
  const [rule, rules, reason] = ['rule', 'rules', 'reason'].map((name) => own(entry, name));
  const names: unknown[] = [rule, ...(Array.isArray(rules) ? (rules as unknown[]) : [rules])];
  return {
    names: names.filter((name): name is string => typeof name === 'string' && name !== ''),
    reason: typeof reason === 'string' ? reason.trim() : '',
  };
}
