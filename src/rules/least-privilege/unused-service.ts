import { listed } from '../../account/admin-policy.ts';
import { lastAccessedOf, notedBy, onlyNoted, sayMissing } from '../../account/analyzer-unused.ts';
import { judge, reportedEntities, unusedServices } from '../../account/unused-access.ts';
import { defineRule } from '../../rule.ts';

/** An administrator does not use hundreds of services, and an account may have hundreds of those. */
const mostListed = 100;

export default defineRule({
  meta: {
    id: 'unused-service',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 4,
    precision: 'high',
    summary: 'Every service that a user, group, role or policy is granted was used within the window.',
    why: 'Rights that nobody uses only help whoever steals the credentials. AWS records attempts, denied ones too, for 400 days. Whoever or whatever is younger than the window is not judged, nor is iam when only iam:PassRole is granted, which is never recorded.',
    remedy:
      'Remove the services from the policies: `iam-audit suggest --arn ARN` writes the smaller ones, with proofs. Give yearly jobs a longer window.',
    messages: {
      unused: '{{label}} used none of these granted services in {{days}} days: {{services}} ({{count}} of {{total}}).',
      analyzer:
        '{{label}} does not use these granted services, by a finding of IAM Access Analyzer ({{analyzers}}): {{services}}.',
    },
    needs: [['accessAdvisor', 'accessAnalyzer']],
    options: {
      days: { type: 'number', default: 90, description: 'Days without use after which a service counts as unused.' },
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ catalog, now, options, report, skip }) => ({
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
        const unused = unusedServices(judged, window, catalog);
        if (unused.length === 0) continue;
        const services = unused.map(({ namespace }) => namespace);
        report({
          at: one.entity,
          message: 'unused',
          data: {
            label: one.label,
            days: window.days,
            services: listed(services, 8),
            count: services.length,
            total: one.report.services.length,
          },
          evidence: {
            services: services.slice(0, mostListed),
            ...(services.length > mostListed && { moreServices: services.length - mostListed }),
            actions: [],
            lastAccessed: Object.fromEntries(
              unused
                .slice(0, mostListed)
                .map(({ namespace, lastAuthenticated }) => [namespace, lastAuthenticated?.toISOString() ?? null]),
            ),
            observedDays: judged.observedDays,
            ...arnNote(one.entity.ref.arn),
          },
        });
      }
      for (const { entity, label, noted } of onlyNoted(account, notes)) {
        const { services, analyzers } = noted;
        if (services.length === 0) continue;
        report({
          at: entity,
          message: 'analyzer',
          data: { label, analyzers, services: listed(services, 8) },
          evidence: { services, actions: [], lastAccessed: lastAccessedOf(noted, services), ...noted.evidence },
        });
      }
    },
  }),
});
