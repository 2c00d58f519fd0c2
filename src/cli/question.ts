/** What `can` and `who-can` have in common: an account from a snapshot, an action, a resource, known context. */
import type { Account } from '../account/model.ts';
import type { Question } from '../account/ask.ts';
import { readSnapshot } from '../account/snapshot.ts';
import { nearest } from '../catalog/suggest.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { UsageError } from '../errors.ts';
import { hasWildcard } from '../policy/pattern.ts';
import type { Arguments, Flags, Io } from './command.ts';
import { sayProblems } from './say-problems.ts';
import { loadSnapshotParts } from './snapshot-files.ts';

export const questionFlags = {
  snapshot: { type: 'string', value: 'FILE_OR_DIR', description: 'the account, as saved by scan --save-snapshot' },
  context: {
    type: 'string',
    multiple: true,
    value: 'KEY=VALUE',
    description: 'a condition key of the request that is known; the same key again is a further value',
  },
  format: { type: 'string', value: 'NAME', choices: ['text', 'table', 'json'], description: 'how to answer' },
  catalog: { type: 'string', value: 'DIR', description: 'a newer copy of the service data' },
  debug: { type: 'boolean', description: 'show the stack of an internal error' },
} as const satisfies Flags;

export async function loadAccount(args: Arguments, io: Io): Promise<Account> {
  const path = args.text('snapshot');
  if (path === undefined) throw new UsageError('--snapshot FILE_OR_DIR says which account the question is about.');
  const loaded = await loadSnapshotParts(path, io.cwd);
  const account = readSnapshot(loaded.parts, loaded);
  sayProblems(account, io);
  return account;
}

/** Throws UsageError for an action that does not exist, with the nearest. */
export function readQuestion(action: string, resource: string, args: Arguments, catalog: Catalog): Question {
  if (hasWildcard(action)) throw new UsageError('The question takes one action, without wildcards.');
  const info = catalog.action(action);
  if (!info) throw new UsageError(`There is no action "${action}".${didYouMean(action, catalog)}`);
  if (resource !== '*' && !resource.startsWith('arn:')) {
    throw new UsageError(`A resource is an ARN, a pattern of ARNs, or *; "${resource}" is none of them.`);
  }
  const context: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const pair of args.list('context')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) throw new UsageError(`--context takes KEY=VALUE, not "${pair}".`);
    (context[pair.slice(0, equals)] ??= []).push(pair.slice(equals + 1));
  }
  const single = Object.entries(context).map(
    ([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values] as const,
  );
  return { action: `${info.service}:${info.name}`, resource, context: Object.fromEntries(single) };
}

function didYouMean(action: string, catalog: Catalog): string {
  const [prefix = '', name = ''] = action.split(':');
  const service = catalog.service(prefix.toLowerCase());
  const names = service ? [...service.actions.values()].map((one) => one.name) : [];
  const [near] = nearest(name, names, 1);
  return near === undefined ? '' : ` Did you mean ${prefix.toLowerCase()}:${near}?`;
}

/** What the answer leaves out. */
export function limitsOf({ action, resource }: Question, account: Account): string {
  const trusts =
    action === 'sts:AssumeRole' && hasWildcard(resource)
      ? ' Trust policies count when one role is named by its ARN.'
      : '';
  const tokens = /^sts:AssumeRoleWith/.test(action)
    ? ' A token and the trust policy alone decide about this action.'
    : '';
  return `Resource policies (of buckets, keys, queues ...) and session policies are not in a snapshot${guardrailsIn(account)}; the root user may do everything.${trusts}${tokens}`;
}

function guardrailsIn({ organization, id }: Account): string {
  const isSettled =
    organization && (organization.scp ?? organization.unreadable ?? organization.managementAccountId === id);
  return isSettled ? '' : ', service control policies not in this one';
}

/** Why there may be users and roles that the snapshot does not show. */
export function unseenPrincipals({ incomplete }: Account): readonly string[] {
  const reasons = (['UserDetailList', 'RoleDetailList'] as const).flatMap((list) => incomplete.get(list) ?? []);
  return [...new Set(reasons)];
}
