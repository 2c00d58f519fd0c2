/** Whether an Action pattern stands for any action of its service. */
import type { Catalog, Service } from '../catalog/catalog.ts';
import type { ActionPattern } from '../policy/model.ts';
import { compilePattern, hasWildcard, matches } from '../policy/pattern.ts';

/** Actions and services that IAM accepts although its reference no longer (or not yet) lists them, seen in AWS's own policies. */
const accepted: ReadonlySet<string> = new Set([
  'deeplens',
  'route53-recovery-control-config:describeroutingcontrolbyname',
  'zocalo',
]);

/** Whether IAM takes a service prefix or a full action name that the catalogue does not have. */
export function isUnlisted(name: string): boolean {
  return accepted.has(name.toLowerCase());
}

/** Answers from memory: the same patterns come back in thousands of policies. */
export type ActionTest = (action: ActionPattern, service: Service) => boolean;

/** Makes a test for patterns of known services; names match without letter case. */
export function actionTest(): ActionTest {
  const known = new Map<string, boolean>();
  return ({ name }, service) => {
    const wanted = name.toLowerCase();
    if (service.actions.has(wanted) || wanted === '*') return true;
    if (!hasWildcard(wanted)) return isUnlisted(`${service.prefix}:${wanted}`);
    const key = `${service.prefix}:${wanted}`;
    let answer = known.get(key);
    if (answer === undefined) known.set(key, (answer = matchesSome(wanted, service)));
    return answer;
  };
}

function matchesSome(name: string, service: Service): boolean {
  const pattern = compilePattern(name);
  for (const action of service.actions.keys()) if (matches(pattern, action)) return true;
  return false;
}

/** The service of an action, when its prefix is a plain and known one. */
export function serviceOf(catalog: Catalog, { service }: ActionPattern): Service | undefined {
  return service === undefined ? undefined : catalog.service(service);
}
