/** What a report of an account begins with. */
import { describe, expect, it } from 'vitest';
import { accountLines } from '../../src/report/account-text.ts';
import { html } from '../../src/report/html.ts';
import { json } from '../../src/report/json.ts';
import { markdown } from '../../src/report/markdown.ts';
import { risksOf } from '../../src/report/risks.ts';
import { stylish } from '../../src/report/stylish.ts';
import { tableReport } from '../../src/report/table.ts';
import { accountFinding, finding, full, reportOn } from './sample.ts';

const style = { width: 100, color: false };
const admin = (name: string, evidence: Record<string, unknown> = {}) =>
  accountFinding({
    ruleId: 'role-administrator-access',
    resource: { type: 'AWS::IAM::Role', name, arn: `arn:aws:iam::111122223333:role/${name}` },
    evidence,
  });

describe('risks', () => {
  it('come worst first, and people are counted once', () => {
    const root = accountFinding({ ruleId: 'root-mfa-missing', resource: { type: 'AWS::IAM::Root', name: 'root' } });
    const policy = (id: string) =>
      accountFinding({ ruleId: id, evidence: { attachedTo: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:user/b'] } });
    const found = risksOf([admin('a'), policy('attached-customer-admin-policy'), policy('inline-admin-policy'), admin('c'), root]);
    expect(found.map(({ text }) => text)).toEqual(['1 problem of the root user', '3 administrators']);
    expect(found[1]?.rules).toEqual(['attached-customer-admin-policy', 'inline-admin-policy', 'role-administrator-access']);
  }); // prettier-ignore

  it('are none without such findings', () => {
    expect(risksOf([finding()])).toEqual([]);
  });
});

describe('the head', () => {
  it('says whose account it is, what was seen, root, risks and who uses least', () => {
    expect(accountLines(full)).toEqual([
      'Account 111122223333 (example), collected 2026-09-30T08:00:00Z',
      'Seen: 2 parts of the account; not access',
      'Root: no access key, MFA, last used 2026-09-01',
      'Risks: 1 problem of the root user, 1 role open to anyone, 1 unused role',
      'Least used: role reporting uses 1 of 3 services',
    ]);
  });

  it('does not take unknown for none', () => {
    const lines = accountLines(reportOn([], { account: { notCollected: [], root: {} } }));
    expect(lines).toEqual([
      'Account unknown',
      'Root: access keys unknown, MFA unknown, last use unknown',
      'Risks: none of the usual ones in what was judged',
    ]);
  });

  it('is in the formats for people, and only for an account', () => {
    for (const reporter of [stylish, tableReport, markdown, html]) {
      expect(reporter(full, style)).toContain('1 role open to anyone');
      expect(reporter(full, style)).toContain('no access key, MFA, last used 2026-09-01');
      expect(reporter(reportOn([admin('a')]), style)).not.toContain('1 administrator');
    }
  });

  it('is data in JSON', () => {
    const parsed = JSON.parse(json(full, style)) as Record<string, unknown>;
    expect(parsed).toMatchObject({
      risks: [{ id: 'root' }, { id: 'open', count: 1 }, { id: 'unused-roles' }],
      access: full.access,
    });
    expect(JSON.parse(json(reportOn([]), style))).not.toHaveProperty('risks');
  });

  it('lists every principal in the tables', () => {
    expect(markdown(full, style)).toContain('| `role reporting` | 3 | 1 | ec2, sqs | 2026-09-20 |');
    expect(html(full, style)).toContain('<td>ec2, sqs</td>');
  });
});
