/**
 * Runs a rule's table of cases. For policy rules each case is a policy (object, or text when the layout matters); for
 * account rules a snapshot bundle made with ./account.ts, read by the real reader. Beyond what a case says it checks:
 * every message of the rule is reported by some case, no two cases are equal, nothing is reported twice, a single
 * statement and single values written without a list give the same findings, a fix reaches a stable, valid text, and a
 * fix of a valid policy allows exactly the same requests.
 */
import { provideGraph } from '../../src/escalation/graph/provide.ts';
import type { Account } from '../../src/account/model.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { findPolicies } from '../../src/document/detect.ts';
import { readJson } from '../../src/document/json.ts';
import { newOutcome, prepare, type Outcome } from '../../src/engine.ts';
import { sortFindings } from '../../src/engine-report.ts';
import type { Finding, Severity } from '../../src/finding.ts';
import { applyFixes } from '../../src/fix/apply.ts';
import type { Policy, PolicyType } from '../../src/policy/model.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Attachment, FileSubject, Rule } from '../../src/rule.ts';
import { isEquivalent } from '../../src/semantics/access.ts';
import { findFaults } from '../../src/semantics/faults.ts';
import { accountOf, type Bundle } from './account.ts';

provideGraph();

export interface ValidCase {
  readonly name: string;
  /** A policy, or the text of one. */
  readonly policy?: unknown;
  /** A snapshot bundle. */
  readonly account?: Bundle;
  readonly file?: FileSubject;
  readonly attachment?: Attachment;
  /** Type of the policy; default `identity`. */
  readonly type?: PolicyType;
  readonly resourceType?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default 2026-11-01T00:00:00Z. */
  readonly now?: string;
  /** The case is about the written form itself, so the list and scalar variants are not tried. */
  readonly asWritten?: boolean;
  /** Not run because its data is missing: part of the reason expected under `skipped`. */
  readonly skipped?: string;
}

export interface ExpectedFinding {
  /** Message id. */
  readonly message: string;
  /** JSON pointer of the place. */
  readonly at?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endColumn?: number;
  /** Name of the resource. */
  readonly resource?: string;
  /** Text that the message must contain. */
  readonly text?: string;
  readonly severity?: Severity;
  /** Members that `evidence` must have. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** Number of related places. */
  readonly related?: number;
}

export interface InvalidCase extends ValidCase {
  /** In order of place. */
  readonly findings: readonly ExpectedFinding[];
  /** The policy after all fixes: compared as text when it is a string, else as JSON. */
  readonly output?: unknown;
}

export interface RuleTable {
  readonly valid: readonly ValidCase[];
  readonly invalid: readonly InvalidCase[];
}

/** Set by the generator of the docs pages, which wants the cases and not the run. */
const collect = (globalThis as { collectRuleTable?: (rule: Rule, table: RuleTable) => void }).collectRuleTable;
const vitest = collect ? undefined : await import('vitest');
const catalog = openCatalog();

export function testRule(rule: Rule, table: RuleTable): void {
  if (collect || !vitest) {
    collect?.(rule, table);
    return;
  }
  const { describe, expect, it } = vitest;
  describe(rule.meta.id, () => {
    for (const one of table.valid) {
      it(`valid: ${one.name}`, () => {
        const outcome = runRule(rule, one);
        expect(outcome.findings.map(brief)).toEqual([]);
        if (one.skipped !== undefined)
          expect(outcome.skipped.map(({ reason }) => reason).join('\n')).toContain(one.skipped);
        for (const variant of variantsOf(one))
          expect(runRule(rule, variant).findings.map(brief), variant.name).toEqual([]);
      });
    }
    for (const one of table.invalid) {
      it(`invalid: ${one.name}`, () => {
        checkFindings(rule, one);
      });
    }
    it('reports each of its messages', () => {
      const expected = new Set(table.invalid.flatMap((one) => one.findings.map(({ message }) => message)));
      expect([...expected].sort()).toEqual(Object.keys(rule.meta.messages).sort());
    });
    it('has no case twice, and some of both kinds', () => {
      const inputs = [...table.valid, ...table.invalid].map(({ name, ...rest }) =>
        JSON.stringify({ ...rest, findings: 0, named: name === '' }),
      );
      expect(new Set(inputs).size).toBe(inputs.length);
      expect(Math.min(table.valid.length, table.invalid.length)).toBeGreaterThan(0);
    });
  });

  function checkFindings(tested: Rule, one: InvalidCase): void {
    const found = sortFindings(runRule(tested, one).findings);
    expect(found.map(({ messageId }) => messageId)).toEqual(one.findings.map(({ message }) => message));
    found.forEach((finding, index) => {
      expect(pick(finding, one.findings[index]!), finding.message).toEqual(one.findings[index]);
    });
    expect(found.map(({ message }) => message).join('\n')).not.toMatch(/\{\{|undefined|\[object/);
    const places = found.map(({ messageId, location, resource, message }) =>
      JSON.stringify([messageId, location, resource, message]),
    );
    expect(new Set(places).size, 'reported twice').toBe(places.length);
    for (const variant of variantsOf(one)) {
      const again = sortFindings(runRule(tested, variant).findings).map(({ messageId }) => messageId);
      expect(again.sort(), variant.name).toEqual(found.map(({ messageId }) => messageId).sort());
    }
    if (one.policy !== undefined) checkMeaning(one, found);
    if (one.output !== undefined) checkFix(tested, one);
  }

  /** Each fix by itself, and all together. A document that AWS would refuse has no meaning to keep. */
  function checkMeaning(one: InvalidCase, found: readonly Finding[]): void {
    const text = textOf(one.policy);
    const fixes = found.flatMap(({ fix }) => fix ?? []);
    for (const chosen of [...fixes.map((fix) => [fix]), fixes]) {
      expectSameAccess(text, applyFixes(text, chosen).text, one);
    }
  }

  function expectSameAccess(text: string, fixed: string, one: InvalidCase): void {
    const before = validPolicy(text, one);
    const after = validPolicy(fixed, one);
    if (before === undefined || after === undefined) return;
    expect(isEquivalent(before, after, { isMultivalued }), `a fix changes access: ${fixed}`).not.toBe(false);
  }

  function checkFix(tested: Rule, one: InvalidCase): void {
    let text = textOf(one.policy);
    for (let pass = 0; pass < 10; pass++) {
      const fixes = runRule(tested, { ...one, policy: text }).findings.flatMap(({ fix }) => fix ?? []);
      if (fixes.length === 0) break;
      text = applyFixes(text, fixes).text;
    }
    expect(readJson(text, { file: 'policy.json', jsonc: false }).syntaxError).toBeUndefined();
    expectSameAccess(textOf(one.policy), text, one);
    if (typeof one.output === 'string') expect(text).toBe(one.output);
    else expect(JSON.parse(text)).toEqual(one.output);
    const left = runRule(tested, { ...one, policy: text }).findings.filter(({ fix }) => fix);
    expect(left.map(brief), 'a fix is left').toEqual([]);
  }
}

/** Runs one rule on a case. A rule that throws fails the test with its own error. */
export function runRule(rule: Rule, one: ValidCase): Outcome {
  const outcome = newOutcome();
  const now = new Date(one.now ?? '2026-11-01T00:00:00Z');
  const account: Account | undefined = one.account ? accountOf(one.account) : undefined;
  const defaults = Object.fromEntries(
    Object.entries(rule.meta.options ?? {}).map(([name, { default: value }]) => [name, value]),
  );
  const active = { rule, options: { ...defaults, ...one.options } };
  const runner = prepare([active], { catalog, now, account }, outcome);
  if (one.file) runner.file(one.file);
  if (one.attachment) runner.attachment(one.attachment);
  if (account) runner.account(account);
  if (one.policy !== undefined) {
    const document = readJson(textOf(one.policy), { file: 'policy.json', jsonc: false });
    const found = findPolicies(document, {
      policyType: one.type ?? 'identity',
      ...(one.resourceType !== undefined && { resourceType: one.resourceType }),
    });
    for (const { policy } of found) runner.policy(policy);
  }
  for (const error of outcome.crashes.values()) throw error;
  return outcome;
}

function validPolicy(text: string, one: ValidCase): Policy | undefined {
  const { value, syntaxError, duplicates } = readJson(text, { file: 'policy.json', jsonc: false });
  if (syntaxError !== undefined || duplicates.length > 0) return undefined;
  const type = one.type ?? 'identity';
  const policy = parsePolicy(value, { type, source: { pointer: '', locate: () => ({}) } });
  return findFaults(policy, type).length === 0 ? policy : undefined;
}

function isMultivalued(key: string): boolean {
  return (catalog.globalKey(key) ?? catalog.serviceKey(key))?.type.startsWith('ArrayOf') === true;
}

function textOf(policy: unknown): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2);
}

function brief(finding: Finding): string {
  return `${finding.messageId} ${finding.location.pointer ?? finding.resource?.name ?? ''}: ${finding.message}`;
}

/** Of a finding, the members that the expectation names. */
function pick(finding: Finding, expected: ExpectedFinding): ExpectedFinding {
  const { location } = finding;
  const evidence = Object.fromEntries(
    Object.keys(expected.evidence ?? {}).map((name) => [name, finding.evidence?.[name]]),
  );
  return {
    message: finding.messageId,
    ...('at' in expected && { at: location.pointer ?? '' }),
    ...('line' in expected && { line: location.line ?? 0 }),
    ...('column' in expected && { column: location.column ?? 0 }),
    ...('endColumn' in expected && { endColumn: location.endColumn ?? 0 }),
    ...('resource' in expected && { resource: finding.resource?.name ?? '' }),
    ...('text' in expected && {
      text: finding.message.includes(expected.text ?? '') ? (expected.text ?? '') : finding.message,
    }),
    ...('severity' in expected && { severity: finding.severity }),
    ...('evidence' in expected && { evidence }),
    ...('related' in expected && { related: finding.related?.length ?? 0 }),
  };
}

type Json = Record<string, unknown>;

/** The same policy with its only statement bare, and with single values in the other of the two forms. */
function variantsOf(one: ValidCase): readonly ValidCase[] {
  if (one.asWritten || typeof one.policy !== 'object' || one.policy === null) return [];
  const statements = (one.policy as Json).Statement;
  if (!Array.isArray(statements) || statements.some((item) => typeof item !== 'object' || item === null)) return [];
  const turned = {
    ...one,
    name: 'scalar and list forms swapped',
    policy: { ...one.policy, Statement: (statements as Json[]).map(swapForms) },
  };
  if (statements.length !== 1) return [turned];
  return [
    turned,
    { ...one, name: 'single statement without a list', policy: { ...one.policy, Statement: statements[0] as unknown } },
  ];
}

function swapForms(statement: Json): Json {
  const swapped: Json = {};
  for (const [name, value] of Object.entries(statement)) {
    swapped[name] = /^(Not)?(Action|Resource)$/.test(name) ? swapForm(value) : value;
  }
  return swapped;
}

function swapForm(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.length === 1 && typeof value[0] === 'string' ? value[0] : value;
}
