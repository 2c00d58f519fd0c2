import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors.ts';
import { openCatalog } from '../src/catalog/iam-data.ts';
import { newOutcome, prepare, type ActiveRule } from '../src/engine.ts';
import { describeCosts, newStopwatch } from '../src/engine-stats.ts';
import { parsePolicy } from '../src/policy/parse.ts';
import { defineRule, type Visitor } from '../src/rule.ts';

const policy = parsePolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' } },
  { type: 'identity', source: { pointer: '', locate: () => ({}) } },
);

const ruleOf = (id: string, visitor: Visitor): ActiveRule => ({
  rule: defineRule({
    meta: {
      id,
      subject: 'policy',
      severity: 'warning',
      summary: '',
      why: '',
      remedy: '',
      messages: {},
      references: {},
      since: '0.1.0',
    },
    create: () => visitor,
  }),
  options: {},
});

const environment = { catalog: openCatalog(), now: new Date(0) };

describe('a rule that throws', () => {
  it('is named and left out from there on, and the rules after it go on', () => {
    const seen: string[] = [];
    let thrown = 0;
    const broken = ruleOf('broken', {
      action() {
        thrown++;
        throw new TypeError('of no use');
      },
    });
    const before = ruleOf('before', { action: ({ text }) => void seen.push(`before ${text}`) });
    const after = ruleOf('after', { action: ({ text }) => void seen.push(`after ${text}`) });
    const outcome = newOutcome();
    prepare([before, broken, after], environment, outcome).policy(policy);
    expect(thrown).toBe(1);
    expect([...outcome.crashes.keys()]).toEqual(['broken']);
    expect(seen).toEqual(['before s3:GetObject', 'after s3:GetObject', 'before s3:PutObject', 'after s3:PutObject']);
  });

  it('is left out of its other visits too', () => {
    const seen: string[] = [];
    const broken = ruleOf('broken', {
      statement() {
        throw new TypeError('of no use');
      },
      action: ({ text }) => void seen.push(text),
    });
    const outcome = newOutcome();
    prepare([broken], environment, outcome).policy(policy);
    expect([...outcome.crashes.keys()]).toEqual(['broken']);
    expect(seen).toEqual([]);
  });

  it('is not to blame for a catalogue that turns out to be damaged', () => {
    const outcome = newOutcome();
    const asks = ruleOf('asks', {
      action() {
        throw new InputError('The service catalogue is damaged.');
      },
    });
    expect(() => {
      prepare([asks], environment, outcome).policy(policy);
    }).toThrow(InputError);
    expect(outcome.crashes.size).toBe(0);
  });
});

describe('the stopwatch', () => {
  it('counts calls and time by rule, the dearest first, also of a rule that throws', () => {
    let clock = 0;
    const stopwatch = newStopwatch(() => clock);
    const takes = (ms: number) => () => {
      clock += ms;
    };
    const rules = [
      ruleOf('cheap', { action: takes(1), statement: takes(2) }),
      ruleOf('dear', { action: takes(10) }),
      ruleOf('broken', {
        action() {
          clock += 5;
          throw new TypeError('of no use');
        },
      }),
    ];
    const outcome = newOutcome();
    prepare(rules, { ...environment, stopwatch }, outcome).policy(policy);
    expect(stopwatch.costs()).toEqual([
      { ruleId: 'dear', ms: 20, calls: 2 },
      { ruleId: 'broken', ms: 5, calls: 1 },
      { ruleId: 'cheap', ms: 4, calls: 3 },
    ]);
    expect(outcome.crashes.size).toBe(1);
  });

  it('prints a table with the sum at its end', () => {
    const table = describeCosts([{ ruleId: 'dear', ms: 20, calls: 2 }, { ruleId: 'cheap', ms: 0.25, calls: 30 }]); // prettier-ignore
    expect(table.split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
      'ms calls rule',
      '20.0 2 dear',
      '0.3 30 cheap',
      '20.3 all rules',
      '',
    ]);
  });
});
