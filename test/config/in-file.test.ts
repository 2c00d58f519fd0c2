import { describe, expect, it } from 'vitest';
import { applyInFile, readComments } from '../../src/config/in-file.ts';
import { indexRuleNames } from '../../src/config/rule-names.ts';
import type { Finding } from '../../src/finding.ts';
import { knownRules } from '../../src/known-rules.ts';

const names = indexRuleNames(knownRules.map(({ meta }) => meta));
const all = new Set(knownRules.map(({ meta }) => meta.id));
const finding = (line: number, ruleId = 'invalid-action', pointer = '/Statement/0/Action'): Finding => ({
  ruleId,
  messageId: 'x',
  message: 'x',
  severity: 'error',
  location: { file: 'x.yaml', line, pointer },
  fingerprint: `${ruleId}${line}`,
});

describe('comments', () => {
  it.each([
    ['YAML', '# iam-audit-disable-next-line invalid-action -- known\nx'],
    ['HCL', '   // iam-audit-disable-next-line invalid-action -- known\nx'],
    ['JSONC', '\t/* iam-audit-disable-next-line invalid-action -- known */\r\nx'],
  ])('are read in %s', (_, text) => {
    expect(readComments(text, 'x.yaml')).toMatchObject([
      { names: ['invalid-action'], reason: 'known', location: { line: 1 }, covers: { line: 2 } },
    ]);
  });

  it('name several rules, and reach past blank lines and other comments', () => {
    const text =
      '# iam-audit-disable-next-line a, b c -- one -- two\n\n# iam-audit-disable-next-line d -- three\n# why\nx';
    expect(readComments(text, 'x.yaml').map(({ names: rules, reason, covers }) => [rules, reason, covers])).toEqual([
      [['a', 'b', 'c'], 'one -- two', { line: 5 }],
      [['d'], 'three', { line: 5 }],
    ]);
  });

  it.each([
    ['the text of a block, as far as it is deeper', 'policy: |', '  {\n\n  }\nnext: 1', { line: 2, endLine: 5 }],
    ['a block with a tag in a list', '- !Sub |-2 # x', '  {\n  }', { line: 2, endLine: 4 }],
    ['one line that only looks like the header of a block', 'a = b ||', '  c', { line: 2 }],
  ])('cover %s', (_, first, rest, covers) => {
    const text = `# iam-audit-disable-next-line a -- b\n${first}\n${rest}`;
    expect(readComments(text, 'x.yaml').map((one) => one.covers)).toEqual([covers]);
  });

  it('are nothing else: not within a line, not another word', () => {
    const text =
      'x: 1 # iam-audit-disable-next-line a -- b\n"// iam-audit-disable-next-line a -- b"\n# iam-audit-disable-next-lines a -- b';
    expect(readComments(text, 'x.yaml')).toEqual([]);
  });
});

describe('what they do', () => {
  const apply = (text: string, findings: readonly Finding[], ran: ReadonlySet<string> = all) => {
    const { kept, suppressed, problems } = applyInFile(findings, readComments(text, 'x.yaml'), names, ran);
    return {
      kept: kept.map(({ location }) => location.line),
      suppressed: suppressed.map(({ finding: one, reason }) => [one.location.line, reason]),
      problems: problems.map(({ message }) => message),
    };
  };

  it('suppresses the rule on that line alone, with its reason', () => {
    const findings = [finding(2), finding(2, 'missing-version'), finding(3)];
    expect(apply('# iam-audit-disable-next-line invalid-action -- ok', findings)).toEqual({
      kept: [2, 3],
      suppressed: [[2, 'ok']],
      problems: [],
    });
  });

  it('takes the names of other tools', () => {
    expect(apply('# iam-audit-disable-next-line parliament:UNKNOWN_ACTION -- ok', [finding(2)]).kept).toEqual([]);
  });

  it('does not count without a reason, and that is a finding', () => {
    for (const end of ['', ' --', ' --  ']) {
      expect(apply(`# iam-audit-disable-next-line invalid-action${end}`, [finding(2)])).toEqual({
        kept: [2],
        suppressed: [],
        problems: ['noReason'],
      });
    }
  });

  it('is a finding for a name that no rule has, and without any name', () => {
    expect(apply('# iam-audit-disable-next-line invalid-acton -- ok', [finding(2)]).problems).toEqual(['unknownRule']);
    expect(apply('# iam-audit-disable-next-line -- ok', [finding(2)]).problems).toEqual(['unknownRule']);
  });

  it('is a finding when nothing needs it, unless its rule did not run', () => {
    const text = '# iam-audit-disable-next-line invalid-action -- ok';
    expect(apply(text, [finding(3)]).problems).toEqual(['unusedHere']);
    expect(apply(text, [], new Set(['missing-version'])).problems).toEqual([]);
  });

  it('takes a pointer and what is below it', () => {
    const entry = { names: ['invalid-action'], reason: 'ok', location: {}, covers: { pointer: '/Resources/Role' } };
    const at = (pointer: string) => finding(1, 'invalid-action', pointer);
    const findings = [at('/Resources/Role'), at('/Resources/Role/x'), at('/Resources/Roles')];
    expect(applyInFile(findings, [entry], names, all).kept).toEqual([findings[2]]);
  });
});
