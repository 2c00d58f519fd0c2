/** What every comparison starts with: a budget, and the callers that the policies can tell apart. */
import type { CompiledPolicy } from '../compile.ts';
import { prepareRequest } from '../request.ts';
import { defaultLimits, newBudget } from './budget.ts';
import { accountIn, freshNames, listCallers } from './callers.ts';
import { newIntern, type Workshop } from './parts.ts';
import type { CheckOptions } from './region.ts';

export type Setup = Workshop;

/** Prepares a comparison of the policies. */
export function setUp(policies: readonly CompiledPolicy[], options: CheckOptions): Setup {
  const budget = newBudget({ ...defaultLimits, ...options.limits }, options.isExpired);
  const raw = policies.map(({ source }) => JSON.stringify(source.raw));
  const fresh = freshNames(raw);
  const named = namedByConditions(policies);
  const isAboutCallers =
    policies.some(({ hasPrincipals }) => hasPrincipals) ||
    named.length > 0 ||
    raw.some((text) => /aws:(principal|username)/i.test(text));
  const callers = isAboutCallers
    ? listCallers(policies, named, fresh)
    : [{ caller: onlyCaller, isGeneric: true, isStranger: true }];
  const identified = policies.some(({ hasPrincipals }) => hasPrincipals)
    ? callers
    : callers.filter(({ caller }) => !['anonymous', 'service', 'federated', 'other'].includes(caller.kind));
  return {
    budget,
    callers: identified,
    actions: newIntern(),
    resources: newIntern(),
  };
}

const onlyCaller = prepareRequest({
  principal: 'arn:aws:iam::123456789012:user/anybody',
  action: '',
  resource: '',
}).caller;

/** Principals and accounts that conditions write out. */
function namedByConditions(policies: readonly CompiledPolicy[]): string[] {
  const conditions = policies.flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions));
  const about = conditions.filter(({ key }) => key === 'aws:principalarn' || key === 'aws:principalaccount');
  return about.flatMap(({ set }) =>
    ('globs' in set ? set.globs : []).flatMap((glob) => [
      ...(glob.shape === 'literal' ? [glob.text] : []),
      ...[accountIn(glob.text) ?? []].flat(),
    ]),
  );
}
