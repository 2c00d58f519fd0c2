import { defineRule } from '../../rule.ts';
import type { Statement } from '../../policy/model.ts';
import { statementHas } from '../../semantics/element-presence.ts';

/**
 * A policy of these services may leave the resource out: it is the repository or file system the policy belongs to.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
const resourceIsImplied = new Set(['ecr', 'ecr-public', 'elasticfilesystem']);

export default defineRule({
  meta: {
    id: 'missing-resource',
    subject: 'policy',
    severity: 'error',
    summary: 'Every statement has a Resource or a NotResource, except in role trust policies.',
    why: 'AWS refuses a statement that does not say which resources it is about.',
    remedy: 'Add a Resource element with the ARNs that the statement is about.',
    messages: {
      missing: 'The statement has neither Resource nor NotResource.',
    },
    policyTypes: ['identity', 'boundary', 'resource', 'scp', 'rcp'],
    references: {
      accessAnalyzer: ['MISSING_RESOURCE'],
      boogy: ['policy_structure', 'missing_resource'],
      cfnLint: ['E3510', 'E3512'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.resource || statement.notResource) return;
      if (statement.policy.type === 'resource' && impliesResource(statement)) return;
      if (!statementHas(statement, ['Resource', 'NotResource'])) report({ at: statement, message: 'missing' });
    },
  }),
});

function impliesResource({ action, policy }: Statement): boolean {
  if (/^AWS::(?:ECR|EFS)::/.test(policy.resourceType ?? '')) return true;
  const actions = action?.values ?? [];
  return actions.length > 0 && actions.every(({ service }) => service !== undefined && resourceIsImplied.has(service));
}
