import { describe, expect, test } from 'vitest';
import { applyBaseline, makeBaseline, parseBaseline } from '../../src/config/baseline.ts';
import { InputError } from '../../src/errors.ts';
import { finding } from './support.ts';

const a = finding('opinion', { fingerprint: 'aa', location: { file: 'z.json', line: 3, pointer: '/Statement/0' } });
const b = finding('invalid-action', {
  fingerprint: 'bb',
  resource: { type: 'AWS::IAM::User', name: 'ana', arn: 'arn:aws:iam::111122223333:user/ana' },
});
const proto = finding('opinion', { fingerprint: '__proto__' });

describe('baseline', () => {
  test('is the same text in whatever order, without line numbers', () => {
    const text = makeBaseline([a, b, a]);
    expect(makeBaseline([a, a, b])).toBe(text);
    expect(makeBaseline([b, { ...a, location: { ...a.location, line: 99 } }, a])).toBe(text);
    expect(JSON.parse(text)).toEqual({
      version: 1,
      findings: {
        bb: { ruleId: 'invalid-action', count: 1, where: 'arn:aws:iam::111122223333:user/ana' },
        aa: { ruleId: 'opinion', count: 2, where: 'z.json#/Statement/0' },
      },
    });
  });

  test('knows its findings; one more of the same is new', () => {
    const baseline = parseBaseline(makeBaseline([a, b, proto]), 'baseline.json');
    const result = applyBaseline([a, a, finding('x', { fingerprint: 'cc' }), proto], baseline);
    expect(result.known).toEqual([a, proto]);
    expect(result.kept.map(({ fingerprint }) => fingerprint)).toEqual(['aa', 'cc']);
    expect(result.gone).toEqual([{ ruleId: 'invalid-action', count: 1, where: 'arn:aws:iam::111122223333:user/ana' }]);
  });

  test('an empty one knows nothing', () => {
    expect(applyBaseline([a], parseBaseline(makeBaseline([]), 'b')).kept).toEqual([a]);
  });

  test.each<[string, string]>([
    ['', 'not valid JSON'],
    ['{"version":1', 'not valid JSON'],
    ['[]', '"version" is not 1'],
    ['{"version":2,"findings":{}}', '"version" is not 1'],
    ['{"version":1}', '"findings" is not an object'],
    ['{"version":1,"findings":{"x":{"ruleId":"a","count":0,"where":""}}}', 'the entry "x"'],
    ['{"version":1,"findings":{"x":null}}', 'the entry "x"'],
  ])('%s is none', (text, expected) => {
    expect(() => parseBaseline(text, 'b.json')).toThrow(InputError);
    expect(() => parseBaseline(text, 'b.json')).toThrow(expected);
  });
});
