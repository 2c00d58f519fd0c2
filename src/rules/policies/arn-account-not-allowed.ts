import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'arn-account-not-allowed',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'An ARN names an account only where ARNs of that type of resource have one.',
    why: 'The real ARNs leave the account blank, so the statement matches no resource at all: an Allow grants nothing, a Deny stops nothing.',
    remedy: 'Leave the account field blank.',
    messages: {
      accountNotAllowed:
        '{{service}} ARNs of this type ({{types}}) have no account, so {{arn}} matches nothing; leave the account blank.',
    },
    references: { accessAnalyzer: ['ARN_ACCOUNT_NOT_ALLOWED'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'accountNotAllowed'))
        report({ at: resource, message: kind, data });
    },
  }),
});
