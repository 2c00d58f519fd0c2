/** A decision in words. */
import type { Match, Reckoning } from './simulate.ts';

/** Why the decision is what it is, e.g. `Allowed by identity[0] statement ReadOnly (1).` */
export function explain({ request, decision, decisive, reason, notes }: Reckoning): string {
  const said = [sentence(request.action, decision, decisive, reason), ...notes.map(capital)];
  return said.map((text) => (text.endsWith('.') ? text : `${text}.`)).join(' ');
}

function sentence(action: string, decision: Reckoning['decision'], decisive: readonly Match[], reason: string): string {
  const by = [...new Set(decisive.map(name))].join(', ');
  if (decision === 'explicitDeny') return `Denied by ${by}`;
  if (decision === 'implicitDeny') return `Not allowed: ${reason}`;
  if (by === '') return capital(reason);
  return `Allowed by ${by}${reason === '' || reason === 'allowed by identity policies' ? '' : ` (${reason})`}`;
}

function name({ policy, statement }: Match): string {
  return `${policy} statement ${statement.sid ?? statement.index}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
