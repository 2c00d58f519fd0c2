/** Which actions have their own last-accessed date in IAM; of all others only the service's date says something. */
import { readData } from './data-file.ts';

interface TrackedActions {
  /** Action names of a service in one string, separated by spaces. */
  readonly services: Readonly<Record<string, string>>;
}

interface Tracked {
  readonly names: readonly string[];
  readonly lowerCase: ReadonlySet<string>;
}

let tracked: ReadonlyMap<string, Tracked> | undefined;

/** The tracked actions of a service, sorted; undefined when the service is tracked as a whole only, or unknown. */
export function trackedActions(service: string): readonly string[] | undefined {
  return trackedOf(service)?.names;
}

/** False also for an action that is younger than the table: nothing can be concluded about its use. */
export function isTrackedAction(service: string, name: string): boolean {
  return trackedOf(service)?.lowerCase.has(name.toLowerCase()) ?? false;
}

function trackedOf(service: string): Tracked | undefined {
  tracked ??= load();
  return tracked.get(service.toLowerCase());
}

function load(): ReadonlyMap<string, Tracked> {
  const { services } = readData('action-last-accessed') as TrackedActions;
  return new Map(
    Object.entries(services).map(([service, text]) => {
      const names = text.split(' ');
      return [service, { names, lowerCase: new Set(names.map((name) => name.toLowerCase())) }];
    }),
  );
}
