import { actionForOperation } from '../../catalog/api-operations.ts';
import type { Service } from '../../catalog/catalog.ts';
import { nearest } from '../../catalog/suggest.ts';
import type { FixBuilder } from '../../fix/builder.ts';
import type { Place } from '../../policy/place.ts';
import { hasWildcard, isStarText } from '../../policy/pattern.ts';
import { mayHaveVariables } from '../../policy/variable.ts';
import { defineRule, type Problem } from '../../rule.ts';
import { actionTest, serviceOf } from '../../semantics/action-name.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html: names match without letter case. */
export default defineRule({
  meta: {
    id: 'invalid-action',
    subject: 'policy',
    severity: 'error',
    summary: 'Every action exists, and every pattern matches one.',
    why: 'An action that does not exist matches no request: an Allow misses what it was written for, a Deny protects nothing.',
    remedy:
      'Write an action of the Service Authorization Reference; it often differs from the name of the API operation.',
    messages: {
      unknown: '{{service}} has no action {{name}}.{{hint}}',
      operation: '{{action}} is an API operation, not an action; {{meant}} authorises it.',
      pattern: 'No action of {{service}} matches {{action}}.',
      noService: '"{{action}}" lacks the service; an action is written service:Name, such as s3:GetObject.',
    },
    references: {
      accessAnalyzer: ['INVALID_ACTION'],
      boogy: ['invalid_action', 'action_validation'],
      cfnLint: ['W3037'],
      parliament: ['UNKNOWN_ACTION'],
    },
    since: '0.1.0',
  },
  create({ catalog, report }) {
    const exists = actionTest();
    return {
      action(action) {
        const { text, name } = action;
        if (mayHaveVariables(text) || isStarText(text)) return;
        if (action.service === undefined) report({ at: action, message: 'noService', data: { action: text } });
        const service = serviceOf(catalog, action);
        if (!service || exists(action, service)) return;
        const meant = actionForOperation(text);
        const data = { service: service.prefix, name, action: text };
        if (hasWildcard(name)) report({ at: action, message: 'pattern', data });
        else if (meant !== undefined) {
          const suggestions = suggest(action.place, meant.split(' or '));
          report({ at: action, message: 'operation', data: { action: text, meant }, suggestions });
        } else {
          const near = namesLike(service, name);
          const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
          report({ at: action, message: 'unknown', data: { ...data, hint }, suggestions: suggest(action.place, near) });
        }
      },
    };
  },
});

function namesLike(service: Service, name: string): readonly string[] {
  const names = [...service.actions.values()].map((action) => action.name);
  return nearest(name, names, 3).map((one) => `${service.prefix}:${one}`);
}

function suggest(place: Place, names: readonly string[]): NonNullable<Problem['suggestions']> {
  return names.map((name) => ({ title: `Use ${name}`, fix: (build: FixBuilder) => build.replace(place, name) }));
}
