/** What can go without changing what anybody may do. */
import type { Account, AccountPolicy, Group } from '../account/model.ts';
import { isWhole } from './holders.ts';
import type { Cleanup, PolicyRef } from './model.ts';

/** Groups without effect, policies that stand twice, attachments that repeat a group's. */
export function findCleanup(account: Account): readonly Cleanup[] {
  if (!isWhole(account)) return [];
  return [...account.groups.flatMap(emptyGroup), ...repeatedAttachments(account), ...equalPolicies(account)];
}

function emptyGroup({ ref, members, inlinePolicies, attachedPolicies }: Group): Cleanup[] {
  if (members.length === 0) {
    return [{ kind: 'group-without-members', resource: ref, reason: 'the group has no members' }];
  }
  if (inlinePolicies.length + attachedPolicies.length > 0) return [];
  return [{ kind: 'group-without-policies', resource: ref, reason: 'the group has no policies' }];
}

function repeatedAttachments({ users, groups }: Account): Cleanup[] {
  const byName = new Map(groups.map((group) => [group.name, group]));
  return users.flatMap((user) =>
    user.attachedPolicies.flatMap(({ name, arn, policy }): Cleanup[] => {
      const group = user.groups
        .map((one) => byName.get(one))
        .find((one) => one?.attachedPolicies.some((other) => other.arn === arn));
      const kind = policy?.kind ?? (/:iam::aws:/.test(arn) ? 'aws-managed' : 'customer-managed');
      if (!group) return [];
      const reason = `attached to the user and to its group ${group.name}`;
      return [{ kind: 'duplicate-attachment', resource: user.ref, policy: { kind, name, arn }, reason }];
    }),
  );
}

/** Managed policies with one document, and inline policies of one principal with one document. */
function equalPolicies({ users, groups, roles, policies }: Account): Cleanup[] {
  const managed = policies.filter(({ kind }) => kind === 'customer-managed');
  return [managed, ...[...users, ...groups, ...roles].map(({ inlinePolicies }) => inlinePolicies)].flatMap(repeats);
}

function repeats(policies: readonly AccountPolicy[]): Cleanup[] {
  if (policies.length < 2) return [];
  const seen = new Map<string, AccountPolicy>();
  return policies.flatMap((policy): Cleanup[] => {
    if (!policy.document) return [];
    const text = JSON.stringify(policy.document.raw);
    const first = seen.get(text);
    if (!first) {
      seen.set(text, policy);
      return [];
    }
    const { kind, name, arn, ref } = policy;
    const which: PolicyRef = { kind, name, ...(arn !== undefined && { arn }) };
    return [{ kind: 'duplicate-policy', resource: ref, policy: which, reason: `the same document as ${first.name}` }];
  });
}
