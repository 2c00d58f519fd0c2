import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { accountFinding, escalation, finding, full, reportOn, six } from './sample.ts';

interface Text {
  readonly text: string;
}
interface Step {
  readonly nestingLevel: number;
  readonly location: { message: Text; physicalLocation: { artifactLocation: { uri: string } } };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: Text;
  readonly locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> };
    logicalLocations?: { fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Record<string, string>;
  readonly suppressions?: { kind: string; justification: string }[];
  readonly codeFlows?: { threadFlows: { locations: Step[] }[] }[];
  readonly fixes?: { description: Text; artifactChanges: { replacements: unknown[] }[] }[];
}
interface Run {
  readonly tool: {
    driver: { rules: { id: string; properties: Record<string, unknown>; help: { text: string; markdown: string } }[] };
  };
  readonly results: Result[];
  readonly automationDetails: { id: string };
  readonly columnKind: string;
  readonly invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: Text }[] }[];
}

function runOf(report: Report): Run {
  return (JSON.parse(sarif(report, { width: 80, color: false })) as { runs: [Run] }).runs[0];
}

function uriOf(file: string): string {
  return runOf(reportOn([finding({ location: { file } })])).results[0]!.locations[0]!.physicalLocation.artifactLocation
    .uri;
}

describe('sarif', () => {
  it('refers results to rules and gives GitHub what it asks for', () => {
    const { tool, results, columnKind } = runOf(full);
    const { rules } = tool.driver;
    for (const result of results) expect(rules[result.ruleIndex]!.id).toBe(result.ruleId);
    expect(results[0]!.locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: 'policies/deploy.json' },
      region: { startLine: 7, startColumn: 25, endLine: 7, endColumn: 38 },
    });
    expect(results.map(({ level }) => level)).toEqual([
      'error',
      'error',
      'warning',
      'error',
      'note',
      'error',
      'warning',
    ]);
    const trust = rules.find(({ id }) => id === 'role-trust-allows-anyone')!;
    expect(trust.properties).toEqual({
      precision: 'high',
      'problem.severity': 'error',
      'security-severity': '9.1',
      tags: ['security', 'aws', 'iam', 'policy', 'cis/5.0/1.3'],
    });
    expect(trust.help.text).toContain('Fix: Name the actions');
    expect(columnKind).toBe('utf16CodeUnits');
  });

  it('places account findings at a path of account, kind and name, and keeps the ARN', () => {
    const [place] = runOf(full).results[3]!.locations;
    expect(place!.physicalLocation).toEqual({
      artifactLocation: { uri: 'account/111122223333/role/deploy' },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
    });
    expect(place!.logicalLocations![0]!.fullyQualifiedName).toBe('arn:aws:iam::111122223333:role/deploy');
  });

  it.each([
    ['../..', 'account/unknown/role/..%2F..'],
    ['..', 'account/unknown/role/__'],
    ['a b', 'account/unknown/role/a%20b'],
  ])('keeps the name %j inside its part of the path', (name, uri) => {
    const { results } = runOf(reportOn([accountFinding({ resource: { type: 'AWS::IAM::Role', name } })]));
    expect(results[0]!.locations[0]!.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it.each([
    ['a b/ü#?.json', 'a%20b/%C3%BC%23%3F.json'],
    ['/etc/x.json', 'file:///etc/x.json'],
    ['C:/x/y.json', 'file:///C:/x/y.json'],
    ['../up.json', '../up.json'],
    ['a:b.json', 'a%3Ab.json'],
  ])('writes the path %s as %s', (file, uri) => {
    expect(uriOf(file)).toBe(uri);
  });

  it('gives fingerprints, and the line hash only where GitHub cannot make one', () => {
    const { results } = runOf(full);
    expect(results[0]!.partialFingerprints).toEqual({ 'iamAuditFingerprint/v1': six[0]!.fingerprint });
    expect(Object.keys(results[3]!.partialFingerprints)).toEqual(['iamAuditFingerprint/v1', 'primaryLocationLineHash']);
  });

  it('writes fixes by offset, and suggestions with their title', () => {
    const { results } = runOf(full);
    expect(results[0]!.fixes![0]!.artifactChanges[0]!.replacements).toEqual([
      { deletedRegion: { charOffset: 110, charLength: 13 }, insertedContent: { text: '"s3:GetObject"' } },
    ]);
    expect(results[1]!.fixes![0]!.description.text).toBe('Allow only the read actions');
    expect(results[2]!.fixes).toBeUndefined();
  });

  const flowOf = (changes: Parameters<typeof accountFinding>[0]) =>
    runOf(reportOn([accountFinding(changes)])).results[0]!.codeFlows?.[0]!.threadFlows[0]!.locations;

  it('draws the hops of a chain, and nothing without hops', () => {
    const hops = ['user alice', { to: 'role b', actions: ['sts:AssumeRole', 'iam:PassRole'], nested: {} }, 7];
    expect(flowOf({ evidence: { hops } })!.map(({ location }) => location.message.text)).toEqual([
      'user alice',
      'role b, sts:AssumeRole, iam:PassRole',
      'step',
    ]);
    expect(flowOf({ evidence: { hops: [] } })).toBeUndefined();
  });

  it('places each statement of a hop in its own file or policy', () => {
    const steps = flowOf(escalation)!;
    expect(steps.map(({ location, nestingLevel }) => [nestingLevel, location.message.text])).toEqual([
      [
        0,
        'user ci -> role team/deploy: Assume a role that trusts the caller (sts-001), sts:AssumeRole by assume: statement 1; trust policy: statement 1',
      ],
      [1, 'sts:AssumeRole by policy assume statement One at /a'],
      [1, 'sts:AssumeRole by the trust policy at /b'],
      [
        0,
        'role team/deploy -> administrator: Write an inline policy on the own role (iam-005), iam:PutRolePolicy by Deploy: statement Roles, possible only: A condition on aws:SourceIp decides.',
      ],
      [1, 'iam:PutRolePolicy by policy Deploy at /c'],
    ]);
    expect(steps.map(({ location }) => location.physicalLocation.artifactLocation.uri)).toEqual([
      'snapshot.json',
      'snapshot.json',
      'account/unknown/role/deploy',
      'account/unknown/policy/Deploy',
      'account/unknown/policy/Deploy',
    ]);
  });

  it('marks what is suppressed, and then all others as not', () => {
    const { results } = runOf(full);
    expect(results.at(-1)!.suppressions).toEqual([{ kind: 'external', justification: 'vendor file' }]);
    expect(results[0]!.suppressions).toEqual([]);
    const inFile = reportOn([], { suppressed: [{ finding: finding(), reason: 'agreed', isInFile: true }] });
    expect(runOf(inFile).results[0]!.suppressions).toEqual([{ kind: 'inSource', justification: 'agreed' }]);
    expect(runOf(reportOn(six)).results[0]!.suppressions).toBeUndefined();
  });

  it('says what was not judged, and which account it was', () => {
    const { invocations, automationDetails } = runOf(full);
    expect(invocations[0]!.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      'not collected: access advisor of role deploy',
      'Not judged: root-mfa-missing: no credential report and no account summary in the snapshot',
      'Not judged: policies/big.json: larger than 64 MB',
    ]);
    expect(automationDetails.id).toBe('iam-audit/scan/111122223333/');
    expect(runOf(reportOn([])).automationDetails.id).toBe('iam-audit/lint/');
  });

  it('holds no link of input', () => {
    expect(runOf(reportOn([finding({ message: 'see [here](https://evil.example)' })])).results[0]!.message.text).toBe(
      'see [here] (https://evil.example)',
    );
  });

  it('keeps the worst 25,000 and says how many it left out', () => {
    const many = Array.from({ length: 25_010 }, () => finding({ severity: 'suggestion', location: {} }));
    const { results, invocations } = runOf(reportOn([...many, finding()]));
    expect(results).toHaveLength(25_000);
    expect(results[0]!.level).toBe('error');
    expect(invocations[0]!.toolExecutionNotifications[0]!.message.text).toMatch(
      /^11 of the less severe results are left out/,
    );
  });

  it('stays below 10 MB when compressed', () => {
    const noise = Array.from({ length: 40 }, () =>
      finding({ severity: 'suggestion', location: { file: 'x', pointer: randomBytes(300_000).toString('hex') } }),
    );
    const more = Array.from({ length: 200 }, () => finding());
    const text = sarif(reportOn([...noise, ...more]), { width: 80, color: false });
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    expect(text).toContain('of the less severe results are left out');
  });
});
