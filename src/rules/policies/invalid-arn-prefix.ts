import type { ResourcePattern, Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { arnFaults, suggestMeant } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-arn-prefix',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'A resource is * or begins with arn:.',
    why: 'IAM refuses a policy whose Resource is neither * nor an ARN.',
    remedy: 'Write the ARN of the resource.',
    messages: {
      noPrefix: 'Resource "{{arn}}" is no ARN. Write * or an ARN such as arn:aws:s3:::my-bucket/*.',
      prefixCase: 'Resource "{{arn}}" must begin with arn: in lower case.',
    },
    references: {
      accessAnalyzer: ['INVALID_ARN_PREFIX'],
      boogy: ['resource_validation', 'invalid_resource'],
      cfnLint: ['E3510', 'E3514'],
      parliament: ['INVALID_ARN'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource, statement) {
      if (isShortApiArn(resource, statement)) return;
      for (const fault of arnFaults(catalog, resource, 'noPrefix', 'prefixCase')) {
        const suggestions = suggestMeant(fault, resource);
        report({ at: resource, message: fault.kind, data: fault.data, suggestions });
      }
    },
  }),
});

/**
 * Resource policies of API Gateway may shorten the ARN, and the service fills in the rest.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function isShortApiArn({ text }: ResourcePattern, { policy }: Statement): boolean {
  return policy.type === 'resource' && text.startsWith('execute-api:/');
}
