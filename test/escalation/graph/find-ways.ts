/** The graph's findings for an account made in a test, by the name of the principal. */
import { openCatalog } from '../../../src/catalog/iam-data.ts';
import { reportEscalations, type EscalationMessage } from '../../../src/escalation/graph/findings.ts';
import type { Problem } from '../../../src/rule.ts';
import { account, type BundleSpec } from '../../support/account.ts';

const catalog = openCatalog();

export interface Found {
  /** Whom it is about. */
  readonly who: string;
  readonly message: EscalationMessage;
  readonly path: string;
  readonly paths: readonly string[];
  readonly status: string;
  /** Where the hops end, by name. */
  readonly hops: readonly string[];
  readonly reasons: readonly string[];
  readonly problem: Problem<EscalationMessage>;
}

export function findWaysIn(spec: BundleSpec, lateral = false): readonly Found[] {
  const found: Found[] = [];
  const report = (problem: Problem<EscalationMessage>): void => void found.push(read(problem));
  reportEscalations(account(spec), catalog, { report, skip: () => undefined }, { lateral });
  return found;
}

/** `ci: sts-001 confirmed`, one for each finding, sorted. */
export function tellWays(spec: BundleSpec): readonly string[] {
  return findWaysIn(spec)
    .map(({ who, path, status }) => `${who}: ${path} ${status}`)
    .sort();
}

function read(problem: Problem<EscalationMessage>): Found {
  const evidence = problem.evidence as unknown as {
    path: { id: string };
    paths: string[];
    status: string;
    hops: { to: string }[];
    reasons: string[];
  };
  return {
    who: problem.resource?.name ?? '',
    message: problem.message,
    path: evidence.path.id,
    paths: evidence.paths,
    status: evidence.status,
    hops: evidence.hops.map(({ to }) => to.slice(to.lastIndexOf('/') + 1)),
    reasons: evidence.reasons,
    problem,
  };
}
