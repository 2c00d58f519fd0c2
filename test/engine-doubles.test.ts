/** One statement, two rules with one meaning: one finding, in the default configuration and beside it. */
import { provideGraph } from '../src/escalation/graph/provide.ts';
import { describe, expect, it } from 'vitest';
import compliance from '../src/data/compliance.json' with { type: 'json' };
import { openCatalog } from '../src/catalog/iam-data.ts';
import { newOutcome, prepare } from '../src/engine.ts';
import { knownRules } from '../src/known-rules.ts';
import { account, managedPolicy, role, statements, user } from './support/account.ts';

provideGraph();

const catalog = openCatalog();

function scan(statement: Record<string, unknown>, also: readonly string[] = []) {
  const world = account({
    roles: [role('r', { attached: ['P'] })],
    policies: [managedPolicy('P', statements(statement))],
  });
  const rules = knownRules
    .filter(({ meta }) => meta.offByDefault !== true || also.includes(meta.id))
    .map((rule) => ({
      rule,
      options: Object.fromEntries(Object.entries(rule.meta.options ?? {}).map(([name, one]) => [name, one.default])),
    }));
  const outcome = newOutcome();
  prepare(rules, { catalog, now: new Date('2026-11-01T00:00:00Z'), account: world }, outcome).account(world);
  return outcome.findings.filter(({ location }) => location.pointer?.includes('/Statement'));
}

const idsOf = (...args: Parameters<typeof scan>) =>
  scan(...args)
    .map(({ ruleId }) => ruleId)
    .sort();
const broad = { Effect: 'Allow', Resource: '*' };

describe('findings at one statement', () => {
  it('that makes an administrator', () => {
    const found = scan({ ...broad, Action: '*' });
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['attached-customer-admin-policy']);
    expect(found[0]?.evidence?.['alsoFound']).toEqual([
      'create-slr-with-star-in-action-and-resource',
      'pass-role-with-star-in-action-and-resource',
    ]);
  });

  it('that passes every role', () => {
    expect(idsOf({ ...broad, Action: 'iam:PassRole' })).toEqual(['pass-role-with-star-in-resource']);
    expect(idsOf({ ...broad, Action: 'iam:PassRole' }, ['policy-passrole-on-all'])).toEqual(['policy-passrole-on-all']);
  });

  it('with NotAction: what answers a benchmark stays, and so does what is graded higher', () => {
    const found = idsOf({ ...broad, NotAction: ['ec2:*'] });
    expect(found).toEqual(['attached-customer-admin-policy', 'policy-allow-notaction']);
  });

  it('of another statement stay', () => {
    const two = [
      { ...broad, Sid: 'A', Action: '*' },
      { ...broad, Sid: 'B', Action: 'iam:PassRole' },
    ];
    const world = account({ roles: [role('r', { inline: { p: statements(...two) } })] });
    const outcome = newOutcome();
    const rules = knownRules
      .filter(({ meta }) => /^(inline-admin-policy|pass-role-with-star-in-)/.test(meta.id))
      .map((rule) => ({ rule, options: {} }));
    prepare(rules, { catalog, now: new Date('2026-11-01T00:00:00Z'), account: world }, outcome).account(world);
    expect(outcome.findings.map(({ ruleId, location }) => [ruleId, location.pointer?.slice(-1)])).toHaveLength(2);
  });

  it('that one attachment makes an administrator is said once', () => {
    const world = account({ users: [user('ana', { attached: ['AdministratorAccess'] })] });
    const outcome = newOutcome();
    const rules = knownRules.filter(({ meta }) => /admin/.test(meta.id)).map((rule) => ({ rule, options: {} }));
    prepare(rules, { catalog, now: new Date('2026-11-01T00:00:00Z'), account: world }, outcome).account(world);
    expect(outcome.findings.map(({ ruleId, resource }) => [ruleId, resource?.name])).toEqual([
      ['attached-aws-managed-admin-policy', 'ana'],
    ]);
    expect(outcome.findings[0]?.evidence?.['alsoFound']).toEqual(['user-administrator-access']);
  });

  it('never fold what answers a requirement', () => {
    const required = knownRules.filter(({ meta }) =>
      Object.values(compliance.frameworks).some(({ references, prefix }) =>
        (meta.references as Record<string, readonly string[] | undefined>)[references]?.some((one) =>
          one.startsWith(prefix),
        ),
      ),
    );
    expect(required.length).toBeGreaterThan(20);
    const patterns = knownRules.flatMap(({ meta }) => meta.supersedes ?? []);
    const folded = required.filter(({ meta }) =>
      patterns.some((one) => (one.endsWith('*') ? meta.id.startsWith(one.slice(0, -1)) : meta.id === one)),
    );
    expect(folded.map(({ meta }) => meta.id)).toEqual([]);
  });
});
