/** Fixes on generated policies with all that is redundant or misspelt, in every layout: written, read back, fixed again. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { blankOnlyComments } from '../../src/document/blank-comments.ts';
import { readJson } from '../../src/document/json.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { checkNoNewAccess } from '../../src/semantics/compare/checks.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'iam-audit-fix-'));
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const listed = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 5 }));
const optional = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [name]: one }));

const action = some('s3:GetObject', 's3:Get*', 's3:*', 'S3:getobject', 'ec2:DescribeInstances', 'ec2:Describe*');
const resource = some('*', 'arn:aws:s3:::reports', 'arn:aws:s3:::reports/*', 'arn:aws:s3:::reports/2026/*');
const condition = some<object>(
  {},
  { StringEquals: {} },
  { StringEquals: { 'aws:PrincipalTag/team': ['a', 'a'], 'aws:username': 'x' } },
  { NumericLessThan: { 's3:max-keys': ['5', '10', 10] } },
  { Null: { 'aws:TokenIssueTime': 'false' } },
  { StringNotEqualsIfExists: { 'aws:username': '*' } },
  { StringLike: { 's3:prefix': ['home/*', 'home/a'] } },
  { IpAddress: { 'aws:SourceIp': ['10.1.2.3/8', '10.0.0.0/16'] } },
);
const statement = fc
  .tuple(
    optional('Sid', some('', 'A')),
    some({ Effect: 'Allow' }, { Effect: 'Deny' }, { Effect: 'allow' }, { effect: 'Allow' }),
    listed(action).map((value) => ({ Action: value })),
    listed(resource).map((value) => ({ Resource: value })),
    optional('Condition', condition),
  )
  .map((parts) => Object.assign({}, ...parts) as object);
const policy = fc
  .tuple(
    optional('Version', some('2012-10-17')),
    listed(statement).map((value) => ({ Statement: value })),
  )
  .map((parts) => Object.assign({}, ...parts) as object);

interface Layout {
  readonly indent: string;
  readonly newline: string;
  readonly mark: string;
  /** Comments and trailing commas, drawn at each bracket and comma. */
  readonly notes: readonly number[];
}

const layout: fc.Arbitrary<Layout> = fc.record({
  indent: some('', '  ', '    ', '\t'),
  newline: some('\n', '\r\n'),
  mark: some('', '\uFEFF'),
  notes: fc.oneof(fc.constant([]), fc.array(fc.nat(9), { minLength: 1, maxLength: 20 })),
});

/** JSONC: a numbered comment before or after commas and brackets, trailing commas too. */
function write(value: unknown, { indent, newline, mark, notes }: Layout): string {
  const pretty = JSON.stringify(value, null, indent);
  let count = 0;
  const note = (char: string, at: number, part: string): string => {
    const drawn = notes.length === 0 ? 9 : (notes[count % notes.length] ?? 9);
    const id = `c${String(count++)}, "x" [`;
    if (drawn === 0) return `/* ${id} */${char}`;
    if (drawn === 1) return `${char} /* ${id} */`;
    if (drawn === 2) return `${char} // ${id}\n`;
    if (drawn === 3) return ` // ${id}\n${char}`;
    const closes = (char === ']' || char === '}') && !/[[{]/.test(part.charAt(at - 1));
    return drawn === 4 && closes ? `,${char}` : char;
  };
  const parts = pretty.split(/("(?:[^"\\]|\\.)*")/);
  const text = parts.map((part, index) => (index % 2 === 1 ? part : part.replace(/[[\]{},]/g, note))).join('');
  return mark + text.replaceAll('\n', newline);
}

async function fix(text: string): Promise<string> {
  writeFileSync(join(cwd, 'a.jsonc'), text);
  const { stderr } = await runCli(['lint', '--fix', 'a.jsonc', '--format', 'oneline'], { cwd });
  expect(stderr).not.toContain('cannot be fixed');
  return readFileSync(join(cwd, 'a.jsonc'), 'utf8');
}

const policyOf = (text: string) => {
  const { value, syntaxError } = readJson(text, { jsonc: true });
  expect(syntaxError).toBeUndefined();
  return parsePolicy(value, { type: 'identity', source: { pointer: '', locate: () => ({}) } });
};

/** Fixes that make a document valid at all, which it was not before: there is nothing to compare them with. */
const isJudged = (text: string) => !/"effect"|"allow"/.test(text);
const commentsOf = (text: string): readonly string[] => {
  const bare = blankOnlyComments(text);
  const comments = Array.from({ length: text.length }, (_, at) => (text[at] === bare[at] ? '' : text[at])).join('');
  return comments.match(/c\d+, "x" \[/g) ?? [];
};

it('fixes the same policy in every layout, once and for all', async () => {
  await fc.assert(
    fc.asyncProperty(policy, layout, async (value, look) => {
      const text = write(value, look);
      const fixed = await fix(text);
      const after = policyOf(fixed);
      expect(await fix(fixed)).toBe(fixed);
      // Those inside a value that went are gone with it; the others are whole and in their order.
      const left = commentsOf(fixed);
      expect(commentsOf(text).filter((comment) => left.includes(comment))).toEqual(left);
      expect(fixed.startsWith('\uFEFF')).toBe(look.mark !== '');
      if (look.newline === '\r\n') expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
      else expect(fixed).not.toContain('\r');
      if (!isJudged(text)) return;
      const before = policyOf(text);
      expect(checkNoNewAccess(before, after).result).toBe('PASS');
      expect(checkNoNewAccess(after, before).result).toBe('PASS');
    }),
    { numRuns: 100 },
  );
}, 60_000);
