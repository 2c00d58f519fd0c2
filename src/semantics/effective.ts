/**
 * Whether a principal may do something at all, by its own side: identity policies, boundary, session policies, SCPs. The
 * resource may be left open, and conditions that depend on unknown facts make the answer `depends`.
 */
import { holds, type CompiledCondition } from './condition.ts';
import { matchesAction, type CompiledPolicy, type CompiledStatement } from './compile.ts';
import { areDisjoint, isCovered } from './compare/inclusion.ts';
import { resourceGlob, type Glob } from './glob.ts';
import { fold } from '../policy/pattern.ts';
import { prepareRequest, type AccessRequest, type Prepared } from './request.ts';
import type { PolicySets } from './simulate.ts';

export type Possibility = 'yes' | 'no' | 'depends';

/** The principal's own policies; the resource's play no part. */
export type IdentitySets = Pick<PolicySets, 'identity' | 'boundary' | 'session' | 'scp'>;

export interface MayActOptions {
  /**
   * What conditions on unknown keys do. `depends` (default): they leave the answer open. `ignore-unknown`: they count as
   * met in an Allow and as not met in a Deny, so the answer is what the principal can reach in its best case.
   */
  readonly conditions?: 'depends' | 'ignore-unknown' | undefined;
  /** Keys that are known; conditions on these are decided. */
  readonly context?: AccessRequest['context'];
}

const anyResource = resourceGlob('*', false);

/**
 * Whether the principal may do the action on the resource. The resource is an ARN, or a pattern of ARNs; without one, any
 * resource at all will do: then the answer is about the resource on which it may do most.
 */
export function mayAct(
  sets: IdentitySets,
  action: string,
  resource?: string,
  options: MayActOptions = {},
): Possibility {
  const asked: Asked = {
    action: fold(action),
    service: fold(action.split(':')[0] ?? ''),
    known: prepareRequest({ principal: '*', action, resource: resource ?? '*', context: options.context }),
    open: options.conditions === 'ignore-unknown' ? 'ignore' : 'depends',
  };
  const wanted = resource === undefined ? anyResource : globOf(resource);
  // An SCP level without policies allows nothing; no boundary means no limit.
  const filters = [...[sets.boundary, sets.session].filter(isGiven), ...(sets.scp ?? [])];
  const everywhere = [...(sets.identity ?? []), ...filters.flat()];
  const denials = everywhere.flatMap((policy) => relevant(policy, asked, false));
  let best: Possibility = 'no';
  for (const statement of (sets.identity ?? []).flatMap((policy) => relevant(policy, asked, true))) {
    for (const target of targetsOf(statement, wanted)) {
      best = most(best, judge(statement, target, denials, filters, asked));
      if (best === 'yes') return best;
    }
  }
  return best;
}

interface Asked {
  readonly action: string;
  readonly service: string;
  readonly known: Prepared;
  readonly open: 'ignore' | 'depends';
}

function isGiven(list: readonly CompiledPolicy[] | undefined): list is readonly CompiledPolicy[] {
  return list !== undefined && list.length > 0;
}

const globs = new Map<string, Glob>();

function globOf(text: string): Glob {
  const known = globs.get(text);
  if (known !== undefined) return known;
  const glob = resourceGlob(text, false);
  if (globs.size >= 1000) globs.clear();
  globs.set(text, glob);
  return glob;
}

function relevant(policy: CompiledPolicy, asked: Asked, isAllow: boolean): CompiledStatement[] {
  return policy
    .forService(asked.service)
    .filter((statement) => statement.isAllow === isAllow && matchesAction(statement, asked.action));
}

/** The patterns of resources, within what is wanted, that the statement is about. */
function targetsOf({ resources, isNotResource }: CompiledStatement, wanted: Glob): readonly Glob[] {
  if (resources === undefined) return [wanted];
  if (isNotResource) return resources.some((glob) => isCovered(wanted, glob)) ? [] : [wanted];
  const targets: Glob[] = [];
  for (const glob of resources)
    if (!areDisjoint(glob, wanted)) targets.push(wanted.shape === 'literal' || isCovered(wanted, glob) ? wanted : glob);
  return targets;
}

function judge(
  statement: CompiledStatement,
  target: Glob,
  denials: readonly CompiledStatement[],
  filters: readonly (readonly CompiledPolicy[])[],
  asked: Asked,
): Possibility {
  let answer = allowanceOf(statement, target, asked);
  for (const denial of denials) {
    if (answer === 'no') return answer;
    answer = least(answer, opposite(denialOf(denial, target, asked)));
  }
  for (const policies of filters) {
    let passed: Possibility = 'no';
    for (const policy of policies) {
      for (const other of relevant(policy, asked, true)) {
        if (targetsOf(other, target).length > 0) passed = most(passed, allowanceOf(other, target, asked));
      }
    }
    answer = least(answer, passed);
  }
  return answer;
}

/** Variables may or may not fit the resource. */
function allowanceOf(statement: CompiledStatement, target: Glob, asked: Asked): Possibility {
  const isOpen =
    target.shape === 'literal' &&
    statement.resources?.some((glob) => glob.hasVariable && !areDisjoint(glob, target)) === true;
  const isPlain = statement.resources?.some((glob) => !glob.hasVariable && isCovered(target, glob)) === true;
  const own = isOpen && !isPlain && asked.open === 'depends' ? 'depends' : 'yes';
  return least(own, conditionsOf(statement.conditions, asked, true));
}

/** A denial counts when it covers the whole target. */
function denialOf(statement: CompiledStatement, target: Glob, asked: Asked): Possibility {
  const { resources, isNotResource } = statement;
  const met = conditionsOf(statement.conditions, asked, false);
  if (resources === undefined) return met;
  if (isNotResource) return resources.every((glob) => areDisjoint(glob, target)) ? met : 'no';
  if (resources.some((glob) => isCovered(target, glob))) return met;
  const mayFit = target.shape === 'literal' && resources.some((glob) => glob.hasVariable && !areDisjoint(glob, target));
  return mayFit && asked.open === 'depends' ? least(met, 'depends') : 'no';
}

function conditionsOf(conditions: readonly CompiledCondition[], asked: Asked, isAllow: boolean): Possibility {
  let answer: Possibility = 'yes';
  for (const condition of conditions) {
    const isKnown =
      asked.known.values.has(condition.key) &&
      condition.variables.every((name) => asked.known.resolve(name) !== undefined);
    if (isKnown || condition.set.family === 'unknown') {
      if (!holds(condition, asked.known)) return 'no';
    } else if (asked.open === 'depends') answer = 'depends';
    else if (!isAllow) answer = 'no';
  }
  return answer;
}

const order: readonly Possibility[] = ['no', 'depends', 'yes'];

function most(a: Possibility, b: Possibility): Possibility {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function least(a: Possibility, b: Possibility): Possibility {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

function opposite(answer: Possibility): Possibility {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'depends';
}
