import { defineRule } from '../../rule.ts';
import { findPrincipalTest, testsForService, testsNull } from '../../semantics/rcp-deny.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html */
export default defineRule({
  meta: {
    id: 'rcp-missing-related-principal-condition-key',
    subject: 'policy',
    severity: 'warning',
    summary: 'A resource control policy that denies strangers spares AWS services.',
    why: 'Calls that AWS services make themselves carry no organization or account of a customer, so a Deny of everyone else stops log delivery, notifications and the like.',
    remedy: 'Add "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} to the condition.',
    messages: {
      missing:
        'The Deny by "{{key}}" also hits AWS services. Add "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}.',
    },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const test = findPrincipalTest(statement);
      if (!test || testsForService(statement, false)) return;
      // Services have no key about a principal, and only services have a service's name.
      if (testsNull(statement, [test.key.text.toLowerCase()], false)) return;
      if (testsNull(statement, ['aws:principalservicename', 'aws:principalservicenameslist'], true)) return;
      report({ at: test.key, message: 'missing', data: { key: test.key.text } });
    },
  }),
});
