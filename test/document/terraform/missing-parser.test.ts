import { expect, it, vi } from 'vitest';

vi.mock('web-tree-sitter', () => {
  throw new Error('Cannot find package');
});

it('says of every file that it is not judged when the parser is not installed', async () => {
  const { loadHclReader } = await import('../../../src/document/terraform/hcl.ts');
  const read = await loadHclReader();
  const { policies, unread, document } = read('resource "aws_iam_policy" "p" {', 'main.tf', {});
  expect(policies).toEqual([]);
  expect(document.syntaxError).toBeUndefined();
  expect(unread).toEqual([
    {
      message: 'The file is not judged: it needs the package web-tree-sitter; install it to read .tf files.',
      location: { file: 'main.tf', line: 1, column: 1 },
    },
  ]);
});
