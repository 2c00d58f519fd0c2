/** Smaller policies for an account, from what its principals used. Nothing is changed anywhere: these are proposals. */
import { isKeptByAws, statementsOf, type Principal } from '../account/effective.ts';
import type { Account, AccountPolicy, AttachedPolicy } from '../account/model.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { intersectsAction } from '../policy/arn.ts';
import type { Statement } from '../policy/model.ts';
import type { UsageSource } from '../usage/usage.ts';
import { findCleanup } from './cleanup.ts';
import { holdersOf, isWhole, youth, type Holders } from './holders.ts';
import type { PolicyRef, SkippedPart, SuggestOptions, Suggestion, Suggestions } from './model.ts';
import { courtOf, propose, proposeDeletion, type Answer, type Case, type Court } from './propose.ts';
import { sizeQuotas } from './quotas.ts';
import { lengthOf } from './split-document.ts';
import { findStrangers } from './strangers.ts';

export interface SuggestInput {
  readonly account: Account;
  readonly sources: readonly UsageSource[];
  readonly options: SuggestOptions;
  readonly catalog: Catalog;
  /** Users, groups, roles and policies to look at; absent: all. */
  readonly arns?: readonly string[] | undefined;
}

interface Run extends SuggestInput {
  readonly holders: Holders;
  /** ARNs of roles that AWS made and keeps. */
  readonly awsRoles: ReadonlySet<string>;
  readonly suggestions: Suggestion[];
  readonly skipped: SkippedPart[];
  unchanged: number;
}

/** Judges every policy of the account, or of the principals and policies asked for. */
export function suggest(input: SuggestInput): Suggestions {
  const { account, sources, options, arns } = input;
  const holders = holdersOf(account, sources, options);
  const awsRoles = new Set(account.roles.filter(isKeptByAws).map(({ arn }) => arn));
  const run: Run = { ...input, holders, awsRoles, suggestions: [], skipped: [], unchanged: 0 };
  const isAsked = (arn: string | undefined): boolean => !arns || (arn !== undefined && arns.includes(arn));
  for (const one of [...account.users, ...account.groups, ...account.roles])
    if (isAsked(one.arn)) judgeHolder(one, run);
  for (const policy of account.policies)
    if (policy.kind === 'customer-managed' && isAsked(policy.arn)) judgeManaged(policy, run);
  if (!arns) run.skipped.push(...findStrangers(account, sources));
  return {
    suggestions: withoutRepeats(run.suggestions),
    skipped: run.skipped,
    cleanup: arns ? [] : findCleanup(account),
    unchanged: run.unchanged,
    problems: sources.flatMap(({ problems }) => problems),
  };
}

/** When a policy goes from all who have it, there is no need to say so for each. */
function withoutRepeats(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const gone = new Set(suggestions.filter(isWholeDetachment).map(({ policy }) => policy.arn));
  return suggestions.filter((one) => isWholeDetachment(one) || one.change !== 'detach' || !gone.has(one.policy.arn));
}

function isWholeDetachment({ change, resource, policy }: Suggestion): boolean {
  return change === 'detach' && resource.arn === policy.arn;
}

function take(answer: Answer, run: Run): void {
  if ('suggestion' in answer) run.suggestions.push(answer.suggestion);
  else {
    if ('unchanged' in answer) run.unchanged++;
    if (answer.skipped) run.skipped.push(answer.skipped);
  }
}

function judgeHolder(one: Principal, run: Run): void {
  const { inlinePolicies, attachedPolicies } = one;
  if (inlinePolicies.length + attachedPolicies.length === 0) return;
  const ready = 'members' in one ? run.holders.group(one) : run.holders.principal(one);
  if ('reason' in ready) {
    run.skipped.push({ resource: one.ref, reason: ready.reason });
    return;
  }
  const court = courtOf(ready.usage, run.options, run.catalog);
  const isBlocked = boundaryBlock(one);
  for (const policy of inlinePolicies) judgeInline(one, policy, isBlocked, court, run);
  for (const attached of attachedPolicies) judgeAttached(one, attached, isBlocked, court, run);
}

/** Services of which the boundary allows nothing: unused for a good reason, and no loss. */
function boundaryBlock(one: Principal): (service: string) => boolean {
  const limit = boundaryOf(one);
  if (!limit) return () => false;
  const allows = limit.filter(({ isAllow }) => isAllow !== false);
  return (service) =>
    !allows.some(
      ({ action, notAction }) =>
        action?.values.some(({ text }) => intersectsAction(text, `${service}:*`)) ?? notAction !== undefined,
    );
}

function boundaryOf(one: Principal): readonly Statement[] | undefined {
  if (!('boundary' in one)) return undefined;
  return statementsOf(one.boundary);
}

function judgeInline(
  one: Principal,
  inline: AccountPolicy,
  isBlocked: (service: string) => boolean,
  court: Court,
  run: Run,
): void {
  const policy: PolicyRef = { kind: 'inline', name: inline.name };
  const { document } = inline;
  if (!document) {
    run.skipped.push({ resource: one.ref, policy, reason: 'its document is missing or unreadable' });
    return;
  }
  const others = one.inlinePolicies.filter((other) => other !== inline);
  const taken = others.reduce((sum, other) => sum + (other.document ? lengthOf(other.document.raw) : 0), 0);
  const most = 'members' in one ? sizeQuotas.group : 'groups' in one ? sizeQuotas.user : sizeQuotas.role;
  const quota = { most, taken, maySplit: false };
  take(propose({ resource: one.ref, policy, document, whenEmpty: 'delete', quota, isBlocked }, court), run);
}

const managedQuota = { most: sizeQuotas.managed, taken: 0, maySplit: false };

function judgeAttached(
  one: Principal,
  attached: AttachedPolicy,
  isBlocked: (service: string) => boolean,
  court: Court,
  run: Run,
): void {
  const { arn, name, policy: known } = attached;
  const isAws = /^arn:[^:]*:iam::aws:policy\//.test(arn);
  const policy: PolicyRef = { kind: isAws ? 'aws-managed' : 'customer-managed', name, arn };
  const document = known?.document ?? statementsOf(attached)?.[0]?.policy;
  const skip = (reason: string): void => void run.skipped.push({ resource: one.ref, policy, reason });
  if (!document) {
    skip('the snapshot does not have its document');
    return;
  }
  // Where nobody else has it, the policy itself is the case.
  if (!isAws && known?.attachedTo.length === 1) return;
  const young = known && youth(sinceOf(known), run.options);
  if (young !== undefined) {
    if (isAws) skip(`the policy: ${young}`);
    return;
  }
  const answer = propose(
    {
      resource: one.ref,
      policy,
      document,
      whenEmpty: 'detach',
      onlyWhole: !isAws,
      quota: { ...managedQuota, maySplit: isAws },
      isBlocked,
    },
    court,
  );
  if (isAws || 'suggestion' in answer) take(answer, run);
}

/** A customer's new version may bring rights that had no time to be used; AWS's own change too often to wait for. */
function sinceOf({ kind, versions, created }: AccountPolicy): Date | undefined {
  if (kind === 'aws-managed') return created;
  return versions?.find(({ isDefault }) => isDefault)?.created ?? created;
}

function judgeManaged(managed: AccountPolicy, run: Run): void {
  const { ref, name, arn, document, attachedTo, attachmentCount, boundaryUsageCount = 0 } = managed;
  const policy: PolicyRef = { kind: 'customer-managed', name, ...(arn !== undefined && { arn }) };
  const skip = (reason: string): void => void run.skipped.push({ resource: ref, policy, reason });
  const young = youth(sinceOf(managed), run.options);
  if (young !== undefined) skip(young);
  else if (!document) skip('its document is missing or unreadable');
  else if (attachedTo.length === 0 && attachmentCount === 0 && boundaryUsageCount === 0 && isWhole(run.account))
    run.suggestions.push(proposeDeletion(ref, policy, document));
  else if (attachedTo.some((holder) => run.awsRoles.has(holder.arn ?? ''))) skip('a role that AWS keeps has it');
  else {
    const ready = run.holders.policy(managed);
    if ('reason' in ready) {
      skip(ready.reason);
      return;
    }
    const court = courtOf(ready.usage, run.options, run.catalog);
    const one: Case = { resource: ref, policy, document, whenEmpty: 'detach', quota: managedQuota };
    take(propose(one, court), run);
  }
}
