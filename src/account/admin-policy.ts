/** Policies that make whoever holds them an administrator: the shared part of the rules on such policies. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Severity } from '../finding.ts';
import type { Problem, RuleContext } from '../rule.ts';
import { reachOf, statementBehind, type Reach } from '../semantics/grants.ts';
import { limitedBy } from './effective.ts';
import type { Account, AccountPolicy } from './model.ts';

export type AdminMessage = 'everything' | 'almost' | 'gated';

/** Wording for a policy; each rule puts what is special about its policies in front. */
export function adminMessages(subject: string): Readonly<Record<AdminMessage, string>> {
  return {
    everything: `${subject} {{policy}} allows every action on every resource.`,
    almost: `${subject} {{policy}} allows every action on every resource, changes of permissions included, but {{except}}.`,
    gated: `${subject} {{policy}} allows every action on every resource to callers that meet its condition, which limits nothing else.`,
  };
}

/** The grade of a finding: a condition on the caller makes it milder. */
export function adminSeverity({ gated }: Reach): Severity {
  return gated ? 'warning' : 'security';
}

/** The message that says how far the policy reaches. */
export function adminMessage({ level, gated }: Reach): AdminMessage {
  if (gated) return 'gated';
  return level === 'everything' ? 'everything' : 'almost';
}

/** The first of a list, and how many more there are. */
export function listed(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** Many actions of one service as one entry: `most of organizations`. */
function shortened(actions: readonly string[]): readonly string[] {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    services.set(service, [...(services.get(service) ?? []), action]);
  }
  return [...services].flatMap(([service, names]) => (names.length > 3 ? [`most of ${service}`] : names));
}

/** What the messages of `adminMessages` need. */
export function adminData({ level, missing }: Reach): { readonly except: string; readonly all: string } {
  const except = listed(shortened(missing));
  return { except, all: level === 'everything' ? 'every action' : `every action but ${except}` };
}

/** Reports a policy that allows everything: at the statement that does, or at the policy when several do together. */
export function reportAdminPolicy(
  policy: AccountPolicy,
  { catalog, report }: Pick<RuleContext<AdminMessage>, 'catalog' | 'report'>,
  more: Partial<Problem<AdminMessage>> = {},
): void {
  const statements = policy.document?.statements ?? [];
  const reach = reachOf(statements, catalog);
  // NotAction behind a condition on the caller is what policy-allow-notaction and the Proton rule are about.
  if (reach.level === 'less' || (reach.gated && reach.level === 'almost')) return;
  const grade = reach.gated ? { severity: adminSeverity(reach) } : {};
  report({
    at: statementBehind(statements, reach, catalog) ?? policy,
    message: adminMessage(reach),
    data: { policy: policy.name, ...adminData(reach) },
    evidence: { policy: policy.arn ?? policy.name, attachedTo: policy.attachedTo.map(({ arn, name }) => arn ?? name) },
    ...grade,
    ...more,
  });
}

/** Whether permissions boundaries leave something of the policy; an unknown boundary is said. */
export function isFree(
  policy: AccountPolicy,
  account: Account | undefined,
  { catalog, skip }: { readonly catalog: Catalog; readonly skip: (reason: string) => void },
): boolean {
  if (!account || reachOf(policy.document?.statements ?? [], catalog).level === 'less') return true;
  const verdict = limitedBy(policy, account, catalog);
  if (verdict === 'unknown') skip(`policy ${policy.name}: a permissions boundary on it is not in the snapshot`);
  return verdict === 'free';
}

/** Whether anyone has the managed policy attached, in the snapshot or by AWS's count. */
export function isAttached({ attachedTo, attachmentCount = 0 }: AccountPolicy): boolean {
  return attachedTo.length > 0 || attachmentCount > 0;
}
