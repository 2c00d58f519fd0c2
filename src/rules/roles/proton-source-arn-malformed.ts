import { grantsTo, protonService } from '../../account/proton.ts';
import { isKeptByAws } from '../../account/effective.ts';
import { parseOperator } from '../../policy/condition.ts';
import { splitArn } from '../../policy/arn.ts';
import { patternIntersects } from '../../policy/pattern.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'proton-source-arn-malformed',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 4,
    summary: 'aws:SourceArn in a trust in AWS Proton is an ARN that a Proton resource can have.',
    why: 'The Proton guide printed arn:aws::proton:... with a doubled colon, where the field for the service is empty. No ARN matches it, so the role cannot be assumed until someone drops the condition.',
    remedy: 'Write arn:aws:proton:<region>:<account>:environment/<name>, with wildcards where needed.',
    messages: {
      malformed: 'aws:SourceArn {{value}} matches no resource of AWS Proton; its ARNs start with arn:aws:proton:.',
      doubled: 'aws:SourceArn {{value}} has a doubled colon, so it matches no ARN; write {{corrected}}.',
    },
    inTemplates: true,
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    role(role) {
      if (isKeptByAws(role)) return;
      for (const { conditions } of grantsTo(role, protonService)) {
        for (const { operator, key, values } of conditions) {
          if (key.text.toLowerCase() !== 'aws:sourcearn') continue;
          const { family, negated } = parseOperator(operator.text);
          if (negated || (family !== 'arn' && family !== 'string')) continue;
          for (const value of values) {
            if (isProtonArn(value.text, family)) continue;
            const corrected = value.text.replace('::proton:', ':proton:');
            const isDoubled = corrected !== value.text;
            const data = { value: value.text, corrected };
            report({ at: value, message: isDoubled ? 'doubled' : 'malformed', data });
          }
        }
      }
    },
  }),
});

/** Whether an ARN of Proton can match the value; one with variables is left alone. */
function isProtonArn(text: string, family: 'arn' | 'string'): boolean {
  if (text.includes('${') || /^\*+$/.test(text)) return true;
  const arn = splitArn(text);
  if (!arn) return family === 'string' && patternIntersects(text, 'arn:*:proton:*:*:*');
  return patternIntersects(arn.service, 'proton') && /^[a-z*?]/.test(arn.partition) && arn.resource !== '';
}
