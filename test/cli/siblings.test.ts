import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeSiblings } from '../../src/cli/siblings.ts';

const folder = mkdtempSync(join(tmpdir(), 'siblings-'));
for (const name of ['b.tf', 'a.tf', 'c.json']) writeFileSync(join(folder, name), `# ${name}`);
writeFileSync(join(folder, 'binary.tf'), Buffer.from([0, 1]));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('siblings', () => {
  const siblingsOf = makeSiblings(folder);

  it('of a .tf file are the other readable ones of its folder, by name', () => {
    expect(siblingsOf(join(folder, 'b.tf'))?.().map(({ path, text }) => [path, text])).toEqual([['a.tf', '# a.tf']]);
    expect(siblingsOf(join(folder, 'new.tf'))?.().map(({ path }) => path)).toEqual(['a.tf', 'b.tf']);
  });

  it('are none for other kinds of files, standard input and folders that are gone', () => {
    expect(siblingsOf(join(folder, 'c.json'))).toBeUndefined();
    expect(siblingsOf(undefined)).toBeUndefined();
    expect(siblingsOf(join(folder, 'gone', 'a.tf'))?.()).toEqual([]);
  });
});
