import { defineRule } from '../../rule.ts';
import { firstVariable, textsWithVariables, variableVersion } from '../../semantics/variable-places.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export default defineRule({
  meta: {
    id: 'variable-unsupported-in-version',
    subject: 'policy',
    severity: 'error',
    summary: 'A policy with variables is of version 2012-10-17.',
    why: 'In version 2008-10-17, which also holds when Version is missing, ${aws:username} is no variable but that very text, so the statement matches nothing.',
    remedy: 'Set Version to 2012-10-17.',
    messages: {
      old: 'Version {{version}} has no variables: {{variable}} is compared as plain text. Set Version to 2012-10-17.',
      missing:
        'Without Version a policy has no variables: {{variable}} is compared as plain text. Add Version 2012-10-17.',
    },
    references: { accessAnalyzer: ['VARIABLE_UNSUPPORTED_IN_VERSION'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const version = statement.policy.version?.text;
      // A version that does not exist has a rule of its own.
      if (version === variableVersion || (version !== undefined && version !== '2008-10-17')) return;
      for (const value of textsWithVariables(statement)) {
        const variable = firstVariable(value.text);
        if (variable === undefined) continue;
        if (version === undefined) report({ at: value, message: 'missing', data: { variable } });
        else report({ at: value, message: 'old', data: { version, variable } });
      }
    },
  }),
});
