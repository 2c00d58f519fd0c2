/** Escalation chains in words, in every format that has room for them. */
import { describe, expect, it } from 'vitest';
import { chainEnds, chainLines, describeStep, stepsOf } from '../../src/report/chain.ts';
import { github } from '../../src/report/github.ts';
import { html } from '../../src/report/html.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { accountFinding, escalation, hostileTexts, reportOn } from './sample.ts';

const style = { width: 80, color: false };
const lines = [
  '1. user ci -> role team/deploy: Assume a role that trusts the caller (sts-001), sts:AssumeRole by assume: statement 1; trust policy: statement 1',
  '2. role team/deploy -> administrator: Write an inline policy on the own role (iam-005), iam:PutRolePolicy by Deploy: statement Roles, possible only: A condition on aws:SourceIp decides.',
];

describe('a chain', () => {
  it('is told hop by hop', () => {
    expect(chainLines(escalation)).toEqual(lines);
    expect(chainEnds(escalation)).toEqual({
      entryPoints: ['other account 444455556666'],
      targets: [],
      moreTargets: 0,
      isPossible: true,
    });
  });

  it('has no hops when the evidence has none, or something else in their place', () => {
    for (const evidence of [undefined, {}, { hops: 'none' }, { hops: [] }])
      expect(chainLines(evidence ? { evidence } : {})).toEqual([]);
  });

  it('is cut, and says so', () => {
    const hops = Array.from({ length: 60 }, (_, at) => `step ${at}`);
    expect(stepsOf({ evidence: { hops } }).left).toBe(10);
    expect(chainLines({ evidence: { hops } }).at(-1)).toBe('and 10 more');
  });

  it('names targets when there are several', () => {
    const targets = ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'];
    expect(chainEnds({ evidence: { targets, moreTargets: 7 } })).toMatchObject({
      targets: ['role a', 'role b'],
      moreTargets: 7,
    });
    expect(chainEnds({ evidence: { targets: targets.slice(1) } }).targets).toEqual([]);
    expect(
      html(reportOn([{ ...escalation, evidence: { ...escalation.evidence, targets, moreTargets: 7 } }]), style),
    ).toContain('Can be done on 9');
  });

  it.each(hostileTexts)('stays one line with %j in it', (text) => {
    const [step] = stepsOf({ evidence: { hops: [{ from: text, to: text, name: text, actions: [text] }] } }).steps;
    // eslint-disable-next-line no-control-regex -- control characters are the point
    expect(describeStep(step!)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  });
});

describe('formats', () => {
  const report = reportOn([escalation]);

  it('html draws nodes, arrows and what is not certain', () => {
    const page = html(report, style);
    const chain = page.slice(page.indexOf('<ol class="chain">'));
    const nodes = [...chain.slice(0, chain.indexOf('</ol>')).matchAll(/<li class="(node[^"]*)">([^<]*)/g)];
    expect(nodes.map(([, kind, name]) => [kind, name])).toEqual([
      ['node outside', 'other account 444455556666'],
      ['node', 'user ci'],
      ['node', 'role team/deploy'],
      ['node end', 'administrator'],
    ]);
    expect(page).toContain('<span class="status possible">possible</span>');
    expect(page).toContain('A condition on aws:SourceIp decides.');
  });

  it('html says of the last principal that it is an administrator', () => {
    const [first] = escalation.evidence!['hops'] as unknown[];
    const one = (messageId: string) =>
      html(reportOn([{ ...escalation, messageId, evidence: { hops: [first] } }]), style);
    expect(one('administrator')).toContain('role team/deploy <span class="badge">administrator</span>');
    expect(one('lateral')).not.toContain('<span class="badge">administrator</span>');
  });

  it('markdown folds them below the findings', () => {
    const text = markdown(report, style);
    const part = text.slice(text.indexOf('<summary>How access grows</summary>'));
    expect(part).toMatch(/^- `user ci`\n {2}1\. user ci -&#62; role team\/deploy: Assume/m);
    expect(markdown(reportOn([accountFinding()]), style)).not.toContain('How access grows');
  });

  it('markdown keeps within the length of a comment with thousands of them', () => {
    const text = markdown(reportOn(Array.from({ length: 3000 }, () => escalation)), style);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/- \d+ more left out here for length/);
  });

  it('markdown leaves room for tightened policies behind it', () => {
    const suggestions = { suggestions: [], skipped: [], cleanup: [], unchanged: 0, problems: [] };
    const findings = Array.from({ length: 3000 }, () => escalation);
    expect(markdown(reportOn(findings, { suggestions }), style).length).toBeLessThan(20_000);
  });

  it('junit and github tell them after the message', () => {
    expect(junit(report, style)).toContain(`\n${lines[0]!.replaceAll('>', '&#62;')}\n`);
    expect(github(report, style)).toContain(`%0A%0A${lines.join('%0A')}%0A%0A`);
  });
});
