/** What the rules call redundant is proven so: without it the policy allows exactly the same. */
import { expect, test, vi } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { newOutcome, prepare } from '../../src/engine.ts';
import type { Finding } from '../../src/finding.ts';
import type { Policy } from '../../src/policy/model.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { pointerOf } from '../../src/policy/place.ts';
import type { Rule } from '../../src/rule.ts';
import redundantAction from '../../src/rules/policies/redundant-action.ts';
import redundantResource from '../../src/rules/policies/redundant-resource.ts';
import redundantStatement from '../../src/rules/policies/redundant-statement.ts';
import neverTrue from '../../src/rules/policies/condition-never-true.ts';
import { accessOf, isEmpty, isEquivalent } from '../../src/semantics/access.ts';
import { changePolicy, chooseKeys, isList, makePolicy, newDice } from './attack-world.ts';
import { policyOf, type Doc } from './build.ts';

// A machine with other work to do takes its time.
vi.setConfig({ testTimeout: 60_000 });

const source = { pointer: '', locate: (path: readonly (string | number)[]) => ({ pointer: pointerOf('', path) }) };
const environment = { catalog: openCatalog(), now: new Date('2026-11-01T00:00:00Z') };
const options = { isMultivalued: isList };

function pointersOf(rules: readonly Rule[], raw: Doc): readonly string[] {
  const outcome = newOutcome();
  prepare(
    rules.map((rule) => ({ rule, options: {} })),
    environment,
    outcome,
  ).policy(parsePolicy(raw, { type: 'identity', source }));
  return outcome.findings.filter((finding) => !isSuggestion(finding)).flatMap(({ location }) => location.pointer ?? []);
}

/** A variable in NotResource can matter though it is covered: a suggestion, not a fix. */
function isSuggestion({ messageId, message, location }: Finding): boolean {
  return messageId === 'covered' && location.pointer?.includes('/NotResource/') === true && message.includes('${');
}

/** The document without the member or list item. */
function remove(raw: Doc, pointer: string): Doc {
  const copy = structuredClone(raw) as Record<string, unknown>;
  const path = pointer.split('/').slice(1);
  const last = path.pop()!;
  const holder = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], copy);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  return copy;
}

/** Of a member of a list its statement decides, as an Allow; of a statement all that have its effect. */
function beforeAndAfter(raw: Doc, pointer: string): readonly [Policy, Policy] {
  const [, , index = '', ...member] = pointer.split('/');
  const statements = raw.Statement as Doc[];
  const own = statements[Number(index)]!;
  const kept =
    member.length > 0 ? [own] : [own, ...statements.filter((one) => one !== own && one.Effect === own.Effect)];
  const alone = { ...raw, Statement: kept.map((one) => ({ ...one, Effect: 'Allow' })) };
  return [policyOf(alone), policyOf(remove(alone, ['/Statement/0', ...member].join('/')))];
}

/** A policy, and one like it, together: much of it says the same. */
function doubled(seed: number): Doc {
  const dice = newDice(seed);
  const keys = chooseKeys(dice);
  const one = makePolicy(dice, false, keys);
  const other = changePolicy(dice, one, false, keys);
  const statements = [...(one.Statement as Doc[]), ...(other.Statement as Doc[])];
  const lists = statements.map((statement) =>
    'Action' in statement
      ? { ...statement, Action: [...(statement.Action as string[]), 's3:GetObject', 's3:G*'] }
      : statement,
  );
  return { ...one, Statement: lists };
}

test('redundant members and statements change nothing', () => {
  let found = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const raw = doubled(seed);
    for (const pointer of pointersOf([redundantAction, redundantResource, redundantStatement], raw)) {
      found++;
      const same = isEquivalent(...beforeAndAfter(raw, pointer), options);
      // A guard may stop the proof of a large policy; what is shown false fails.
      expect([seed, pointer, same]).toEqual([seed, pointer, same === 'unknown' ? 'unknown' : true]);
      if (same === 'unknown') found--;
    }
  }
  expect(found).toBeGreaterThan(50);
});

test('a statement whose conditions exclude each other allows nothing', () => {
  let found = 0;
  for (let seed = 1; seed <= 500; seed++) {
    const dice = newDice(seed);
    const raw = makePolicy(dice, false, [dice.pick(chooseKeys(dice))]);
    for (const pointer of pointersOf([neverTrue], raw)) {
      const index = Number(pointer.split('/')[2]);
      const alone = { ...raw, Statement: [{ ...(raw.Statement as Doc[])[index]!, Effect: 'Allow' }] };
      found++;
      expect([seed, pointer, isEmpty(accessOf(policyOf(alone)), options)]).toEqual([seed, pointer, true]);
    }
  }
  expect(found).toBeGreaterThan(15);
});
