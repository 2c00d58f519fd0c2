/** One entry of `forbidden`: access that no policy may grant. */
import type { ForbiddenAccess } from '../semantics/forbidden.ts';
import { readObject, readText, readTexts, show, step, type Reader } from './shape.ts';

const forbiddenKeys = ['actions', 'resources', 'reason'];

/** An entry with a mistake is a problem, not a smaller entry: what it leaves out would go unguarded. */
export function readForbidden(reader: Reader, value: unknown, at: string): ForbiddenAccess | undefined {
  const members = readObject(reader, value, at, forbiddenKeys);
  if (!members) return undefined;
  const texts = (key: string): readonly string[] =>
    members.has(key) ? readTexts(reader, members.get(key), step(at, key)) : [];
  const actions = texts('actions');
  const resources = texts('resources');
  for (const action of actions) {
    if (!/^(\*|[^:]+:[^]+)$/.test(action)) reader.problem(step(at, 'actions'), `${show(action)} is no service:Action.`);
  }
  if (!members.has('actions') && !members.has('resources'))
    reader.problem(at, 'names neither "actions" nor "resources".');
  const reason = members.has('reason') ? readText(reader, members.get('reason'), step(at, 'reason')) : undefined;
  return { actions, resources, ...(reason !== undefined && { reason }) };
}
