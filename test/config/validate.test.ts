import { describe, expect, test } from 'vitest';
import { isIgnored, policyTypeOf } from '../../src/config/config.ts';
import { validateConfig } from '../../src/config/validate.ts';
import { UsageError } from '../../src/errors.ts';
import { configOf, place, problemsOf, rules } from './support.ts';

describe('validateConfig', () => {
  test('reads a full configuration', () => {
    const config = configOf({
      $schema: './node_modules/iam-audit/dist/config-schema.json',
      rules: { 'invalid-action': 'off', opinion: 'on', 'user-key-old': ['error', { days: 30, except: ['ci'] }] },
      failOn: 'warning',
      maxWarnings: 0,
      ignore: ['build/**'],
      policyTypes: [{ files: 'trust/*.json', type: 'trust', resourceType: 'AWS::IAM::Role' }],
      overrides: [{ files: ['legacy/**'], rules: { 'invalid-service': 'warning' } }],
      suppressions: [{ rules: ['invalid-action'], files: 'a.json', reason: 'because', expires: '2028-02-29' }],
      baseline: 'baseline.json',
    });
    expect(config).toMatchObject({ failOn: 'warning', maxWarnings: 0, baseline: 'baseline.json' });
    expect(Object.fromEntries(config.rules)).toEqual({
      'invalid-action': { state: 'off' },
      opinion: { state: 'on' },
      'user-key-old': { state: 'error', options: { days: 30, except: ['ci'] } },
    });
    expect(isIgnored(config, 'build/x/y.json')).toBe(true);
    expect(isIgnored(config, 'src/build.json')).toBe(false);
    expect(policyTypeOf(config, 'trust/a.json')).toMatchObject({ type: 'trust', resourceType: 'AWS::IAM::Role' });
    expect(policyTypeOf(config, 'other/a.json')).toBeUndefined();
    expect(config.suppressions[0]).toMatchObject({ at: '/suppressions/0', reason: 'because', expires: '2028-02-29' });
  });

  test('an empty object is a configuration', () => {
    expect(problemsOf({})).toEqual([]);
  });

  test('the last policy type that matches wins', () => {
    const config = configOf({
      policyTypes: [
        { files: '**', type: 'identity' },
        { files: 'scp/**', type: 'scp' },
      ],
    });
    expect(policyTypeOf(config, 'scp/a.json')?.type).toBe('scp');
    expect(policyTypeOf(config, 'a.json')?.type).toBe('identity');
  });

  test.each<[string, unknown, string]>([
    ['no object', [], '(root): expected an object, found a list.'],
    ['nothing', undefined, '(root): expected an object, found undefined.'],
    ['unknown key', { rulez: {} }, '/rulez: unknown key. Did you mean "rules"?'],
    ['extends', { extends: 'x' }, '/extends: unknown key.'],
    ['prototype key', JSON.parse('{"__proto__": {"rules": 1}}'), '/__proto__: unknown key.'],
    [
      'unknown rule',
      { rules: { 'invalid-acton': 'off' } },
      '/rules/invalid-acton: unknown rule "invalid-acton". Did you mean "invalid-action"?',
    ],
    ['name of another tool', { rules: { INVALID_ACTION: 'off' } }, 'It is called invalid-action here.'],
    ['constructor is no rule', { rules: { constructor: 'off' } }, '/rules/constructor: unknown rule "constructor".'],
    [
      'unknown severity',
      { rules: { opinion: 'eror' } },
      '/rules/opinion: expected one of off, on, error, security, warning, suggestion; found "eror". Did you mean "error"?',
    ],
    ['number as severity', { rules: { opinion: 2 } }, '/rules/opinion: expected one of'],
    ['empty list', { rules: { opinion: [] } }, '/rules/opinion/0: expected one of'],
    ['long list', { rules: { opinion: ['error', {}, 1] } }, '/rules/opinion: expected [severity, options]'],
    [
      'options of a rule without',
      { rules: { opinion: ['error', { a: 1 }] } },
      '/rules/opinion/1/a: opinion has no options.',
    ],
    [
      'unknown option',
      { rules: { 'user-key-old': ['error', { dayz: 1 }] } },
      '/rules/user-key-old/1/dayz: user-key-old has no such option. Did you mean "days"? Known: days, except, strict, prefix.',
    ],
    [
      'wrong number',
      { rules: { 'user-key-old': ['on', { days: '90' }] } },
      '/rules/user-key-old/1/days: expected a number of 0 or more, found "90".',
    ],
    [
      'negative number',
      { rules: { 'user-key-old': ['on', { days: -1 }] } },
      '/rules/user-key-old/1/days: expected a number',
    ],
    [
      'wrong list',
      { rules: { 'user-key-old': ['on', { except: ['a', 1] }] } },
      '/rules/user-key-old/1/except: expected a list of strings',
    ],
    [
      'wrong boolean',
      { rules: { 'user-key-old': ['on', { strict: 'yes' }] } },
      '/rules/user-key-old/1/strict: expected true or false',
    ],
    [
      'options are no object',
      { rules: { 'user-key-old': ['on', 90] } },
      '/rules/user-key-old/1: expected an object, found 90.',
    ],
    ['failOn', { failOn: 'errors' }, '/failOn: expected one of'],
    ['maxWarnings', { maxWarnings: 1.5 }, '/maxWarnings: expected a whole number'],
    ['ignore of the wrong type', { ignore: 3 }, '/ignore: expected a string, found 3.'],
    ['ignore item', { ignore: ['a', null] }, '/ignore/1: expected a string, found null.'],
    ['negated glob', { ignore: ['a', '!b'] }, '/ignore/1: "!b" starts with "!"'],
    [
      'policy type',
      { policyTypes: [{ files: 'a', type: 'identities' }] },
      '/policyTypes/0/type: expected one of identity',
    ],
    ['policy type without files', { policyTypes: [{ type: 'scp' }] }, '/policyTypes/0: "files" is missing.'],
    ['override without files', { overrides: [{ rules: {} }] }, '/overrides/0: "files" is missing.'],
    ['override without any', { overrides: [{ files: [], rules: {} }] }, '/overrides/0/files: is empty'],
    [
      'override rules',
      { overrides: [{ files: 'a', rules: { nope: 'off' } }] },
      '/overrides/0/rules/nope: unknown rule',
    ],
    ['overrides is no list', { overrides: {} }, '/overrides: expected a list, found an object.'],
    ['suppression without reason', { suppressions: [{ rules: 'opinion' }] }, '/suppressions/0: gives no reason'],
    [
      'suppression with empty reason',
      { suppressions: [{ rules: 'opinion', reason: '  ' }] },
      '/suppressions/0/reason: is empty.',
    ],
    ['suppression without rules', { suppressions: [{ reason: 'x' }] }, '/suppressions/0: names no rule'],
    ['suppression of none', { suppressions: [{ rules: [], reason: 'x' }] }, '/suppressions/0/rules: is empty'],
    [
      'suppression with both',
      { suppressions: [{ rule: 'opinion', rules: 'opinion', reason: 'x' }] },
      '/suppressions/0/rule: stands beside',
    ],
    [
      'suppression of unknown',
      { suppressions: [{ rules: ['opinion', 'opinon'], reason: 'x' }] },
      '/suppressions/0/rules/1: unknown rule "opinon". Did you mean "opinion"?',
    ],
    [
      'foreign name of the wrong tool',
      { suppressions: [{ rules: 'cis:INVALID_ACTION', reason: 'x' }] },
      '/suppressions/0/rules: unknown rule',
    ],
    [
      'pointer',
      { suppressions: [{ rules: 'opinion', pointer: 'Statement', reason: 'x' }] },
      '/suppressions/0/pointer: expected a JSON pointer',
    ],
    [
      'pointer escape',
      { suppressions: [{ rules: 'opinion', pointer: '/a~2', reason: 'x' }] },
      '/suppressions/0/pointer: expected a JSON pointer',
    ],
    [
      'date format',
      { suppressions: [{ rules: 'opinion', expires: '01.02.2027', reason: 'x' }] },
      '/suppressions/0/expires: expected a day',
    ],
    [
      'date of no calendar',
      { suppressions: [{ rules: 'opinion', expires: '2027-02-30', reason: 'x' }] },
      '/suppressions/0/expires: expected a day',
    ],
    [
      'unknown member',
      { suppressions: [{ rules: 'opinion', until: '2027-02-01', reason: 'x' }] },
      '/suppressions/0/until: unknown key.',
    ],
  ])('%s', (_, value, expected) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test('names all problems at once, with positions when they are known', () => {
    const problems = problemsOf(
      { rules: { a: 'off', opinion: 'x' }, failOn: 1, extra: 1 },
      { ...place, locate: () => ({ line: 3, column: 5 }) },
    );
    expect(problems.map((line) => line.split(': ')[0])).toEqual([
      '3:5 /extra',
      '3:5 /failOn',
      '3:5 /rules/a',
      '3:5 /rules/opinion',
    ]);
  });

  test('works without a function for near names, and names the file', () => {
    expect(() => validateConfig({ rules: { a: 'off' } }, rules, place)).toThrow(UsageError);
    expect(() => validateConfig({ rules: { a: 'off' } }, rules, place)).toThrow(
      'The configuration iam-audit.config.json has a problem:\n  /rules/a: unknown rule "a".',
    );
  });

  test('shows a limited number of problems, each short', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`${index}${'x'.repeat(1000)}`, 'off']));
    const problems = problemsOf({ rules: many });
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('... and 4950 more');
    expect(problems.every((line) => line.length < 400)).toBe(true);
  });
});
