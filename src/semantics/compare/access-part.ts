/** Access named by actions and resources, as a statement that nobody makes. */
import type { CompiledStatement } from '../compile.ts';
import { actionGlob, matchesGlob, resourceGlob } from '../glob.ts';
import type { Prepared } from '../request.ts';
import { firstBits } from './bits.ts';
import type { Part } from './parts.ts';
import type { Setup } from './setup.ts';

/** Access that must not be granted; a list that is absent or empty stands for everything. */
export interface Access {
  readonly actions?: readonly string[] | undefined;
  readonly resources?: readonly string[] | undefined;
}

/** The access as a statement that nobody makes. */
export function accessPart(
  { actions = [], resources = [] }: Access,
  setup: Setup,
  any: CompiledStatement | undefined,
): Part {
  const source = any?.source;
  return {
    statement: { ...blankStatement, ...(source && { source }) } as CompiledStatement,
    action:
      actions.length > 0 ? { globs: actions.map((text) => setup.actions(actionGlob(text))), isNot: false } : everything,
    resource:
      resources.length > 0
        ? { globs: resources.map((text) => setup.resources(resourceGlob(text, false))), isNot: false }
        : everything,
    callers: firstBits(setup.callers.length),
    conditions: [],
    needed: [],
  };
}

const everything = { globs: undefined, isNot: false };
const blankStatement = {
  index: 0,
  sid: undefined,
  isAllow: true,
  actions: [],
  isNotAction: true,
  resources: undefined,
  isNotResource: false,
  principals: undefined,
  isNotPrincipal: false,
  conditions: [],
};

/** Whether the request is for the access. */
export function isWithin(request: Prepared, { actions = [], resources = [] }: Access): boolean {
  const isAction = actions.length === 0 || actions.some((text) => matchesGlob(actionGlob(text), request.action, never));
  return (
    isAction &&
    (resources.length === 0 ||
      resources.some((text) => matchesGlob(resourceGlob(text, false), request.resource, never)))
  );
}

const never = (): undefined => undefined;
