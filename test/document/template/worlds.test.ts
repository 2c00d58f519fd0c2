import { describe, expect, it } from 'vitest';
import { exploreWorlds, onceInEachWorld, type Choose } from '../../../src/document/template/worlds.ts';

describe('what is read in several worlds', () => {
  const around = new Map<string, boolean>();

  it('is read once for each set of choices that it asks for', () => {
    const made: string[] = [];
    const read = onceInEachWorld((key: { name: string }, choose: Choose) => {
      const text = key.name + (choose('A', around) ? (choose('B', around) ? 'ab' : 'a') : '');
      made.push(text);
      return text;
    });
    const [one, two] = [{ name: '1' }, { name: '2' }];
    const explore = (): readonly string[] => exploreWorlds((choose) => read(one, choose)).results;
    expect(explore()).toEqual(['1ab', '1', '1a']);
    expect(explore()).toEqual(['1ab', '1', '1a']);
    expect(read(two, () => true)).toBe('2ab');
    expect(made).toEqual(['1ab', '1', '1a', '2ab']);
  });
});
