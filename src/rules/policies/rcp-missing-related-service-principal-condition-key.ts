import { defineRule } from '../../rule.ts';
import { findSourceTest, testsForService } from '../../semantics/rcp-deny.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html */
export default defineRule({
  meta: {
    id: 'rcp-missing-related-service-principal-condition-key',
    subject: 'policy',
    severity: 'warning',
    summary: 'A resource control policy that denies foreign sources is about calls of AWS services only.',
    why: 'Only calls of AWS services carry aws:SourceOrgID, aws:SourceAccount and the like; the Deny would also hit users and roles, whose calls have none of them.',
    remedy: 'Add "Bool": {"aws:PrincipalIsAWSService": "true"} to the condition.',
    messages: {
      missing:
        'The Deny by "{{key}}" is not limited to AWS services, the only callers with that key. Add "Bool": {"aws:PrincipalIsAWSService": "true"}.',
    },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const test = findSourceTest(statement);
      if (test && !testsForService(statement, true))
        report({ at: test.key, message: 'missing', data: { key: test.key.text } });
    },
  }),
});
