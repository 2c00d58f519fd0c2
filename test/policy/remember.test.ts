import { describe, expect, it } from 'vitest';
import { rememberLatest, rememberTexts } from '../../src/policy/remember.ts';

const counting = () => {
  const asked: string[] = [];
  return { asked, make: (text: string) => `${text}!${asked.push(text)}` };
};

describe('rememberTexts', () => {
  it('works an answer out once', () => {
    const { asked, make } = counting();
    const remembered = rememberTexts(make);
    expect([remembered('a'), remembered('b'), remembered('a')]).toEqual(['a!1', 'b!2', 'a!1']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('keeps no more than it may, and no long text', () => {
    const { asked, make } = counting();
    const remembered = rememberTexts(make, 2);
    for (const text of ['a', 'b', 'c', 'a']) remembered(text);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
    const long = 'x'.repeat(1_000);
    expect(remembered(long)).not.toBe(remembered(long));
  });
});

describe('rememberLatest', () => {
  it('keeps the answer of the latest subject alone', () => {
    const { asked, make } = counting();
    const remembered = rememberLatest(({ name }: { name: string }) => make(name));
    const [first, second] = [{ name: 'a' }, { name: 'a' }];
    expect(remembered(first)).toBe(remembered(first));
    remembered(second);
    remembered(first);
    expect(asked).toEqual(['a', 'a', 'a']);
  });
});
