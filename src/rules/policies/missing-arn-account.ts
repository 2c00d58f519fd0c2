import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'missing-arn-account',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'An ARN names an account where ARNs of that type of resource have one.',
    why: 'The real ARNs hold an account, so one with a blank field matches no resource at all.',
    remedy: 'Write the account id, or * for any account.',
    messages: {
      accountMissing:
        '{{service}} ARNs of this type ({{types}}) have an account, so {{arn}} matches nothing; write the account id or *.',
    },
    references: { accessAnalyzer: ['MISSING_ARN_ACCOUNT'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'accountMissing'))
        report({ at: resource, message: kind, data });
    },
  }),
});
