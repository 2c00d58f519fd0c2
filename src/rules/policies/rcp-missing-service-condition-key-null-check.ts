import { defineRule } from '../../rule.ts';
import { findSourceTest, testsNull } from '../../semantics/rcp-deny.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html */
export default defineRule({
  meta: {
    id: 'rcp-missing-service-condition-key-null-check',
    subject: 'policy',
    severity: 'warning',
    summary: 'A resource control policy that denies foreign sources spares service calls without any source.',
    why: 'Some calls of AWS services are on behalf of no resource and carry no source; a Deny by the source organization hits those too.',
    remedy: 'Add "Null": {"aws:SourceAccount": "false"} (or aws:SourceArn) to the condition.',
    messages: {
      missing:
        'The Deny by "{{key}}" also hits service calls that have no source. Add "Null": {"aws:SourceAccount": "false"}.',
    },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const test = findSourceTest(statement, true);
      if (test && !testsNull(statement, ['aws:sourceaccount', 'aws:sourcearn'], false))
        report({ at: test.key, message: 'missing', data: { key: test.key.text } });
    },
  }),
});
