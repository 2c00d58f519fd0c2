import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFixes } from '../../src/fix/apply.ts';
import { rules } from '../../src/rules/index.ts';
import { isEquivalent } from '../../src/semantics/access.ts';
import { document } from './arbitrary.ts';
import { policyOf, type Doc } from './build.ts';
import { runRule } from '../support/rule-tester.ts';

const runs = Number(process.env.FC_RUNS ?? 1);
const fixable = ['redundant-action', 'redundant-resource', 'redundant-condition-value-num', 'redundant-statement'];

test.each(fixable)('a fix of %s keeps the meaning of generated policies', (id) => {
  const rule = rules.find(({ meta }) => meta.id === id)!;
  let fixes = 0;
  fc.assert(
    fc.property(document(false, 3), fc.boolean(), (made, twice) => {
      const statements = made.Statement as Doc[];
      const raw = twice ? { ...made, Statement: [...statements, statements[0]] } : made;
      const text = JSON.stringify(raw, null, 2);
      for (const { fix } of runRule(rule, { name: id, policy: text }).findings) {
        if (fix === undefined) continue;
        fixes++;
        const fixed: unknown = JSON.parse(applyFixes(text, [fix]).text);
        expect([raw, fixed, isEquivalent(policyOf(raw), policyOf(fixed))]).not.toEqual([raw, fixed, false]);
      }
    }),
    { numRuns: 400 * runs },
  );
  expect(fixes).toBeGreaterThan(0);
});
