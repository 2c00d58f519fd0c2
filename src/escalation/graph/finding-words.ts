/** The parts of the sentences that findings about escalation are made of. */
import type { Actor } from './actors.ts';
import { hopEvidence } from './evidence.ts';
import type { ExplainedHop } from './explain.ts';
import type { Graph } from './graph.ts';

/** `user ci`. */
export function nameOf({ kind, entity }: Actor): string {
  return `${kind} ${entity.name}`;
}

export function wayText(graph: Graph, explained: readonly ExplainedHop[]): string {
  return explained
    .map((one) => `${shortName(hopEvidence(graph, one).to)} (${one.hop.edge.plan.path.id})`)
    .join(', then ');
}

/** `role build-runner` of an ARN; what stands behind it in brackets stays. */
function shortName(arn: string): string {
  const [, kind, rest = ''] = /^arn:[^:]*:iam::[^:]*:(user|role|group|policy)\/(.*)$/s.exec(arn) ?? [];
  if (kind === undefined) return arn;
  const end = rest.indexOf(' (');
  const full = end < 0 ? rest : rest.slice(0, end);
  return `${kind} ${full.slice(full.lastIndexOf('/') + 1)}${end < 0 ? '' : rest.slice(end)}`;
}

export function listNames(arns: readonly string[]): string {
  const names = arns.slice(0, 3).map(shortName).join(', ');
  return arns.length > 3 ? `${names} and ${arns.length - 3} more` : names;
}

export function doubtText(explained: readonly ExplainedHop[]): string {
  const reasons = [...new Set(explained.flatMap(({ reasons: list }) => list))];
  const isSure = explained.every(({ hop }) => hop.edge.certainty === 'confirmed');
  return isSure ? '' : ` Possible, not confirmed: ${reasons[0] ?? 'a condition decides.'}`;
}

export function cutText({ cut }: Readonly<Record<string, unknown>>): string {
  return typeof cut === 'object' && cut !== null && 'text' in cut ? String(cut.text) : '';
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
