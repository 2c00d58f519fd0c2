import { listed } from '../../account/admin-policy.ts';
import { lastAccessedOf, notedBy, onlyNoted, sayMissing } from '../../account/analyzer-unused.ts';
import { judge, reportedEntities, unusedActions } from '../../account/unused-access.ts';
import { defineRule } from '../../rule.ts';

/** A role of wide permissions has thousands that it does not use. */
const mostListed = 100;

export default defineRule({
  meta: {
    id: 'unused-action',
    subject: 'account',
    severity: 'suggestion',
    securitySeverity: 3,
    precision: 'high',
    summary: 'Every tracked action that a user, group, role or policy is granted has been used.',
    why: 'Single actions such as deletions are often granted and never called. Only actions that AWS tracks one by one, and that the report lists without a use, are named; absence from the report proves nothing. Services without any use are left to unused-service.',
    remedy:
      'Remove the actions from the policies, or replace a wildcard by the actions in use: `iam-audit suggest --arn ARN` writes the smaller policy.',
    messages: {
      unused: '{{label}} never used {{count}} granted actions in {{observed}} days: {{actions}}.',
      analyzer:
        '{{label}} does not use {{count}} granted actions, by a finding of IAM Access Analyzer ({{analyzers}}): {{actions}}.',
    },
    needs: [['accessAdvisor', 'accessAnalyzer']],
    options: {
      days: {
        type: 'number',
        default: 90,
        description: 'Age in days from which an entity and its policies are judged.',
      },
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ now, options, report, skip }) => ({
    account(account) {
      sayMissing(account, 'accessAdvisor', skip);
      const notes = notedBy(account, 'UnusedPermission');
      const arnNote = (arn: string | undefined) => notes.get(arn ?? '')?.evidence;
      const window = { days: Number(options.days), now };
      for (const one of reportedEntities(account)) {
        const judged = judge(one, window);
        if (typeof judged === 'string') {
          skip(judged);
          continue;
        }
        const actions = unusedActions(judged, window);
        if (actions.length === 0) continue;
        const services = servicesOf(actions);
        const { label, entity } = one;
        const lastAccessed = Object.fromEntries(
          one.report.services
            .filter(({ namespace }) => services.includes(namespace))
            .map(({ namespace, lastAuthenticated }) => [namespace, lastAuthenticated?.toISOString() ?? null]),
        );
        report({
          at: entity,
          message: 'unused',
          data: { label, count: actions.length, observed: judged.observedDays, actions: listed(actions, 8) },
          evidence: {
            services,
            actions: actions.slice(0, mostListed),
            ...(actions.length > mostListed && { moreActions: actions.length - mostListed }),
            lastAccessed,
            observedDays: judged.observedDays,
            ...arnNote(entity.ref.arn),
          },
        });
      }
      for (const { entity, label, noted } of onlyNoted(
        account,
        notes,
        ({ granularity }) => granularity !== 'SERVICE_LEVEL',
      )) {
        const { actions, analyzers } = noted;
        if (actions.length === 0) continue;
        const services = servicesOf(actions);
        report({
          at: entity,
          message: 'analyzer',
          data: { label, analyzers, count: actions.length, actions: listed(actions, 8) },
          evidence: { services, actions, lastAccessed: lastAccessedOf(noted, services), ...noted.evidence },
        });
      }
    },
  }),
});

function servicesOf(actions: readonly string[]): readonly string[] {
  return [...new Set(actions.map((action) => action.slice(0, action.indexOf(':'))))];
}
