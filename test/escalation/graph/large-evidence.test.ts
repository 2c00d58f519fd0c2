import { provideGraph } from '../../../src/escalation/graph/provide.ts';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/iam-data.ts';
import { reportEscalations } from '../../../src/escalation/graph/findings.ts';
import type { HopEvidence } from '../../../src/escalation/graph/evidence.ts';
import unusedAction from '../../../src/rules/least-privilege/unused-action.ts';
import unusedService from '../../../src/rules/least-privilege/unused-service.ts';
import { newOutcome, prepare } from '../../../src/engine.ts';
import type { Rule } from '../../../src/rule.ts';
import { account, allow, arnOf, report, role, trust, user } from '../../support/account.ts';

provideGraph();

const catalog = openCatalog();

/** `copies` inline policies that each grant the same, and as many administrators to pass. */
function escalations(copies: number): readonly Readonly<Record<string, unknown>>[] {
  const numbers = Array.from({ length: copies }, (_, at) => at);
  const inline = Object.fromEntries(
    numbers.map((at) => [`p${at}`, allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'])]),
  );
  const admin = { inline: { all: allow('*') }, trust: trust({ Service: 'lambda.amazonaws.com' }) };
  const found: Readonly<Record<string, unknown>>[] = [];
  reportEscalations(
    account({ users: [user('ci', { inline })], roles: numbers.map((at) => role(`admin-${at}`, admin)) }),
    catalog,
    { report: ({ evidence = {} }) => found.push(evidence), skip: () => undefined },
    { lateral: false },
  );
  return found;
}

describe('evidence of a way that many statements grant', () => {
  it('names every statement and target of a few', () => {
    const [evidence] = escalations(3);
    const [hop] = evidence?.['hops'] as readonly HopEvidence[];
    expect(hop?.statements.filter(({ action }) => action === 'iam:PassRole')).toHaveLength(3);
    expect(hop).not.toHaveProperty('moreStatements');
    expect(evidence?.['targets']).toHaveLength(3);
    expect(evidence).not.toHaveProperty('moreTargets');
  });

  it('names some of many for each action, and how many more there are', () => {
    const [evidence] = escalations(30);
    const [hop] = evidence?.['hops'] as readonly HopEvidence[];
    for (const action of hop?.actions ?? [])
      expect(hop?.statements.filter((one) => one.action === action)).toHaveLength(5);
    expect(hop?.moreStatements).toBe(3 * (30 - 5));
    expect(evidence).toMatchObject({ moreTargets: 10, cut: { moreStatements: 10 } });
    expect((evidence?.['cut'] as { statements: unknown }).statements).toHaveLength(20);
  });
});

describe('evidence of hundreds of unused services or actions', () => {
  const evidenceOf = (rule: Rule, services: Parameters<typeof report>[0], level: string) => {
    const outcome = newOutcome();
    const roles = [role('deploy', { inline: { p: allow('*') } })];
    const scanned = account({ roles, advisor: { [arnOf('role', 'deploy')]: report(services, { JobType: level }) } });
    prepare(
      [{ rule, options: { days: 90 } }],
      { catalog, now: new Date('2026-11-01'), account: scanned },
      outcome,
    ).account(scanned);
    expect([...outcome.crashes.values()]).toEqual([]);
    return outcome.findings[0]?.evidence;
  };

  it('lists a hundred services', () => {
    const services = Object.fromEntries(catalog.prefixes.slice(0, 150).map((name) => [name, null]));
    const evidence = evidenceOf(unusedService, services, 'SERVICE_LEVEL');
    expect(evidence?.['services']).toHaveLength(100);
    expect(Object.keys(evidence?.['lastAccessed'] as object)).toEqual(evidence?.['services']);
    expect(evidence).toHaveProperty('moreServices', 50);
  });

  it('lists all of a few actions', () => {
    const used = { s3: { last: '2026-10-30', actions: { DeleteBucket: null } } };
    const evidence = evidenceOf(unusedAction, used, 'ACTION_LEVEL');
    expect(evidence?.['actions']).toEqual(['s3:DeleteBucket']);
    expect(evidence).not.toHaveProperty('moreActions');
  });
});
