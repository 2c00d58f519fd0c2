/** What findings are told apart by, and what must not tell them apart. */
import { provideGraph } from '../src/escalation/graph/provide.ts';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../src/catalog/iam-data.ts';
import { newOutcome, prepare } from '../src/engine.ts';
import type { Rule } from '../src/rule.ts';
import inlineAdminPolicy from '../src/rules/least-privilege/inline-admin-policy.ts';
import unusedService from '../src/rules/least-privilege/unused-service.ts';
import missingVersion from '../src/rules/policies/missing-version.ts';
import roleUnused from '../src/rules/roles/role-unused.ts';
import { account, allow, arnOf, report, role, user, type BundleSpec } from './support/account.ts';

provideGraph();

const catalog = openCatalog();

function fingerprints(rule: Rule, spec: BundleSpec, now = '2026-11-01T00:00:00Z'): readonly string[] {
  const outcome = newOutcome();
  const options = Object.fromEntries(Object.entries(rule.meta.options ?? {}).map(([name, one]) => [name, one.default]));
  const world = account(spec);
  prepare([{ rule, options }], { catalog, now: new Date(now), account: world }, outcome).account(world);
  return outcome.findings.map(({ fingerprint }) => fingerprint);
}

describe('fingerprints', () => {
  it('of two inline policies of one user differ, and do not depend on their order', () => {
    const document = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const spec = (...names: string[]) => ({
      users: [user('ana', { inline: Object.fromEntries(names.map((name) => [name, document])) })],
    });
    for (const rule of [missingVersion, inlineAdminPolicy]) {
      const found = fingerprints(rule, spec('one', 'two'));
      expect(new Set(found).size).toBe(2);
      expect(fingerprints(rule, spec('two', 'one')).toReversed()).toEqual(found);
    }
  });

  it('outlive the day', () => {
    const unused: BundleSpec = { roles: [role('old', { lastUsed: '2026-01-01' })] };
    expect(fingerprints(roleUnused, unused, '2026-11-02T00:00:00Z')).toEqual(fingerprints(roleUnused, unused));
    const advised: BundleSpec = {
      roles: [role('old', { inline: { p: allow('sqs:*') } })],
      advisor: { [arnOf('role', 'old')]: report({ sqs: null }) },
    };
    expect(fingerprints(unusedService, advised)).toHaveLength(1);
    expect(fingerprints(unusedService, advised, '2026-11-02T00:00:00Z')).toEqual(fingerprints(unusedService, advised));
  });
});
