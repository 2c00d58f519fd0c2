/** One case of evaluation as a table row, and tables that name the page they follow from. */
import { describe, expect, test } from 'vitest';
import { readSimulationCase } from '../../src/semantics/case.ts';
import { simulate } from '../../src/semantics/simulate.ts';
import { allow, doc, type Doc } from './build.ts';

export const ana = 'arn:aws:iam::111122223333:user/ana';
export const role = 'arn:aws:iam::111122223333:role/app';
export const session = 'arn:aws:sts::111122223333:assumed-role/app/s1';
export const stranger = 'arn:aws:iam::444455556666:user/bo';
const object = 'arn:aws:s3:::bucket/key';

/** What is asked; the rest is the usual user, object and action. */
export interface Case {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly account?: string;
  readonly context?: Doc;
  readonly facts?: Doc;
  readonly policies: Doc;
}

export function decide(given: Case) {
  const {
    principal = ana,
    action = 's3:GetObject',
    resource = object,
    account,
    context = {},
    facts = {},
    policies,
  } = given;
  const request = { principal, action, resource, ...(account && { resourceAccount: account }), context };
  const { request: read, sets, facts: known } = readSimulationCase({ request, policies, facts });
  return simulate(read, sets, known);
}

export const identity = (...statements: Doc[]) => ({ identity: [doc(...statements)] });
export const full = doc(allow());
export const resourceAllow = (principal: unknown, rest: Doc = {}) => doc(allow({ Principal: principal, ...rest }));

export function table(page: string, cases: readonly (readonly [string, Case, string])[]): void {
  describe(page, () => {
    test.each(cases)('%s', (_, given, expected) => {
      expect(decide(given).decision).toBe(expected);
    });
  });
}

export const kms = 'arn:aws:kms:eu-west-1:111122223333:key/1';
/** Allows something else only. */
export const nothing = doc(allow({ Action: 'ec2:*' }));
