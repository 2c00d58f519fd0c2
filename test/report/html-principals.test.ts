/** Who can do what, as the page tells it. */
import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.ts';
import { describeGrant, describePower } from '../../src/report/power-text.ts';
import type { PrincipalPower } from '../../src/report/report.ts';
import { accountFinding, escalation, full, power, reportOn } from './sample.ts';

const style = { width: 80, color: false };

function section(powers: readonly PrincipalPower[], findings = [escalation, accountFinding()], access = full.access!) {
  const page = html(reportOn(findings, { principals: () => powers, access }), style);
  const start = page.indexOf('<section class="card" id="principals">');
  return start < 0 ? undefined : page.slice(start, page.indexOf('</section>', start));
}

function names(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/<b class="name">([^<]*)/g)].map(([, name = '']) => name);
}

const ci = power({ principal: escalation.resource! });

describe('who can do what', () => {
  it('begins with administrators, then who can become one, then the widest access', () => {
    const powers = [
      power({ name: 'idle', level: 'none', services: [] }),
      power({ name: 'narrow' }),
      power({ name: 'wide', whole: ['s3', 'sqs'], services: ['s3', 'sqs'] }),
      power({ name: 'all', services: ['*'] }),
      ci,
      power({ name: 'gated', level: 'administrator', isGated: true }),
      power({ name: 'admin', level: 'administrator' }),
    ];
    const sorted = ['role admin', 'role gated', 'user ci', 'role all', 'role wide', 'role narrow', 'role idle'];
    expect(names(section(powers))).toEqual(sorted);
  });

  it('leads to the findings and names the ways', () => {
    const text = section([ci, power()])!;
    expect(text).toContain('may become administrator');
    expect(text).toMatch(/<a href="#f\d+">role team\/deploy → administrator<\/a>/);
    const page = html(reportOn([escalation, accountFinding()], { principals: () => [power()] }), style);
    const [, target] = /<a href="#(f\d+)">role-trust-allows-anyone<\/a>/.exec(page)!;
    const article = page.slice(page.indexOf(`id="${target!}"`));
    expect(article.slice(0, 200)).toContain('Anyone with an AWS account can assume role deploy.');
  });

  it('says that somebody can, when it is certain', () => {
    const sure = { ...escalation, evidence: { ...escalation.evidence, status: 'confirmed' } };
    expect(section([ci], [sure])).toContain('can become administrator');
    const lateral = { ...sure, messageId: 'lateral' };
    expect(section([ci], [lateral])).not.toContain('become administrator');
  });

  it('counts findings of policies for those they are attached to', () => {
    const attached = accountFinding({
      resource: { type: 'AWS::IAM::ManagedPolicy', name: 'Wide', arn: 'arn:aws:iam::111122223333:policy/Wide' },
      evidence: { attachedTo: [power().principal.arn] },
    });
    expect(section([power()], [attached, accountFinding()])).toContain('2 findings');
  });

  it('tells what is used of what is granted, and when', () => {
    const text = section([power({ name: 'reporting', lastUsed: '2026-09-20T00:00:00Z' })]);
    expect(text).toContain('parts of s3; uses 1 of 3 services; used 2026-09-20');
    expect(text).toContain('<dt>Unused</dt><dd class="names"><code>ec2</code>');
    expect(section([power({ lastUsed: 'never' })])).toContain('never used');
    expect(section([power()])).not.toContain('never used');
  });

  it('folds all but the first twenty, and leaves out none of hundreds', () => {
    const powers = Array.from({ length: 500 }, (_, at) => power({ name: `r${at}` }));
    const text = section(powers)!;
    expect(names(text)).toHaveLength(500);
    expect(names(text.slice(0, text.indexOf('id="more-people"')))).toHaveLength(20);
    expect(text).toContain('<summary>480 more</summary>');
  });

  it('says what it leaves out of very many', () => {
    const text = section(Array.from({ length: 2100 }, (_, at) => power({ name: `r${at}` })))!;
    expect(names(text)).toHaveLength(2000);
    expect(text).toContain('100 with less access are left out here.');
  });

  it('is not there without principals', () => {
    expect(section([])).toBeUndefined();
    expect(html(reportOn([]), style)).not.toContain('Who can do what');
  });
});

describe('power in words', () => {
  it.each<[Partial<PrincipalPower>, string, string]>([
    [{ level: 'administrator' }, 'administrator', 'every action, or as good as every'],
    [{ level: 'administrator', isGated: true }, 'administrator under a condition', 'every action, or as good as every'],
    [{ level: 'none' }, 'no access', 'nothing'],
    [{ level: 'none', unknown: ['Gone'] }, 'unknown', 'nothing that was seen, and 1 policy not seen'],
    [
      { whole: ['s3'], services: ['*', 'ec2', 's3'] },
      'limited',
      'some actions of every service, all of s3, parts of ec2',
    ],
    [
      { services: ['a', 'b', 'c', 'd', 'e', 'f'], unknown: ['x', 'y'] },
      'limited',
      'parts of a, b, c, d and 2 more, and 2 policies not seen',
    ],
    [{ whole: ['*'], services: ['*'] }, 'limited', 'some actions of every service'],
  ])('%j is %s: %s', (changes, short, long) => {
    expect(describePower(power(changes))).toBe(short);
    expect(describeGrant(power(changes))).toBe(long);
  });
});
