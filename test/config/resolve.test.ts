import { describe, expect, test } from 'vitest';
import { emptyConfig } from '../../src/config/config.ts';
import { createRuleResolver, parseRuleFlags } from '../../src/config/resolve.ts';
import { nearest } from '../../src/catalog/suggest.ts';
import { UsageError } from '../../src/errors.ts';
import { configOf, rules } from './support.ts';

describe('createRuleResolver', () => {
  test('without configuration: every rule but those off by default, with default options', () => {
    const resolved = createRuleResolver(emptyConfig, new Map(), rules)();
    expect([...resolved.keys()]).toEqual(rules.map(({ id }) => id).filter((id) => id !== 'opinion'));
    expect(resolved.get('user-key-old')).toEqual({
      severity: undefined,
      options: { days: 90, except: [], strict: false, prefix: '' },
    });
  });

  test('flags win over overrides, later overrides over earlier ones, overrides over rules', () => {
    const config = configOf({
      rules: { 'invalid-action': 'warning', 'invalid-service': 'off', opinion: 'on' },
      overrides: [
        { files: 'a/**', rules: { 'invalid-action': 'off', 'invalid-service': 'security' } },
        { files: 'a/b/**', rules: { 'invalid-action': 'suggestion' } },
      ],
    });
    const resolve = createRuleResolver(config, parseRuleFlags(['invalid-service=error', 'opinion=off'], rules), rules);
    expect(resolve('x.json').get('invalid-action')?.severity).toBe('warning');
    expect(resolve('a/x.json').has('invalid-action')).toBe(false);
    expect(resolve('a/b/x.json').get('invalid-action')?.severity).toBe('suggestion');
    for (const file of ['x.json', 'a/x.json', undefined]) {
      expect(resolve(file).get('invalid-service')?.severity).toBe('error');
      expect(resolve(file).has('opinion')).toBe(false);
    }
  });

  test('options stay when a later layer sets a severity alone, and are replaced when it sets options', () => {
    const config = configOf({
      rules: { 'user-key-old': ['error', { days: 30, strict: true }] },
      overrides: [
        { files: 'a', rules: { 'user-key-old': 'warning' } },
        { files: 'b', rules: { 'user-key-old': ['on', { days: 10 }] } },
      ],
    });
    const resolve = createRuleResolver(config, new Map(), rules);
    expect(resolve('a').get('user-key-old')).toMatchObject({
      severity: 'warning',
      options: { days: 30, strict: true },
    });
    expect(resolve('b').get('user-key-old')).toMatchObject({
      severity: undefined,
      options: { days: 10, strict: false },
    });
  });

  test('forbidden access reaches its rule, unless that is off', () => {
    const forbidden = [{ actions: 'iam:*' }];
    const overrides = [
      { files: 'off', rules: { 'forbidden-access': 'off' } },
      { files: 'mild', rules: { 'forbidden-access': 'warning' } },
    ];
    const resolve = createRuleResolver(configOf({ forbidden, overrides }), new Map(), rules);
    const options = { forbidden: [{ actions: ['iam:*'], resources: [] }] };
    expect(resolve('x').get('forbidden-access')).toEqual({ severity: undefined, options });
    expect(resolve('mild').get('forbidden-access')).toEqual({ severity: 'warning', options });
    expect(resolve('off').has('forbidden-access')).toBe(false);
    expect(createRuleResolver(configOf({}), new Map(), rules)('x').get('forbidden-access')?.options).toEqual({});
  });

  test('files with the same overrides share one map', () => {
    const config = configOf({ overrides: [{ files: 'a/*', rules: { opinion: 'on' } }] });
    const resolve = createRuleResolver(config, new Map(), rules);
    expect(resolve('a/1')).toBe(resolve('a/2'));
    expect(resolve('b/1')).toBe(resolve());
    expect(resolve('a/1')).not.toBe(resolve('b/1'));
  });
});

describe('parseRuleFlags', () => {
  test('the last one for a rule wins', () => {
    expect([...parseRuleFlags(['opinion=error', 'opinion=on'], rules)]).toEqual([['opinion', { state: 'on' }]]);
  });

  test.each<[string, string]>([
    ['opinon=off', 'unknown rule "opinon". Did you mean "opinion"?'],
    ['opinion', 'expected opinion= and one of'],
    ['opinion=', 'expected opinion= and one of'],
    ['opinion=ERROR', 'expected opinion= and one of'],
    ['__proto__=off', 'unknown rule'],
    ['UNKNOWN=off', 'It is called invalid-action, invalid-service here.'],
  ])('%s', (flag, expected) => {
    expect(() => parseRuleFlags([flag], rules, nearest)).toThrow(UsageError);
    expect(() => parseRuleFlags([flag], rules, nearest)).toThrow(expected);
  });
});
