/** The catalogue of known paths: those of pathfinding.cloud, and further sets of actions that other tools know. */
import table from '../data/escalation-paths.json' with { type: 'json' };
import type { EscalationPath } from './path.ts';

type Row = Omit<EscalationPath, 'isOwnId' | 'isCatalogued' | 'isPartial'> &
  Readonly<Partial<Record<'own' | 'later' | 'partial', boolean>>>;

const cuts: Readonly<Record<string, string>> = table.cuts;

/** Documents of AWS Systems Manager that run what their caller says; those of AWS beside them do one thing each. */
export const commandDocuments: readonly string[] = table.commandDocuments;

/** Every known path, sorted by id. */
export const escalationPaths: readonly EscalationPath[] = (table.paths as unknown as readonly Row[]).map(readRow);

const byId = new Map(escalationPaths.map((path) => [path.id, path]));
/** Made when it is asked for. */
let byAction: ReadonlyMap<string, readonly EscalationPath[]> | undefined;

/** The path with that id. */
export function escalationPath(id: string): EscalationPath | undefined {
  return byId.get(id);
}

/** Paths that have the action (`service:Name`, letter case ignored) as a step. */
export function pathsWithAction(action: string): readonly EscalationPath[] {
  byAction ??= indexByAction(escalationPaths);
  return byAction.get(action.toLowerCase()) ?? [];
}

/** The path by which variants of one path are known: its parent's parent, and so on. */
export function rootOf(path: EscalationPath): EscalationPath {
  let root = path;
  // No chain is longer than the list, whatever the data says.
  for (let count = 0; count < escalationPaths.length; count++) {
    const parent = root.parent === undefined ? undefined : byId.get(root.parent);
    if (parent === undefined) break;
    root = parent;
  }
  return root;
}

function readRow({ own, later, partial, ...row }: Row): EscalationPath {
  const isCatalogued = own !== true && later !== true;
  // Of the texts a run says a few.
  const cut = () => (cuts[row.cut] ?? '').replaceAll('{action}', row.decisive);
  return {
    ...row,
    get cut() {
      return cut();
    },
    isOwnId: own === true,
    isCatalogued,
    isPartial: partial === true,
  };
}

function indexByAction(paths: readonly EscalationPath[]): ReadonlyMap<string, readonly EscalationPath[]> {
  const found = new Map<string, EscalationPath[]>();
  for (const path of paths) {
    for (const { action } of path.steps) {
      const key = action.toLowerCase();
      const list = found.get(key);
      if (list === undefined) found.set(key, [path]);
      else list.push(path);
    }
  }
  return found;
}
