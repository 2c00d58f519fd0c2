import table from '../../data/service-principals.json' with { type: 'json' };
import { isOneSlip } from '../../catalog/suggest.ts';
import { parseServicePrincipal } from '../../policy/service-principal.ts';
import { defineRule } from '../../rule.ts';

const known: ReadonlySet<string> = new Set(table.names.split(' '));

/** AWS publishes no list of all, so a name is reported only when it is one slip away from one that is known. */
export default defineRule({
  meta: {
    id: 'misspelled-service-principal',
    subject: 'policy',
    severity: 'warning',
    summary: 'The name of a service principal is spelled as the service spells it.',
    why: 'A trust policy with a name that belongs to no service is refused; a resource-based policy lets nobody in.',
    remedy: 'Use the service principal that the service documents.',
    messages: { slip: 'No service is known as "{{name}}". Did you mean "{{meant}}"?' },
    policyTypes: ['resource', 'trust'],
    references: { parliament: ['UNKNOWN_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    principal({ kind, text, place }) {
      if (kind !== 'Service') return;
      const [name = '', ...more] = parseServicePrincipal(text) ?? [];
      // Short names lie too close to each other, and some services differ in a number.
      if (more.length > 0 || name.length < shortest || /\d/.test(name)) return;
      if (known.has(name) || catalog.hasService(name)) return;
      const near = [...known].find((one) => one.length >= shortest && !/\d/.test(one) && isOneSlip(one, name));
      if (near === undefined) return;
      report({ at: place, message: 'slip', data: { name: text, meant: text.replace(name, near) } });
    },
  }),
});

const shortest = 5;
