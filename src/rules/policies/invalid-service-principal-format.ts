import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };
import { parseServicePrincipal } from '../../policy/service-principal.ts';
import { familyOf } from '../../semantics/condition-value.ts';

const keys: ReadonlySet<string> = new Set(table.servicePrincipal.map((key) => key.toLowerCase()));

/** Wildcards and variables leave the form open. */
function hasMarks(text: string): boolean {
  return text.includes('*') || text.includes('?') || text.includes('${');
}

function judge(text: string, key: string): 'form' | 'single' | 'region' | undefined {
  const labels = parseServicePrincipal(text);
  if (!labels) return 'form';
  if (key.startsWith('aws:calledvia') && labels.length > 1) return 'single';
  return key === 'kms:viaservice' && labels.length === 1 ? 'region' : undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
export default defineRule({
  meta: {
    id: 'invalid-service-principal-format',
    subject: 'policy',
    severity: 'error',
    summary: 'A service principal has the form service.amazonaws.com, in lower case.',
    why: 'A name of another form is the principal of no service, so the statement matches nothing.',
    remedy: 'Use the service principal that the service documents.',
    messages: {
      form: '"{{value}}" is no service principal. They have the form service.amazonaws.com, in lower case.',
      single:
        '"{{value}}" is no service principal under "{{key}}", which holds names of one part before .amazonaws.com.',
      region: '"{{value}}" lacks the Region: "{{key}}" holds names such as s3.eu-west-1.amazonaws.com.',
    },
    references: {
      accessAnalyzer: ['INVALID_SERVICE_PRINCIPAL_FORMAT'],
      boogy: ['principal_validation'],
      parliament: ['UNKNOWN_PRINCIPAL'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    principal({ kind, text, place }) {
      if (kind !== 'Service' || hasMarks(text) || parseServicePrincipal(text)) return;
      report({ at: place, message: 'form', data: { value: text } });
    },
    condition(condition) {
      const key = condition.key.text.toLowerCase();
      if (!keys.has(key) || familyOf(condition) !== 'string') return;
      for (const value of condition.values) {
        const message = hasMarks(value.text) ? undefined : judge(value.text, key);
        if (message) report({ at: value, message, data: { value: value.text, key: condition.key.text } });
      }
    },
  }),
});
