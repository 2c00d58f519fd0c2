/** Usage data of principals that the account does not have: nothing can be suggested, and nobody should wonder why. */
import type { Account } from '../account/model.ts';
import type { UsageSource } from '../usage/usage.ts';
import type { SkippedPart } from './model.ts';

const types: Readonly<Record<string, string>> = {
  user: 'AWS::IAM::User',
  group: 'AWS::IAM::Group',
  role: 'AWS::IAM::Role',
  policy: 'AWS::IAM::ManagedPolicy',
};

/** One entry for each ARN that is unknown, sorted. */
export function findStrangers(account: Account, sources: readonly UsageSource[]): readonly SkippedPart[] {
  const entities = [...account.users, ...account.groups, ...account.roles, ...account.policies];
  const known = new Set(entities.flatMap(({ arn }) => (arn === undefined ? [] : [arn, withoutPath(arn)])));
  const strange = new Map<string, string>();
  for (const source of sources)
    for (const arn of source.arns()) if (!known.has(arn) && !known.has(withoutPath(arn))) strange.set(arn, source.name);
  return [...strange]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([arn, name]) => {
      const [, kind = ''] = /^arn:[^:]*:iam::[^:]*:([a-z]+)\//.exec(arn) ?? [];
      const type = Object.hasOwn(types, kind) ? (types[kind] ?? '') : 'AWS::IAM::Principal';
      return {
        resource: { type, name: arn.slice(arn.lastIndexOf('/') + 1), arn },
        reason: `not in the account; its usage data (${name}) was left aside`,
      };
    });
}

/** CloudTrail names a role in a session without its path. */
function withoutPath(arn: string): string {
  return arn.replace(/^(arn:[^:]*:iam::[^:]*:[a-z]+)\/.*\//, '$1/');
}
