import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { html } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import { accountFinding, deployPolicy, finding, full, hostileTexts, power, reportOn, six } from './sample.ts';

const style = { width: 80, color: false };
const show = (report: Report): string => html(report, style);
const showOne = (changes: Partial<Finding>, report: Partial<Report> = {}): string =>
  show(reportOn([finding(changes)], report));

/** Names of the elements and attributes of a page, as a lenient reader sees them. */
function vocabulary(page: string): ReadonlySet<string> {
  const body = page.replace(/(<style>|<script>)[^]*?(?=<\/)/g, '$1');
  const names = [...body.matchAll(/<\/?([^\s>/]+)([^>]*)>/g)].flatMap(([, name = '', attributes = '']) => [
    name,
    ...attributes.replace(/"[^"]*"/g, '').matchAll(/[^\s=/]+/g),
  ]);
  return new Set(names.map(String));
}

function between(page: string, start: string, end: string): string {
  const from = page.indexOf(start);
  expect(from).toBeGreaterThan(-1);
  return page.slice(from, page.indexOf(end, from));
}

describe('the page', () => {
  it('says what was audited, with what, and when', () => {
    const header = between(show(full), '<header>', '</header>');
    for (const text of [
      'IAM audit of example',
      '111122223333',
      '2026-09-30T08:00:00Z',
      'iam-audit 0.1.0',
      '2026-09-26',
    ])
      expect(header).toContain(text);
    expect(show(reportOn(six))).toContain('<h1>IAM policy audit</h1>');
  });

  it('counts by severity, and leads to what there is only', () => {
    const tiles = between(showOne({}), '<nav', '</nav>');
    expect(tiles).toContain('<a class="tile error" href="#error"><b>1</b>');
    expect(tiles).not.toContain('href="#security"');
  });

  it('begins with the worst, security before errors', () => {
    const steps = between(show(full), 'Start here', '</ol>');
    expect([...steps.matchAll(/<code>([^<]+)/g)].map(([, id]) => id)).toEqual([
      'root-access-key-present',
      'role-trust-allows-anyone',
      'policy-service-wildcard',
    ]);
  });

  it('does not call a run clean that could not judge', () => {
    const said = 'No finding there does not mean no problem';
    expect(show(reportOn([], { skipped: full.skipped }))).toContain(said);
    expect(show(reportOn([]))).not.toContain(said);
    expect(show(reportOn([]))).toContain('Nothing was found in what was judged');
  });

  it('groups findings by severity, then by rule', () => {
    const page = show(reportOn([...six, finding({ severity: 'security' }), finding({ message: 'Another.' })]));
    const seen = [
      ...page.matchAll(/<section class="severity (\w+)"|<details class="rule"[^>]*>\s*<summary><code>([^<]+)/g),
    ];
    expect(seen.map(([, severity, rule]) => severity ?? rule)).toEqual([
      'error',
      'invalid-action',
      'security',
      'root-access-key-present',
      'role-trust-allows-anyone',
      'policy-service-wildcard',
      'invalid-action',
      'warning',
      'missing-version',
      'suggestion',
      'role-unused',
    ]);
  });

  it('tells what was not judged, suppressed and read', () => {
    const page = show(full);
    expect(between(page, 'id="not-judged"', '</section>')).toMatch(/access advisor[^]*root-mfa-missing[^]*big\.json/);
    expect(between(page, 'id="suppressed"', '</section>')).toContain('By configuration. Reason: vendor file');
    const inFile = reportOn([], { suppressed: [{ finding: finding(), reason: 'agreed', isInFile: true }] });
    expect(between(show(inFile), 'id="suppressed"', '</section>')).toContain('In the file. Reason: agreed');
    expect(between(page, 'id="policies"', '</section>')).toContain('policies/clean.json');
    const bare = show(reportOn([], { policies: [] }));
    for (const id of ['not-judged', 'suppressed', 'tools']) expect(bare).not.toContain(`id="${id}"`);
  });

  it('folds many names behind one reason', () => {
    const skipped = Array.from({ length: 40 }, (_, at) => ({ file: `f${at}.json`, reason: 'not UTF-8' }));
    const part = between(show(reportOn([], { skipped })), 'id="not-judged"', '</section>');
    expect(part.match(/not UTF-8/g)).toHaveLength(1);
    expect(part).toContain('f39.json');
  });

  it('shows thousands of findings in bearable size, rules with many of them folded', () => {
    const many = Array.from({ length: 5000 }, (_, at) => finding({ ruleId: `rule-${at % 50}`, fingerprint: `${at}` }));
    const page = show(reportOn(many));
    expect(page.match(/<article class="finding" id="f\d+">/g)).toHaveLength(5000);
    expect(page.length).toBeLessThan(3_000_000);
    expect(page).not.toContain('<details class="rule" open>');
    expect(show(full)).not.toContain('<details class="rule">');
  });
});

describe('a finding', () => {
  it('marks the offending part of the line', () => {
    expect(showOne({})).toContain('&#34;s3:GetObject&#34;, <mark>&#34;s3:GetObjct&#34;</mark>,</code>');
  });

  it('shows a part of several lines without its indentation, at most eight lines of it', () => {
    const place = { file: 'a.json', line: 4, column: 5, endLine: 11, endColumn: 6 };
    const sourceLine: Report['sourceLine'] = ({ line = 1 }) => deployPolicy[line - 1]?.replace('\t\t', '        ');
    const whole = showOne({ location: place }, { sourceLine });
    expect(whole).toContain('<span class="n">4</span><mark>{</mark>\n<span class="n">5</span>  <mark>&#34;Effect');
    expect(whole).toContain('<span class="n">11</span><mark>}</mark></code>');
    const long = showOne({ location: { ...place, line: 2, column: 3, endLine: 13, endColumn: 2 } }, { sourceLine });
    expect(long).toContain('<span class="quiet">4 more</span>');
    expect(long).not.toContain('<span class="n">10</span>');
  });

  it.each([
    ['without a column', { line: 7 }, '<span class="n">7</span>'],
    [
      'behind the end of the line',
      { line: 1, column: 90, endLine: 1, endColumn: 99 },
      '<span class="n">1</span>{</code>',
    ],
    ['of no width', { line: 1, column: 1, endLine: 1, endColumn: 1 }, '<span class="n">1</span>{</code>'],
  ])('marks nothing at a place %s', (_, place, shown) => {
    const page = showOne({ location: { file: 'a.json', ...place } });
    expect(page).toContain(shown);
    expect(page).not.toContain('<mark>');
  });

  it('shows the part around the place of a line of megabytes', () => {
    const location = { file: 'a.json', line: 1, column: 2_000_001, endLine: 1, endColumn: 2_000_004 };
    const page = showOne({ location }, { sourceLine: () => `${'a'.repeat(2_000_000)}bad${'c'.repeat(2_000_000)}` });
    expect(page).toMatch(/…a{120}<mark>bad<\/mark>c{120}…/);
  });

  it.each(['findings', 'suppressed'])('quotes no line of a credentials file found in %s', (where) => {
    const location = { file: 'keys.csv', line: 1 };
    const credentials = finding({ ruleId: 'credentials-file', location });
    const other = finding({ location });
    const open = reportOn([other], { sourceLine: () => 'a secret' });
    expect(show(open)).toContain('secret');
    const report =
      where === 'findings'
        ? { ...open, findings: [other, credentials] }
        : { ...open, suppressed: [{ finding: credentials, reason: 'test data' }] };
    expect(show(report)).not.toContain('secret');
  });

  it('masks keys in lines and evidence', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const page = showOne({ evidence: { secret } }, { sourceLine: () => `x AKIAIOSFODNN7EXAMPLE ${secret}` });
    expect(page).not.toContain(secret);
    expect(page).not.toContain('AKIAIOSFODNN7');
  });

  it('says where: position, resource, ARN, pointer', () => {
    const page = show(reportOn([finding(), accountFinding()]));
    for (const text of [
      '<code>policies/deploy.json:7:25</code>',
      'role deploy',
      '<code>arn:aws:iam::111122223333:role/deploy</code>',
      '<code>/AssumeRolePolicyDocument/Statement/0</code>',
    ])
      expect(page).toContain(text);
  });

  it('explains its rule once, with references and documentation', () => {
    const page = show(reportOn([finding(), finding({ message: 'Another.' })]));
    expect(page.match(/Somebody could do what nobody meant them to\./g)).toHaveLength(1);
    expect(page).toContain('<li>Prowler: iam_no_root_access_key</li>');
    expect(page).toContain('<a href="https://example.com/rules/invalid-action" rel="noopener noreferrer">');
  });

  it('shows a finding of a rule that the report does not know', () => {
    expect(show({ ...reportOn([finding()]), rules: new Map() })).toContain('s3:GetObjct does not exist');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a.example/"onclick=x',
    'http://a.example/',
    ' https://x',
  ])('makes no link to %s', (docs) => {
    const report = reportOn([finding()]);
    const rules = new Map([...report.rules].map(([id, rule]) => [id, { ...rule, docs }]));
    expect(show({ ...report, rules })).not.toMatch(/<a href="(?!#)/);
  });

  it('shows related places, suggestions and fixes', () => {
    const page = show(reportOn(six));
    expect(page).toContain('s3:GetObject is already here <code>policies/deploy.json:7:9</code>');
    expect(page).toContain('<li>Allow only the read actions</li>');
    expect(page).toContain('<code>iam-audit lint --fix</code> mends this');
  });

  it('draws a chain from node to node', () => {
    const hops = ['user alice', { from: 'user alice', to: 'role admin', actions: ['iam:PassRole'] }, {}, null];
    const chain = between(showOne({ evidence: { hops } }), '<ol class="chain">', '</ol>');
    expect(chain).toContain('<li class="node">user alice</li>');
    expect(chain).toContain('needs <code>iam:PassRole</code>');
    expect(chain).toContain('<li class="node">role admin</li>');
    expect(chain.match(/<li class="node">step<\/li>/g)).toHaveLength(2);
    expect(showOne({ evidence: { hops: 'none' } })).not.toContain('<ol class="chain">');
  });

  it('keeps long chains, evidence and related places short, and says so', () => {
    const list = Array.from({ length: 300 }, (_, at) => `item ${at}`);
    const related = list.map((message) => ({ message, location: {} }));
    const page = showOne({ evidence: { hops: list }, related });
    expect(page).toContain('250 more steps');
    expect(page).toContain('more lines; format json has all');
    expect(page).toContain('and 280 more');
    expect(page.length).toBeLessThan(40_000);
  });
});

describe('safety', () => {
  it('allows the style and the script by hash, and nothing else', () => {
    const page = show(full);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const [css, js] = ['style', 'script'].map((name) => {
      const content = between(page, `<${name}>`, `</${name}>`).slice(name.length + 2);
      return `sha256-${createHash('sha256').update(content).digest('base64')}`;
    });
    expect(policy).toBe(
      `default-src 'none'; style-src '${css}'; script-src '${js}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('fetches nothing', () => {
    expect(show(full)).not.toMatch(/<(?:link|img|iframe|object|embed|base|form)\b|\bsrc=|url\(|@import/i);
  });

  const hostile = [
    ...hostileTexts,
    '</style><style>*{display:none}',
    '</script><script>x()',
    '" onmouseover="x()',
    '<!--',
  ];
  it.each(hostile)('gains no element and no attribute by %j', (text) => {
    const evil = (harmful: string): string =>
      show(
        reportOn(
          [
            finding({ message: harmful, ruleId: harmful, location: { file: harmful, line: 1, column: 2 } }),
            accountFinding({
              message: harmful,
              resource: { type: `AWS::IAM::${harmful}`, name: harmful, arn: harmful },
              location: { pointer: harmful },
              evidence: { [harmful]: harmful, hops: [harmful, { [harmful]: harmful, from: harmful, to: [harmful] }] },
              related: [{ message: harmful, location: { file: harmful } }],
              suggestions: [{ title: harmful, edits: [] }],
            }),
          ],
          {
            tool: { name: harmful, version: harmful, catalog: harmful },
            account: {
              id: harmful,
              alias: harmful,
              collectedAt: harmful,
              notCollected: [harmful],
              collected: [harmful],
              root: { lastUsed: harmful },
            },
            access: [
              {
                principal: { type: harmful, name: harmful },
                granted: 1,
                used: 0,
                unused: [harmful],
                lastUsed: harmful,
              },
            ],
            skipped: [{ ruleId: harmful, file: harmful, reason: harmful }],
            suppressed: [{ finding: finding({ message: harmful }), reason: harmful }],
            policies: [{ file: harmful, policyType: harmful, pointer: harmful }],
            principals: () => [power({ name: harmful, every: harmful })],
            excerptOf: () => ({ text: `{ "${harmful}" }`, statement: [0, 9], value: [2, 5] }),
            sourceLine: () => `<${harmful}>`,
          },
        ),
      );
    const known = vocabulary(evil('harmless'));
    expect([...vocabulary(evil(text))].filter((name) => !known.has(name))).toEqual([]);
  });
});
