/**
 * Whether a principal may do something at all, by its own side: identity policies, boundary, session policies, SCPs. The
 * resource may be left open, and conditions that depend on unknown facts make the answer `depends`.
 */
import { holds, type CompiledCondition } from './condition.ts';
import { matchesAction, type CompiledPolicy, type CompiledStatement } from './compile.ts';
import { areDisjoint, isCovered } from './compare/inclusion.ts';
import { isVariable, matchesGlob, resourceGlob, type Glob } from './glob.ts';
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
  /**
   * Hears of each statement that had a say, with its own answer, and whether about all of what is asked for or a part;
   * of one statement perhaps several times.
   */
  readonly trace?: ((statement: CompiledStatement, answer: Possibility, isWhole: boolean) => void) | undefined;
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
    trace: options.trace,
    isWhole: true,
  };
  const wanted = resource === undefined ? anyResource : resourceGlob(resource, false);
  // An SCP level without policies allows nothing; no boundary means no limit.
  const filters = [...[sets.boundary, sets.session].filter(isGiven), ...(sets.scp ?? [])];
  const everywhere = [...(sets.identity ?? []), ...filters.flat()];
  const denials = everywhere.flatMap((policy) => relevant(policy, asked, false));
  let best: Possibility = 'no';
  for (const statement of (sets.identity ?? []).flatMap((policy) => relevant(policy, asked, true))) {
    for (const target of targetsOf(statement, wanted)) {
      best = most(
        best,
        judge(statement, target, denials, filters, asked.trace ? { ...asked, isWhole: target === wanted } : asked),
      );
      if (best === 'yes' && !asked.trace) return best;
    }
  }
  return best;
}

interface Asked {
  readonly action: string;
  readonly service: string;
  readonly known: Prepared;
  readonly open: 'ignore' | 'depends';
  readonly trace: MayActOptions['trace'];
  readonly isWhole: boolean;
}

function isGiven(list: readonly CompiledPolicy[] | undefined): list is readonly CompiledPolicy[] {
  return list !== undefined && list.length > 0;
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
  if (answer !== 'no') asked.trace?.(statement, answer, asked.isWhole);
  for (const denial of denials) {
    if (answer === 'no') return answer;
    const denied = denialOf(denial, target, asked);
    if (denied !== 'no') asked.trace?.(denial, denied, asked.isWhole);
    answer = least(answer, opposite(denied));
  }
  for (const policies of filters) {
    let passed: Possibility = 'no';
    for (const policy of policies) {
      for (const other of relevant(policy, asked, true)) {
        if (targetsOf(other, target).length === 0) continue;
        const allowed = allowanceOf(other, target, asked);
        if (allowed !== 'no') asked.trace?.(other, allowed, asked.isWhole);
        passed = most(passed, allowed);
      }
    }
    answer = least(answer, passed);
  }
  return answer;
}

/** Variables whose keys are known are put in; others may or may not fit the resource. */
function allowanceOf(statement: CompiledStatement, target: Glob, asked: Asked): Possibility {
  return least(fitOf(statement, target, asked), conditionsOf(statement.conditions, asked, true));
}

function fitOf(
  { resources = [], isNotResource }: CompiledStatement,
  target: Glob,
  { known, open }: Asked,
): Possibility {
  if (isNotResource || target.shape !== 'literal') return 'yes';
  const withVariables = resources.filter((glob) => glob.hasVariable && !areDisjoint(glob, target));
  if (withVariables.length === 0 || resources.some((glob) => !glob.hasVariable && isCovered(target, glob)))
    return 'yes';
  const settled = withVariables.filter((glob) => isSettled(glob, known));
  if (settled.some((glob) => matchesGlob(glob, target.text, known.resolve))) return 'yes';
  if (settled.length === withVariables.length) return 'no';
  return open === 'depends' ? 'depends' : 'yes';
}

function isSettled({ tokens }: Glob, { resolve }: Prepared): boolean {
  return tokens.every((token) => !isVariable(token) || resolve(token) !== undefined);
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

/** Whether conditions hold in a request of which only some keys are known. */
export function mayHold(conditions: readonly CompiledCondition[], known: Prepared): Possibility {
  return conditionsOf(
    conditions,
    { action: '', service: '', known, open: 'depends', trace: undefined, isWhole: true },
    true,
  );
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

/** From the least to the most. */
const order: readonly Possibility[] = ['no', 'depends', 'yes'];

export function most(a: Possibility, b: Possibility): Possibility {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

export function least(a: Possibility, b: Possibility): Possibility {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

function opposite(answer: Possibility): Possibility {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'depends';
}
