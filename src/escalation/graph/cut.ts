/** Where a way is cut with the least change. */
import type { Location } from '../../finding.ts';
import { locate, pathOf, pointerOf, type Place } from '../../policy/place.ts';
import type { ExplainedHop, Grant } from './explain.ts';

/** One edit, or the same edit in several statements, after which the hop is no longer there. */
export interface Cut {
  readonly edit: 'limit-resource' | 'remove-action' | 'detach-policy' | 'change-trust';
  readonly action: string;
  readonly grants: readonly Grant[];
  readonly text: string;
}

/** A statement's name in the account: file and pointer. */
export function placeKey({ statement }: Grant): string {
  const { file = '', pointer = '' } = locationOf(statement.place);
  return `${file}#${pointer}`;
}

export function locationOf(place: Place): Location {
  return { pointer: pointerOf(place.source.pointer, pathOf(place)), ...locate(place) };
}

/**
 * The step that the fewest statements grant; among such the one whose statement serves most of the principal's other
 * paths, then the decisive one.
 */
export function cheapestCut({ hop, grants }: ExplainedHop, uses: ReadonlyMap<string, number>): Cut | undefined {
  const byAction = new Map<string, Grant[]>();
  const enough = grants.find(({ suffices }) => suffices === true);
  for (const grant of grants) {
    const counts = enough && grant.action === enough.action ? grant === enough : grant.policy !== 'trust';
    if (counts) byAction.set(grant.action, [...(byAction.get(grant.action) ?? []), grant]);
  }
  const own = [...byAction.values()];
  const { decisive } = hop.edge.plan.path;
  const scored = own.map((list) => ({ list, score: scoreOf(list, uses, decisive) }));
  scored.sort((a, b) => compareScores(a.score, b.score));
  const best = scored[0]?.list ?? grants.filter(({ policy }) => policy === 'trust');
  const [first] = best;
  return first && { ...describe(first, best), action: first.action, grants: best };
}

function scoreOf(list: readonly Grant[], uses: ReadonlyMap<string, number>, decisive: string): readonly number[] {
  const isForeign = list.some(({ policy }) => policy !== 'trust' && policy.kind === 'aws-managed');
  const shared = Math.max(...list.map((grant) => uses.get(`${grant.action} ${placeKey(grant)}`) ?? 0));
  return [list.length, isForeign ? 1 : 0, -shared, list[0]?.action === decisive ? 0 : 1];
}

function compareScores(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function describe(first: Grant, list: readonly Grant[]): Pick<Cut, 'edit' | 'text'> {
  const { action, policy, statement, isBroad, target } = first;
  if (policy === 'trust') {
    const role = target?.slice(target.lastIndexOf('/') + 1) ?? '';
    return {
      edit: 'change-trust',
      text: `Let fewer in by statement ${statement.index + 1} of the trust policy of role ${role}.`,
    };
  }
  const name = `${statement.sid ? `statement ${statement.sid.text}` : `statement ${statement.index + 1}`} of policy ${policy.name}`;
  const where = list.length > 1 ? `${name} and ${list.length - 1} more` : name;
  if (policy.kind === 'aws-managed')
    return { edit: 'detach-policy', text: `Detach ${policy.name}, which grants ${action}.` };
  if (isBroad && target !== undefined)
    return { edit: 'limit-resource', text: `Limit the Resource for ${action} in ${where}.` };
  return { edit: 'remove-action', text: `Take ${action} out of ${where}.` };
}
