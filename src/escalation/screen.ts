/** Rules out, by the names of actions alone, the paths that policies cannot open: nearly all for nearly everyone. */
import { fold, patternMatches } from '../policy/pattern.ts';
import type { Policy, Statement } from '../policy/model.ts';
import { rememberTexts } from '../policy/remember.ts';
import { isUnknownText } from '../policy/unknown.ts';
import type { EscalationPath } from './path.ts';
import { escalationPaths } from './paths.ts';

const everyAction = [...new Set(escalationPaths.flatMap(({ steps }) => steps.map(({ action }) => fold(action))))];
const byService = new Map<string, string[]>();
for (const action of everyAction) {
  const service = serviceOf(action);
  byService.set(service, [...(byService.get(service) ?? []), action]);
}
const actionsOf = new Map(escalationPaths.map((path) => [path, path.steps.map(({ action }) => fold(action))]));
const ranks = new Map(escalationPaths.map((path, rank) => [path, rank]));
const byFirstAction = new Map<string, EscalationPath[]>();
for (const [path, [action = '']] of actionsOf) {
  const begun = byFirstAction.get(action);
  if (begun) begun.push(path);
  else byFirstAction.set(action, [path]);
}

/** Paths of which every action is in some Allow statement, whatever the resources and conditions. */
export function pathsInQuestion(policies: readonly Policy[]): readonly EscalationPath[] {
  const allowed = new Set<string>();
  for (const { statements } of policies)
    for (const statement of statements) if (statement.isAllow === true) addActions(statement, allowed);
  const found: EscalationPath[] = [];
  for (const first of allowed) {
    for (const path of byFirstAction.get(first) ?? [])
      if (actionsOf.get(path)?.every((action) => allowed.has(action))) found.push(path);
  }
  return found.sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
}

/** The policy with no more of its statements and actions than have a say in steps of the paths. */
export function withoutOthers(policy: Policy, paths: readonly EscalationPath[]): Policy {
  const wanted = new Set(paths.flatMap((path) => actionsOf.get(path) ?? []));
  const statements = policy.statements.flatMap((statement): Statement[] => {
    const { action } = statement;
    if (!action) return [statement];
    const values = action.values.filter(({ text }) => stepsMatching(text).some((name) => wanted.has(name)));
    if (values.length === 0) return [];
    return values.length === action.values.length ? [statement] : [{ ...statement, action: { ...action, values } }];
  });
  return { ...policy, statements };
}

function addActions({ isAllow, action, notAction }: Statement, allowed: Set<string>): void {
  for (const { text, service } of action?.values ?? []) {
    if (service !== undefined && !/[*?]/.test(service) && !byService.has(service)) continue;
    for (const name of stepsMatching(text)) allowed.add(name);
  }
  // What is left out besides may be everything.
  if (!notAction || (isAllow === true && notAction.values.some(({ text }) => isUnknownText(text)))) return;
  const excluded = new Set(notAction.values.flatMap(({ text }) => stepsMatching(text)));
  for (const name of everyAction) if (!excluded.has(name)) allowed.add(name);
}

/** Actions of the paths that a pattern stands for. */
const stepsMatching = rememberTexts((text): readonly string[] => {
  const folded = fold(text);
  const service = serviceOf(folded);
  const candidates = /[*?]/.test(service) ? everyAction : (byService.get(service) ?? []);
  return candidates.filter((name) => patternMatches(folded, name, true));
});

function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return colon < 0 ? action : action.slice(0, colon);
}
