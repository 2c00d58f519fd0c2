import type { FixBuilder } from '../../fix/builder.ts';
import type { Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { findEquivalent, type SamePair } from '../../semantics/statement-equivalence.ts';
import { identityOf, kindOf } from '../../semantics/statement-identity.ts';

export default defineRule({
  meta: {
    id: 'redundant-statement',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'No two statements of a policy say the same.',
    why: 'The second statement changes nothing, and whoever later edits only one of the two does not get what they meant.',
    remedy: 'Remove one of the two.',
    messages: { repeated: 'Statement {{number}} says the same as statement {{first}}{{sid}}.' },
    fixable: true,
    references: { accessAnalyzer: ['REDUNDANT_STATEMENT'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy({ statements }) {
      if (statements.length < 2) return;
      // Of a damaged statement the model holds a part only.
      const groups = groupBy(statements.filter(({ isDamaged }) => !isDamaged), kindOf); // prettier-ignore
      const same = groups.flatMap(samePairs);
      for (const pair of same) report(problemOf(pair));
      const repeated = new Set(same.map(({ statement }) => statement));
      const others = groups.map((group) => group.filter((one) => !repeated.has(one)));
      for (const pair of findEquivalent(others)) report(problemOf(pair));
    },
  }),
});

/** The groups of two and more. */
function groupBy(statements: readonly Statement[], keyOf: (one: Statement) => string): (readonly Statement[])[] {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = keyOf(statement);
    const group = groups.get(key);
    if (group) group.push(statement);
    else groups.set(key, [statement]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Statements that say in the same words what an earlier one says. */
function samePairs(statements: readonly Statement[]): readonly SamePair[] {
  const known = new Map<string, Statement>();
  return statements.flatMap((statement) => {
    const identity = identityOf(statement);
    const first = known.get(identity);
    if (first) return [{ statement, first }];
    known.set(identity, statement);
    return [];
  });
}

function problemOf({ statement, first }: SamePair) {
  const sid = first.sid ? ` (${first.sid.text})` : '';
  return {
    at: statement,
    message: 'repeated',
    data: { number: statement.index + 1, first: first.index + 1, sid },
    related: [{ at: first, text: 'the same statement' }],
    fix: (build: FixBuilder) => build.remove(statement.place),
  } as const;
}
