/** Steps that are taken on nothing the snapshot lists: whether they can be taken on anything at all. */
import type { Holder } from './actors.ts';
import { mayDoTogether, type OpenStep } from './anywhere.ts';
import { least, type Answer } from './conditions.ts';
import { createsPrincipal, type Plan, type PlannedStep } from './plan.ts';
import type { Involved } from './permissions.ts';
import type { World } from './world.ts';

/** How surely steps on things outside the snapshot can be taken. */
export function openSteps(world: World, holder: Holder, plan: Plan, known: Map<string, Answer>): Answer {
  let answer: Answer = 'yes';
  for (const group of plan.open) {
    if (answer === 'no') break;
    answer = least(answer, openGroup(world, holder, group, known));
  }
  return answer;
}

export function openGroup(
  world: World,
  holder: Holder,
  group: readonly PlannedStep[],
  known: Map<string, Answer>,
): Answer {
  const key = group.map(({ step }) => `${step.action} ${step.target}`).join();
  let answer = known.get(key);
  if (answer === undefined) {
    const steps = group.map(({ step, action }): OpenStep => ({
      step,
      involved: withControls(world, step.action, world.permissions.rulesOf(holder, action)),
      formats: world.formatsOf(step),
    }));
    const facts = world.permissions.facts(holder);
    const made = createsPrincipal(group);
    answer = mayDoTogether(steps, (name) => (made ? newPrincipalFacts(world, name) : undefined) ?? facts(name));
    known.set(key, answer);
  }
  return answer;
}

/** A role or user of one's own making has no boundary, and whichever policy one attaches. */
function newPrincipalFacts(world: World, key: string): readonly string[] | undefined {
  if (key === 'iam:permissionsboundary') return [];
  return key === 'iam:policyarn' ? world.adminPolicies.slice(0, 1) : undefined;
}

/** A role that nobody may assume is of no use to its maker, and resource control policies hold for new ones, too. */
function withControls({ store, permissions }: World, made: string, involved: Involved): Involved {
  const controls = made === 'iam:CreateRole' && permissions.controls.get(store.actionNumber('sts:AssumeRole'));
  return controls ? { ...involved, denies: [...involved.denies, ...controls] } : involved;
}
