/** Actions that an operation needs beside its own: who uses the one may need the others, which are checked inside the call. */
import { readData } from '../catalog/data-file.ts';

interface DependentActions {
  /** By service and action; names separated by spaces, with prefix when they are of another service. */
  readonly services: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

let table: ReadonlyMap<string, readonly string[]> | undefined;

/** What a used action may also need, in lower case: `lambda:createfunction` needs `lambda:tagresource`. */
export function dependentActions(action: string): readonly string[] {
  table ??= load();
  return table.get(action.toLowerCase()) ?? [];
}

function load(): ReadonlyMap<string, readonly string[]> {
  const { services } = readData('dependent-actions') as DependentActions;
  return new Map(
    Object.entries(services).flatMap(([service, actions]) =>
      Object.entries(actions).map(([name, text]): [string, readonly string[]] => [
        `${service}:${name}`.toLowerCase(),
        text
          .toLowerCase()
          .split(' ')
          .map((one) => (one.includes(':') ? one : `${service}:${one}`)),
      ]),
    ),
  );
}
