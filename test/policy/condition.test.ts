import { describe, expect, it } from 'vitest';
import { operatorNames, parseOperator } from '../../src/policy/condition.ts';

describe('parseOperator', () => {
  it('knows the 27 documented operators in every combination of qualifier and suffix', () => {
    expect(operatorNames).toHaveLength(27);
    for (const name of operatorNames) {
      for (const qualifier of [undefined, 'ForAllValues', 'ForAnyValue'] as const) {
        for (const ifExists of [false, true]) {
          const text = `${qualifier === undefined ? '' : `${qualifier}:`}${name}${ifExists ? 'IfExists' : ''}`;
          const parsed = parseOperator(text);
          expect(parsed).toMatchObject({ qualifier, ifExists, base: name, known: true, exactCase: true });
          expect(parsed.family).toBeDefined();
          expect(parsed.negated).toBe(/Not/.test(name));
        }
      }
    }
  });

  it.each([
    ['StringLike', 'string'],
    ['ArnNotLike', 'arn'],
    ['NumericLessThanEquals', 'numeric'],
    ['DateGreaterThan', 'date'],
    ['Bool', 'bool'],
    ['BinaryEquals', 'binary'],
    ['NotIpAddress', 'ip'],
    ['Null', 'null'],
  ])('%s is of family %s', (text, family) => {
    expect(parseOperator(text).family).toBe(family);
  });

  it('finds names in any letter case and says so', () => {
    expect(parseOperator('forallvalues:STRINGEQUALSifexists')).toEqual({
      qualifier: 'ForAllValues',
      ifExists: true,
      base: 'StringEquals',
      family: 'string',
      negated: false,
      known: true,
      exactCase: false,
    });
  });

  it.each([
    ['', ''],
    ['IfExists', ''],
    ['StringMatches', 'StringMatches'],
    ['ForSomeValues:StringEquals', 'ForSomeValues:StringEquals'],
    ['ForAllValues:ForAnyValue:Bool', 'ForAnyValue:Bool'],
    ['ForAllValuesStringEquals', 'ForAllValuesStringEquals'],
    ['BoolIfExistsIfExists', 'BoolIfExists'],
    [' Bool', ' Bool'],
    ['NotBool', 'NotBool'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%j is unknown', (text, base) => {
    expect(parseOperator(text)).toMatchObject({ base, known: false, family: undefined, negated: false });
  });
});
