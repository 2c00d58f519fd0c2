/** A PASS must withstand every request: policies of all operator families, tried with requests made of their own constants. */
import { describe, expect, test, vi } from 'vitest';
import { documentAllows } from '../../src/semantics/compile.ts';
import {
  checkAccessNotGranted,
  checkNoNewAccess,
  checkNoPublicAccess,
  type CheckResult,
} from '../../src/semantics/compare/checks.ts';
import { prepareRequest } from '../../src/semantics/request.ts';
import {
  changePolicy,
  chooseKeys,
  isList,
  makePolicy,
  makeRequest,
  newDice,
  strangers,
  textKeys,
  trustedKeys,
  type Dice,
} from './attack-world.ts';
import { compiled, policyOf, type Doc } from './build.ts';
import { allowsLiterally, type PlainRequest } from './literal-evaluator.ts';

// A machine with other work to do takes its time.
vi.setConfig({ testTimeout: 60_000 });

const rounds = Number(process.env.ATTACK_ROUNDS ?? 1);
const first = Number(process.env.ATTACK_SEED ?? 1);
const options = { isMultivalued: isList };

interface Tried {
  PASS: number;
  FAIL: number;
  UNKNOWN: number;
  /** Requests that could have shown a PASS wrong. */
  attacks: number;
}

function attack(count: number, one: (dice: Dice, seed: number, tried: Tried) => void): Tried {
  const tried = { PASS: 0, FAIL: 0, UNKNOWN: 0, attacks: 0 };
  for (let seed = first; seed < first + count * rounds; seed++) one(newDice(seed), seed, tried);
  if (rounds > 1) console.log(tried);
  return tried;
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const kinds = [
  ['identity', false],
  ['resource', true],
] as const;

describe.each(kinds)('%s policies', (type, withPrincipals) => {
  const allows = (raw: Doc): ((request: PlainRequest) => boolean) => {
    const policy = compiled(raw, type);
    return (request) => documentAllows(policy, prepareRequest(request));
  };
  const literally = (raw: Doc, answer: CheckResult): boolean | undefined =>
    answer.result === 'FAIL' ? allowsLiterally(raw, answer.witness, withPrincipals) : undefined;

  test('no-new-access', () => {
    const tried = attack(350, (dice, seed, seen) => {
      const keys = chooseKeys(dice);
      const before = makePolicy(dice, withPrincipals, keys);
      const after = dice.chance(0.75)
        ? changePolicy(dice, before, withPrincipals, keys)
        : makePolicy(dice, withPrincipals, keys);
      const answer = checkNoNewAccess(policyOf(before, type), policyOf(after, type), options);
      seen[answer.result]++;
      if (answer.result === 'FAIL')
        expect([seed, literally(after, answer), literally(before, answer)]).toEqual([seed, true, false]);
      if (answer.result !== 'PASS') return;
      const texts = textKeys(before, after);
      const requests = times(100, () => makeRequest(dice, withPrincipals, keys, texts)).filter(allows(after));
      const old = allows(before);
      seen.attacks += requests.length;
      expect([seed, requests.filter((request) => !old(request))]).toEqual([seed, []]);
    });
    expect(tried.PASS).toBeGreaterThan(100 * rounds);
    expect(tried.FAIL).toBeGreaterThan(100 * rounds);
    expect(tried.UNKNOWN).toBeLessThan(20 * rounds);
    expect(tried.attacks).toBeGreaterThan(500 * rounds);
  });

  test('access-not-granted', () => {
    const accesses = [
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/x*'] },
      { actions: ['s3:Put*', 's3:G?tObject'] },
      { resources: ['arn:aws:s3:::b', 'arn:aws:s3:::*/x'] },
      { actions: ['*:GetBucket'], resources: ['arn:aws:s3:::b/*'] },
    ];
    const tried = attack(200, (dice, seed, seen) => {
      const keys = chooseKeys(dice);
      const raw = makePolicy(dice, withPrincipals, keys);
      const access = dice.pick(accesses);
      const answer = checkAccessNotGranted(policyOf(raw, type), [access], options);
      seen[answer.result]++;
      if (answer.result === 'FAIL') expect([seed, literally(raw, answer)]).toEqual([seed, true]);
      if (answer.result !== 'PASS') return;
      const wanted = allows({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: access.actions ?? '*', Resource: access.resources ?? '*' },
        ],
      });
      const requests = times(100, () => makeRequest(dice, withPrincipals, keys, textKeys(raw))).filter(wanted);
      seen.attacks += requests.length;
      expect([seed, requests.filter(allows(raw))]).toEqual([seed, []]);
    });
    expect(tried.PASS).toBeGreaterThan(40 * rounds);
    expect(tried.FAIL).toBeGreaterThan(40 * rounds);
    expect(tried.attacks).toBeGreaterThan(500 * rounds);
  });
});

test('no-public-access', () => {
  const tried = attack(350, (dice, seed, seen) => {
    const keys = [...chooseKeys(dice), 'aws:SourceVpc', 'aws:PrincipalOrgID'];
    const raw = makePolicy(dice, true, keys);
    const answer = checkNoPublicAccess(policyOf(raw, 'resource'), options);
    seen[answer.result]++;
    if (answer.result === 'FAIL') expect([seed, allowsLiterally(raw, answer.witness, true)]).toEqual([seed, true]);
    if (answer.result !== 'PASS') return;
    const policy = compiled(raw, 'resource');
    const requests = times(100, () => makeRequest(dice, true, keys, textKeys(raw), strangers)).map((request) => ({
      ...request,
      context: Object.fromEntries(Object.entries(request.context).filter(([key]) => !trustedKeys.has(key))),
    }));
    seen.attacks += requests.length;
    expect([seed, requests.filter((one) => documentAllows(policy, prepareRequest(one)))]).toEqual([seed, []]);
  });
  expect(tried.PASS).toBeGreaterThan(100 * rounds);
  expect(tried.FAIL).toBeGreaterThan(100 * rounds);
});
