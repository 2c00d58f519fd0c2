/** Ways as data for reports and machines. */
import type { Hop } from './chains.ts';
import { locationOf, placeKey, type Cut } from './cut.ts';
import type { ExplainedHop, Grant } from './explain.ts';
import type { Graph } from './graph.ts';

/** A hop as reports show it. */
export interface HopEvidence {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly name: string;
  readonly actions: readonly string[];
  /** `Deploy: statement HandOver`, for reading. */
  readonly policies: readonly string[];
  readonly certainty: 'confirmed' | 'possible';
  readonly reasons: readonly string[];
  readonly statements: readonly StatementEvidence[];
  /** How many statements besides grant the same actions. */
  readonly moreStatements?: number;
}

/** Statements that are named for one action: a principal with many policies may have dozens. */
const mostForAction = 5;
const mostToChange = 20;

export interface StatementEvidence {
  readonly action: string;
  /** `trust` for the trust policy of the role. */
  readonly policy: string;
  readonly arn?: string;
  readonly file?: string;
  readonly pointer: string;
  readonly sid?: string;
}

/** What a hop is, with whom it ends and what it stands on. */
export function hopEvidence(graph: Graph, explained: ExplainedHop): HopEvidence {
  const { hop, grants, reasons } = explained;
  const { path, steps } = hop.edge.plan;
  const shown = firstOfEach(grants);
  const more = grants.length - shown.length;
  return {
    from: fromName(hop),
    to: toName(graph, hop),
    path: path.id,
    name: path.name,
    actions: steps.map(({ step }) => step.action),
    policies: [...new Set(shown.map(grantName))],
    certainty: hop.edge.certainty,
    reasons,
    statements: shown.map(statementEvidence),
    ...(more > 0 && { moreStatements: more }),
  };
}

/** Of each action the first statements that grant it. */
function firstOfEach(grants: readonly Grant[]): readonly Grant[] {
  const counts = new Map<string, number>();
  return grants.filter(({ action, policy }) => {
    const key = policy === 'trust' ? 'trust' : action;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= mostForAction;
  });
}

function grantName({ policy, statement }: Grant): string {
  const place = statement.sid ? `statement ${statement.sid.text}` : `statement ${statement.index + 1}`;
  return policy === 'trust' ? `trust policy: ${place}` : `${policy.name}: ${place}`;
}

function statementEvidence({ action, policy, statement }: Grant): StatementEvidence {
  const { file, pointer = '' } = locationOf(statement.place);
  return {
    action,
    policy: policy === 'trust' ? 'trust' : policy.name,
    ...(policy !== 'trust' && policy.arn !== undefined && { arn: policy.arn }),
    ...(file !== undefined && { file }),
    pointer,
    ...(statement.sid && { sid: statement.sid.text }),
  };
}

function fromName({ actor, holder }: Hop): string {
  const { state } = holder;
  if (!state) return actor.entity.arn;
  if (state.kind === 'group') return `${actor.entity.arn} (in group ${state.name})`;
  if (state.kind === 'version') return `${actor.entity.arn} (with policy ${state.name})`;
  if (state.kind === 'boundary-version') return `${actor.entity.arn} (with boundary ${state.name})`;
  return `${actor.entity.arn} (without its boundary)`;
}

function toName(graph: Graph, { edge, to, actor }: Hop): string {
  if (edge.outcome === 'administrator') return 'administrator';
  if (edge.state) return fromName({ actor: to ?? actor, holder: edge.state } as Hop);
  return to?.entity.arn ?? 'administrator';
}

/** The edit that cuts a way, at its first hop or the one after that the principal's own policies do not make. */
export interface CutEvidence {
  readonly edit: Cut['edit'];
  readonly action: string;
  readonly text: string;
  readonly statements: readonly StatementEvidence[];
  /** How many besides have to be changed. */
  readonly moreStatements?: number;
}

export function cutEvidence({ edit, action, text, grants }: Cut): CutEvidence {
  const more = grants.length - mostToChange;
  const statements = grants.slice(0, mostToChange).map(statementEvidence);
  return { edit, action, text, statements, ...(more > 0 && { moreStatements: more }) };
}

/** How often each statement serves the first hop of these ways. */
export function countUses(ways: readonly ExplainedHop[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { grants } of ways) {
    for (const key of new Set(grants.map((grant) => `${grant.action} ${placeKey(grant)}`)))
      uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return uses;
}
