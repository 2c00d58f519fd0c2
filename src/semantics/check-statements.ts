/** A FAIL statement by statement: a check shows one request, and the next statement may give what the first one gave. */
import type { Policy } from '../policy/model.ts';
import { runCheck, type Check } from './check-case.ts';
import type { CheckOptions, CheckResult } from './compare/checks.ts';

/** The result itself, and one of each other statement that alone, less what the policy denies, does not pass. */
export function resultsByStatement(asked: Check, result: CheckResult, options: () => CheckOptions): CheckResult[] {
  if (result.result !== 'FAIL') return [result];
  const policy = subjectOf(asked);
  const denials = policy.statements.filter(({ isAllow }) => isAllow === false);
  const first = result.reasons[0]?.statementIndex;
  const others = policy.statements
    .filter(({ isAllow, index }) => isAllow === true && index !== first)
    .map((statement) => runCheck(withSubject(asked, { ...policy, statements: [statement, ...denials] }), options()));
  return [result, ...others.filter((other) => other.result !== 'PASS')];
}

function subjectOf(asked: Check): Policy {
  return asked.check === 'no-new-access' ? asked.next : asked.policy;
}

function withSubject(asked: Check, policy: Policy): Check {
  return asked.check === 'no-new-access' ? { ...asked, next: policy } : { ...asked, policy };
}

/** The documents and lists that the answer follows from, as one text. */
export function contentOf(asked: Check): string {
  switch (asked.check) {
    case 'no-new-access':
      return JSON.stringify([asked.existing.raw, asked.next.raw]);
    case 'access-not-granted':
      return JSON.stringify([asked.policy.raw, asked.access]);
    case 'no-public-access':
      return JSON.stringify(asked.policy.raw);
  }
}
