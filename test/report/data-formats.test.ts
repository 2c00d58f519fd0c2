/** The formats that programs read: parsed back. */
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/report/csv.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { json } from '../../src/report/json.ts';
import { junit } from '../../src/report/junit.ts';
import { accountFinding, finding, full, hostileTexts, reportOn, six } from './sample.ts';

const style = { width: 80, color: false };

/** RFC 4180, to the letter; throws on a stray quote. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const match = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
    match.lastIndex = at;
    const found = match.exec(text);
    if (!found) throw new Error(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    at = match.lastIndex;
    if (found[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** Names of elements in document order; throws when elements do not nest or an attribute is malformed. */
function parseXml(text: string): { name: string; attributes: Map<string, string>; text: string }[] {
  const elements: { name: string; attributes: Map<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  const decode = (raw: string): string => {
    if (/[<"']|&(?!#\d+;)/.test(raw)) throw new Error(`not escaped: ${raw}`);
    return raw.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  };
  for (const [, close, name = '', attributes = '', empty, inner] of text.matchAll(
    /<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>|([^<]+|<)/g,
  )) {
    if (inner !== undefined) open.at(-1)!.text += decode(inner);
    else if (close) expect(open.pop()?.name).toBe(name);
    else {
      const element = {
        name,
        attributes: new Map(
          [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decode(value)]),
        ),
        text: '',
      };
      elements.push(element);
      if (!empty) open.push(element);
    }
  }
  expect(open).toEqual([]);
  return elements;
}

function readXml(text: string): ReturnType<typeof parseXml> {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  expect(text.startsWith(declaration)).toBe(true);
  return parseXml(text.slice(declaration.length).trimEnd());
}

describe('json', () => {
  it('is the contract, in its order', () => {
    const parsed = JSON.parse(json(full, style)) as Record<string, unknown>;
    expect(Object.keys(parsed)).toEqual([
      'version',
      'tool',
      'findings',
      'policies',
      'skipped',
      'suppressed',
      'summary',
      'account',
      'risks',
      'access',
    ]);
    expect(parsed['findings']).toEqual(six.map((item) => ({ ...item, evidence: {} })));
    expect(parsed['skipped']).toEqual(full.skipped);
    expect(parsed['summary']).toEqual(full.summary);
    expect(json(full, style)).toMatch(/^\{\n {2}"version": 1,\n/);
  });

  it('leaves out the account in lint', () => {
    expect(JSON.parse(json(reportOn([]), style))).not.toHaveProperty('account');
  });

  it.each(hostileTexts)('gives %j back unchanged', (text) => {
    const parsed = JSON.parse(json(reportOn([finding({ message: text })]), style)) as {
      findings: { message: string }[];
    };
    expect(parsed.findings[0]!.message).toBe(text);
  });
});

describe('csv', () => {
  it('has a header and a row for each finding', () => {
    const rows = parseCsv(csv(full, style));
    expect(rows.map((row) => row.length)).toEqual(Array.from({ length: 7 }, () => 11));
    expect(rows[1]).toEqual([
      'error',
      'invalid-action',
      six[0]!.message,
      'policies/deploy.json',
      '7',
      '25',
      '/Statement/0/Action/1',
      '',
      '',
      '',
      six[0]!.fingerprint,
    ]);
    expect(rows[4]!.slice(7, 10)).toEqual(['AWS::IAM::Role', 'deploy', 'arn:aws:iam::111122223333:role/deploy']);
  });

  it.each(hostileTexts)('holds %j in one cell that is no formula', (text) => {
    const rows = parseCsv(
      csv(
        reportOn([finding({ message: text }), accountFinding({ resource: { type: text, name: text, arn: text } })]),
        style,
      ),
    );
    expect(rows).toHaveLength(3);
    for (const row of rows.slice(1)) {
      expect(row).toHaveLength(11);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]|;\s*[=+\-@]/);
    }
  });

  it.each(['=1', '+1', '-1', '@x', '\t=1', '\r=1'])('marks %j as text', (text) => {
    expect(parseCsv(csv(reportOn([finding({ message: text })]), style))[1]![2]).toMatch(/^'/);
  });

  it('leaves ordinary text alone', () => {
    const message = 'a = b, "c"; d - e';
    expect(parseCsv(csv(reportOn([finding({ message })]), style))[1]![2]).toBe(message);
  });
});

describe('junit', () => {
  it('gives no two tests of a suite one name, for GitLab would show one of them', () => {
    const twice = [accountFinding(), accountFinding({ message: 'Another.' }), accountFinding({ message: 'A third.' })];
    const tests = readXml(junit(reportOn(twice), style)).filter(({ name }) => name === 'testcase');
    expect(tests.slice(0, 3).map(({ attributes }) => attributes.get('name'))).toEqual([
      'role-trust-allows-anyone',
      'role-trust-allows-anyone (2)',
      'role-trust-allows-anyone (3)',
    ]);
  });

  it('has a suite for each file and resource, and counts right', () => {
    const elements = readXml(junit(full, style));
    const suites = elements.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes.get('name'));
    expect(suites).toEqual([
      'policies/deploy.json',
      'policies/old/legacy.json',
      'role deploy',
      'root',
      'policies/clean.json',
      'not judged',
    ]);
    const total = elements[0]!.attributes;
    const count = (name: string): string => String(elements.filter((element) => element.name === name).length);
    expect([total.get('tests'), total.get('failures'), total.get('skipped')]).toEqual([
      count('testcase'),
      count('failure'),
      count('skipped'),
    ]);
    expect(count('failure')).toBe('6');
    expect(count('skipped')).toBe('3');
  });

  it('has a passed test when there is nothing to say', () => {
    const elements = readXml(junit(reportOn([], { policies: [] }), style));
    expect(elements.map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase']);
  });

  it.each(hostileTexts)('is well-formed with %j', (text) => {
    const item = finding({ message: text, ruleId: text, location: { file: text, line: 1, column: 1 } });
    const elements = readXml(junit(reportOn([item], { skipped: [{ file: text, reason: text }] }), style));
    expect(elements.filter(({ name }) => name === 'failure')).toHaveLength(1);
  });
});

describe('gitlab', () => {
  it('has what GitLab asks for', () => {
    const issues = JSON.parse(gitlab(full, style)) as {
      severity: string;
      fingerprint: string;
      location: { path: string; lines: { begin: number } };
    }[];
    expect(issues[0]).toEqual({
      description: six[0]!.message,
      check_name: 'invalid-action',
      fingerprint: six[0]!.fingerprint,
      severity: 'blocker',
      location: { path: 'policies/deploy.json', lines: { begin: 7, end: 7 } },
    });
    expect(issues.map(({ severity }) => severity)).toEqual([
      'blocker',
      'critical',
      'major',
      'critical',
      'minor',
      'critical',
    ]);
    expect(issues[3]!.location).toEqual({ path: 'account/111122223333/role/deploy', lines: { begin: 1 } });
  });

  it('keeps fingerprints apart', () => {
    const issues = JSON.parse(gitlab(reportOn([finding(), finding(), finding()]), style)) as { fingerprint: string }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it('is an empty list without findings', () => {
    expect(gitlab(reportOn([]), style)).toBe('[]\n');
  });
});
