import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-arn-account',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'The account in an ARN is twelve digits.',
    why: 'Account ids are always twelve digits, so an ARN with anything else there matches no resource. Placeholders that were never filled in and ids that lost a leading zero are the usual cause.',
    remedy: 'Write the account id with twelve digits, * for any account, or nothing where the ARN has no account.',
    messages: {
      account: '"{{account}}" is no account id. It must be twelve digits, *, or blank where the ARN has no account.',
    },
    references: {
      accessAnalyzer: ['INVALID_ARN_ACCOUNT'],
      boogy: ['resource_validation', 'invalid_resource'],
      parliament: ['INVALID_ARN'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'account'))
        report({ at: resource, message: kind, data });
    },
  }),
});
