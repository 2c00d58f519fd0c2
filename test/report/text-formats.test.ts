/** github, markdown, oneline: what their readers obey. */
import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.ts';
import { markdown } from '../../src/report/markdown.ts';
import { oneline } from '../../src/report/oneline.ts';
import { accountFinding, finding, full, reportOn, six } from './sample.ts';

const style = { width: 80, color: false };

describe('oneline', () => {
  it('is one line for each finding, then what was not judged', () => {
    const lines = oneline(full, style).split('\n');
    expect(lines[0]).toBe(`policies/deploy.json:7:25: error: ${six[0]!.message} [invalid-action]`);
    expect(lines).toContain('role deploy: suggestion: Role deploy was last used 401 days ago. [role-unused]');
    expect(lines.filter((line) => line.startsWith('not judged: '))).toHaveLength(3);
  });

  it('prints nothing when there is nothing', () => {
    expect(oneline(reportOn([]), style)).toBe('');
  });
});

describe('github', () => {
  it('annotates the place, with the remedy behind an encoded line break', () => {
    expect(github(reportOn([six[0]!]), style).split('\n')[0]).toBe(
      `::error file=policies/deploy.json,line=7,endLine=7,col=25,endColumn=38,title=invalid-action::${six[0]!.message}%0A%0AName the actions and resources that are needed, and no others.`,
    );
  });

  it('encodes what ends a property or a message', () => {
    const [line] = github(
      reportOn([finding({ message: '100%0A, a:b', ruleId: 'a:b,c%', location: { file: 'a,b:c%.json' } })]),
      style,
    ).split('\n');
    expect(line).toContain('::error file=a%2Cb%3Ac%25.json,title=a%3Ab%2Cc%25::100%250A, a:b');
  });

  it('names the resource of an account finding', () => {
    expect(github(reportOn([accountFinding()]), style)).toMatch(
      /^::error title=role-trust-allows-anyone::role deploy: Anyone/,
    );
  });

  it('leaves columns out for a range of lines, where GitHub refuses them', () => {
    expect(github(reportOn([six[2]!]), style)).toMatch(
      /^::warning file=policies\/old\/legacy.json,line=1,endLine=9,title=/,
    );
  });

  it.each([
    [10, 0],
    [11, 1],
    [25, 15],
  ])('of %i errors it leaves %i to the log, and says so', (count, left) => {
    const findings = Array.from({ length: count }, (_, at) => finding({ fingerprint: `f${at}` }));
    const text = github(reportOn(findings), style);
    expect(text.match(/^::error /gm)).toHaveLength(10);
    expect(text.match(/^policies\/deploy.json:7:25: error: /gm) ?? []).toHaveLength(left);
    expect(/^::notice .*beyond the number GitHub annotates/m.test(text)).toBe(left > 0);
  });

  it('never writes more than ten notices', () => {
    const findings = Array.from({ length: 12 }, () => finding({ severity: 'suggestion' }));
    expect(github(reportOn(findings), style).match(/^::notice /gm)).toHaveLength(10);
  });

  it('annotates the worst', () => {
    const findings = [
      ...Array.from({ length: 12 }, () => finding({ severity: 'security' })),
      finding({ message: 'the worst' }),
    ];
    expect(github(reportOn(findings), style)).toMatch(/^::error .*the worst/);
  });
});

describe('markdown', () => {
  const rowOf = (message: string): string =>
    markdown(reportOn([finding({ message })]), style)
      .split('\n')
      .find((line) => line.startsWith('| **error**'))!;

  it('has a table, remedies and what was not judged', () => {
    const text = markdown(full, style);
    expect(text).toContain('## iam-audit: 1 error, 3 security, 1 warning, 1 suggestion\n');
    expect(text).toContain(
      '| **security** | `root` | The root user has an active access key, last used 12 days ago. | [`root-access-key-present`](https://example.com/rules/root-access-key-present) |\n',
    );
    expect(text).toContain('<summary>Not judged</summary>\n\n- not collected: access advisor of role deploy\n');
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length);
  });

  it.each([
    ['<img src=x>', '&#60;img src=x&#62;'],
    ['a | b', 'a &#124; b'],
    ['`x` *y* _z_ ~w~', '&#96;x&#96; &#42;y&#42; &#95;z&#95; &#126;w&#126;'],
    ['[x](https://evil.example)', '&#91;x&#93;(https:&#8203;//evil.example)'],
    ['ask @everyone and a@b.example', 'ask @&#8203;everyone and a@&#8203;b.example'],
    ['fixes #12 and GH-12', 'fixes #&#8203;12 and GH&#8203;-12'],
    ['see www.evil.example', 'see www&#8203;.evil.example'],
    ['${aws:username} $x$', '&#36;{aws:username} &#36;x&#36;'],
    ['&lt;', '&#38;lt;'],
    ['a\\|b', 'a&#92;&#124;b'],
  ])('writes %j as text', (message, shown) => {
    expect(rowOf(message)).toContain(`| ${shown} |`);
  });

  it.each(['a`b', '``` x', 'a|b', 'a\\|b', '`', '<b>', ''])(
    'keeps the name %j inside its code span and cell',
    (name) => {
      const row = markdown(reportOn([accountFinding({ resource: { type: 'AWS::IAM::Role', name } })]), style)
        .split('\n')
        .find((line) => line.startsWith('| **security**'))!;
      expect(row.split('|')).toHaveLength(6);
      const code = row.split(' | ')[1]!;
      const fence = /^`+/.exec(code)?.[0];
      if (fence === undefined) expect(code).toMatch(/^<code>[^<>`|]*<\/code>$/);
      else expect(code.slice(fence.length, -fence.length).match(/`+/g) ?? []).not.toContain(fence);
    },
  );

  it('stays below the size of a GitHub comment, keeps the worst, and says what it left out', () => {
    const findings = [
      ...Array.from({ length: 2000 }, () => finding({ severity: 'warning' })),
      finding({ message: 'the worst' }),
    ];
    const text = markdown(reportOn(findings), style);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('the worst');
    expect(text).toMatch(/\d+ findings left out here for length/);
  });
});
