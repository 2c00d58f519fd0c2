import { defineRule } from '../../rule.ts';
import type { Statement } from '../../policy/model.ts';
import { isOpenToEveryone, takesAnonymous } from '../../semantics/public-statement.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
export default defineRule({
  meta: {
    id: 'public-resource-policy',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 9,
    summary: 'A resource-based policy does not let everybody in.',
    why: 'Principal * is everyone in the world, for many services without any credentials; only a condition on who or where the caller is narrows it.',
    remedy:
      'Name the principals, or add a condition on aws:PrincipalOrgID, aws:SourceVpce, aws:SourceIp or the like. If it is meant to be public, suppress the finding with that reason.',
    messages: {
      everyone:
        'Everybody, without credentials too, is allowed {{actions}}. Name principals, or add a condition that says who.',
      identified:
        'Everybody with an AWS account is allowed {{actions}}. Name principals, or add a condition that says who.',
    },
    policyTypes: ['resource'],
    references: {
      boogy: ['principal_validation'],
      prowler: [
        'awslambda_function_not_publicly_accessible',
        'ecr_repositories_not_publicly_accessible',
        'eventbridge_bus_exposed',
        'kms_key_not_publicly_accessible',
        's3_bucket_policy_public_write_access',
        'secretsmanager_not_publicly_accessible',
        'sns_topics_not_publicly_accessible',
        'sqs_queues_not_publicly_accessible',
      ],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    statement(statement) {
      if (!statement.principal || isEndpointDefault(statement)) return;
      const open = isOpenToEveryone(statement);
      if (open === 'unknown')
        skip('whether a policy is public could not be decided: it is too large, or has a condition without meaning');
      if (open !== true) return;
      const values = (statement.action ?? statement.notAction)?.values.map(({ text }) => text) ?? [];
      const shown =
        values.length > 3 ? `${values.slice(0, 3).join(', ')} and ${values.length - 3} more` : values.join(', ');
      const actions = statement.action ? shown : `everything but ${shown}`;
      const message = takesAnonymous(statement) ? 'everyone' : 'identified';
      report({ at: statement.principal, message, data: { actions } });
    },
  }),
});

/**
 * A policy of a VPC endpoint filters what its network may reach; this is what every endpoint starts with.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
function isEndpointDefault({ policy, action, resource }: Statement): boolean {
  if (policy.resourceType !== undefined) return policy.resourceType === 'AWS::EC2::VPCEndpoint';
  return [action, resource].every((element) => element?.values.every(({ text }) => text === '*'));
}
