import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentAllows } from '../../src/semantics/compile.ts';
import { checkNoNewAccess } from '../../src/semantics/compare/checks.ts';
import { prepareRequest } from '../../src/semantics/request.ts';
import { document, request, statement } from './arbitrary.ts';
import { compiled, policyOf, type Doc } from './build.ts';
import { allowsLiterally, type PlainRequest } from './literal-evaluator.ts';

const kinds = [
  ['identity', false],
  ['resource', true],
] as const;

const runs = Number(process.env.FC_RUNS ?? 1);

function allows(raw: Doc, type: 'identity' | 'resource', asked: PlainRequest): boolean {
  return documentAllows(compiled(raw, type), prepareRequest(asked));
}

function check(existing: Doc, next: Doc, type: 'identity' | 'resource') {
  return checkNoNewAccess(policyOf(existing, type), policyOf(next, type));
}

describe.each(kinds)('%s policies', (type, withPrincipals) => {
  const documents = document(withPrincipals);

  test('the evaluator agrees with a literal one', () => {
    fc.assert(
      fc.property(documents, fc.array(request, { minLength: 20, maxLength: 20 }), (raw, requests) => {
        const policy = compiled(raw, type);
        for (const asked of requests) {
          expect([asked, documentAllows(policy, prepareRequest(asked))]).toEqual([
            asked,
            allowsLiterally(raw, asked, withPrincipals),
          ]);
        }
      }),
      { numRuns: 400 * runs },
    );
  });

  test('a PASS withstands random requests, a FAIL has a witness that the literal evaluator confirms', () => {
    const seen = { PASS: 0, FAIL: 0, UNKNOWN: 0 };
    fc.assert(
      fc.property(
        documents,
        fc.oneof(fc.constant(undefined), document(withPrincipals, 2)),
        fc.integer({ min: 0, max: 3 }),
        fc.array(request, { minLength: 60, maxLength: 60 }),
        (existing, other, drop, requests) => {
          const statements = existing.Statement as Doc[];
          const next = other ?? { ...existing, Statement: statements.filter((_, at) => at !== drop) };
          const answer = check(existing, next, type);
          seen[answer.result]++;
          if (answer.result === 'FAIL') {
            const witness = answer.witness;
            expect([witness, allowsLiterally(next, witness, withPrincipals)]).toEqual([witness, true]);
            expect([witness, allowsLiterally(existing, witness, withPrincipals)]).toEqual([witness, false]);
          }
          if (answer.result !== 'PASS') return;
          for (const asked of requests) {
            if (allowsLiterally(next, asked, withPrincipals))
              expect([asked, allowsLiterally(existing, asked, withPrincipals)]).toEqual([asked, true]);
          }
        },
      ),
      { numRuns: 400 * runs },
    );
    if (runs > 1) console.log(type, seen);
    expect(seen.PASS).toBeGreaterThan(20);
    expect(seen.FAIL).toBeGreaterThan(20);
    expect(seen.UNKNOWN).toBeLessThan((seen.PASS + seen.FAIL) / 10);
  });

  test('a policy allows nothing new beside itself', () => {
    fc.assert(
      fc.property(documents, (raw) => {
        expect(check(raw, raw, type)).toEqual({ result: 'PASS' });
      }),
      { numRuns: 200 * runs },
    );
  });

  test('another Allow takes nothing away, another Deny gives nothing', () => {
    fc.assert(
      fc.property(documents, statement(withPrincipals), (raw, extra) => {
        const more = { ...raw, Statement: [...(raw.Statement as Doc[]), extra] };
        const answer = extra.Effect === 'Allow' ? check(more, raw, type) : check(raw, more, type);
        expect(answer).toEqual({ result: 'PASS' });
      }),
      { numRuns: 200 * runs },
    );
  });

  test('the order is transitive', () => {
    fc.assert(
      fc.property(document(withPrincipals, 2), document(withPrincipals, 2), document(withPrincipals, 2), (a, b, c) => {
        if (check(a, b, type).result === 'PASS' && check(b, c, type).result === 'PASS')
          expect(check(a, c, type).result).not.toBe('FAIL');
      }),
      { numRuns: 100 * runs },
    );
  });

  test('a single request shows the difference that the check finds', () => {
    fc.assert(
      fc.property(
        document(withPrincipals, 2),
        document(withPrincipals, 2),
        fc.array(request, { maxLength: 30 }),
        (a, b, requests) => {
          const differs = requests.some((asked) => allows(b, type, asked) && !allows(a, type, asked));
          if (differs) expect(check(a, b, type).result).not.toBe('PASS');
        },
      ),
      { numRuns: 200 * runs },
    );
  });
});
