/** Made-up reports for the tests of reporters. */
import type { Finding, Severity } from '../../src/finding.ts';
import type { PrincipalPower, Report, ReportedRule, Summary } from '../../src/report/report.ts';

export const deployPolicy = [
  '{',
  '  "Version": "2012-10-17",',
  '  "Statement": [',
  '    {',
  '      "Effect": "Allow",',
  '      "Action": [',
  '        "s3:GetObject", "s3:GetObjct",',
  '\t\t"iam:*"',
  '      ],',
  '      "Resource": "*"',
  '    }',
  '  ]',
  '}',
];

/** A finding about the action in line 7 of `policies/deploy.json`, changed as asked. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'invalid-action',
    messageId: 'unknown',
    message: 'Action s3:GetObjct does not exist in Amazon S3. Did you mean s3:GetObject?',
    severity: 'error',
    location: {
      file: 'policies/deploy.json',
      line: 7,
      column: 25,
      endLine: 7,
      endColumn: 38,
      pointer: '/Statement/0/Action/1',
    },
    fingerprint: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    ...changes,
  };
}

/** A finding about a role of a live account. */
export function accountFinding(changes: Partial<Finding> = {}): Finding {
  return finding({
    ruleId: 'role-trust-allows-anyone',
    messageId: 'anyone',
    message: 'Anyone with an AWS account can assume role deploy.',
    severity: 'security',
    location: { pointer: '/AssumeRolePolicyDocument/Statement/0' },
    resource: { type: 'AWS::IAM::Role', name: 'deploy', arn: 'arn:aws:iam::111122223333:role/deploy' },
    fingerprint: 'aaaabbbbccccddddeeeeffff00001111',
    ...changes,
  });
}

/** Six findings of every kind. */
export const six: readonly Finding[] = [
  finding({
    fix: { edits: [{ start: 110, end: 123, text: '"s3:GetObject"' }] },
    related: [
      {
        message: 's3:GetObject is already here',
        location: { file: 'policies/deploy.json', line: 7, column: 9, endLine: 7, endColumn: 23 },
      },
    ],
  }),
  finding({
    ruleId: 'policy-service-wildcard',
    messageId: 'wildcard',
    message: 'iam:* allows every action of IAM, also those that give more access.',
    severity: 'security',
    location: {
      file: 'policies/deploy.json',
      line: 8,
      column: 3,
      endLine: 8,
      endColumn: 10,
      pointer: '/Statement/0/Action/2',
    },
    suggestions: [{ title: 'Allow only the read actions', edits: [{ start: 130, end: 137, text: '"iam:Get*"' }] }],
    fingerprint: '11112222333344445555666677778888',
  }),
  finding({
    ruleId: 'missing-version',
    message: 'The policy has no Version, so AWS reads it as 2008-10-17 and policy variables stay plain text.',
    severity: 'warning',
    location: { file: 'policies/old/legacy.json', line: 1, column: 1, endLine: 9, endColumn: 2, pointer: '' },
    fingerprint: '22223333444455556666777788889999',
  }),
  accountFinding(),
  accountFinding({
    ruleId: 'role-unused',
    message: 'Role deploy was last used 401 days ago.',
    severity: 'suggestion',
    location: {},
    fingerprint: '3333444455556666777788889999aaaa',
  }),
  accountFinding({
    ruleId: 'root-access-key-present',
    message: 'The root user has an active access key, last used 12 days ago.',
    severity: 'security',
    resource: { type: 'AWS::IAM::Root', name: 'root', arn: 'arn:aws:iam::111122223333:root' },
    location: {},
    fingerprint: '444455556666777788889999aaaabbbb',
  }),
];

const securitySeverities = new Map([
  ['role-trust-allows-anyone', 9.1],
  ['root-access-key-present', 9.8],
  ['policy-service-wildcard', 7],
]);

function ruleOf({ ruleId, severity }: Finding): ReportedRule {
  const securitySeverity = securitySeverities.get(ruleId);
  return {
    id: ruleId,
    severity,
    ...(securitySeverity !== undefined && { securitySeverity }),
    precision: 'high',
    summary: `What ${ruleId} demands holds`,
    why: 'Somebody could do what nobody meant them to.',
    remedy: 'Name the actions and resources that are needed, and no others.',
    docs: `https://example.com/rules/${ruleId}`,
    references: { cis: ['5.0/1.3'], prowler: ['iam_no_root_access_key'] },
    subject: 'policy',
  };
}

function count(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((item) => item.severity === severity).length;
}

/** A report on these findings, with the sample policy as the text of every file. */
export function reportOn(findings: readonly Finding[], changes: Partial<Report> = {}): Report {
  const summary: Summary = {
    error: count(findings, 'error'),
    security: count(findings, 'security'),
    warning: count(findings, 'warning'),
    suggestion: count(findings, 'suggestion'),
    files: 2,
    policies: 3,
    users: 0,
    groups: 0,
    roles: 1,
  };
  return {
    tool: { name: 'iam-audit', version: '0.1.0', catalog: '2026-09-26' },
    findings,
    policies: [
      { file: 'policies/deploy.json', policyType: 'identity', pointer: '' },
      { file: 'policies/clean.json', policyType: 'trust', pointer: '' },
    ],
    skipped: [],
    suppressed: [],
    summary,
    rules: new Map(findings.map((item) => [item.ruleId, ruleOf(item)])),
    sourceLine: ({ line }) => (line === undefined ? undefined : deployPolicy[line - 1]),
    ...changes,
  };
}

/** What a role can do; `every` is put wherever a text can stand. */
export function power({
  name = 'deploy',
  every,
  ...changes
}: Partial<PrincipalPower> & { readonly name?: string; readonly every?: string } = {}): PrincipalPower {
  const list = every === undefined ? [] : [every];
  return {
    principal: { type: 'AWS::IAM::Role', name, arn: every ?? `arn:aws:iam::111122223333:role/${name}` },
    level: 'limited',
    isGated: false,
    whole: list,
    services: [...list, 's3'],
    unknown: list,
    ...(every !== undefined && { boundary: every, groups: list, trusted: list, lastUsed: every }),
    ...changes,
  };
}

/** A finding that a user becomes an administrator in two hops. */
export const escalation = accountFinding({
  ruleId: 'privilege-escalation',
  messageId: 'chain',
  message: 'The user ci can become an administrator in 2 steps.',
  resource: { type: 'AWS::IAM::User', name: 'ci', arn: 'arn:aws:iam::111122223333:user/ci' },
  location: {
    file: 'snapshot.json',
    pointer: '/authorizationDetails/UserDetailList/0/UserPolicyList/0/PolicyDocument',
  },
  evidence: {
    status: 'possible',
    entryPoints: [{ kind: 'account', name: '444455556666' }],
    hops: [
      {
        from: 'arn:aws:iam::111122223333:user/ci',
        to: 'arn:aws:iam::111122223333:role/team/deploy',
        path: 'sts-001',
        name: 'Assume a role that trusts the caller',
        actions: ['sts:AssumeRole'],
        policies: ['assume: statement 1', 'trust policy: statement 1'],
        certainty: 'confirmed',
        reasons: [],
        statements: [
          { action: 'sts:AssumeRole', policy: 'assume', file: 'snapshot.json', pointer: '/a', sid: 'One' },
          { action: 'sts:AssumeRole', policy: 'trust', pointer: '/b' },
        ],
      },
      {
        from: 'arn:aws:iam::111122223333:role/team/deploy',
        to: 'administrator',
        path: 'iam-005',
        name: 'Write an inline policy on the own role',
        actions: ['iam:PutRolePolicy'],
        policies: ['Deploy: statement Roles'],
        certainty: 'possible',
        reasons: ['A condition on aws:SourceIp decides.'],
        statements: [
          {
            action: 'iam:PutRolePolicy',
            policy: 'Deploy',
            arn: 'arn:aws:iam::111122223333:policy/Deploy',
            pointer: '/c',
          },
        ],
      },
    ],
  },
});

/** Everything a report can hold. */
export const full: Report = reportOn(six, {
  account: {
    id: '111122223333',
    alias: 'example',
    collectedAt: '2026-09-30T08:00:00Z',
    notCollected: ['access advisor of role deploy'],
    collected: ['authorizationDetails', 'credentialReport'],
    root: { accessKey: false, mfa: true, lastUsed: '2026-09-01T00:00:00Z' },
  },
  access: [
    {
      principal: { type: 'AWS::IAM::Role', name: 'reporting', arn: 'arn:aws:iam::111122223333:role/reporting' },
      granted: 3,
      used: 1,
      unused: ['ec2', 'sqs'],
      lastUsed: '2026-09-20T00:00:00Z',
    },
  ],
  skipped: [
    { ruleId: 'root-mfa-missing', reason: 'no credential report and no account summary in the snapshot' },
    { file: 'policies/big.json', reason: 'larger than 64 MB' },
  ],
  suppressed: [
    {
      finding: finding({ ruleId: 'missing-version', message: 'No Version.', severity: 'warning' }),
      reason: 'vendor file',
    },
  ],
  principals: () => [
    power({ lastUsed: 'never', trusted: ['lambda.amazonaws.com'] }),
    power({ name: 'operations', level: 'administrator' }),
  ],
});

/** Names that attack a terminal, a CI log, a browser, a spreadsheet or an XML reader. */
export const hostileTexts: readonly string[] = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31mred',
  'a\n::error::injected',
  '::error file=x::injected',
  '  ::set-output name=a::b',
  'x ##[error]injected ##vso[task.setvariable]y ##[group]',
  'a\r\nb\u2028::error::c\u2029::error::d\u0085::error::e',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  ']]>&amp;&#x0;<!-- -->\'"',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1-1',
  '@SUM(1)',
  '\t=1+1',
  'x;=cmd()',
  '| pipe | `tick` ``` **bold** [link](https://evil.example) @everyone #1 $x$ www.evil.example',
  'back\\|slash',
  '\u202egnp.exe\u202c \u2066x\u2069 a\u200bb',
  '\ud800 lone \udc00',
  '\ufffe\uffff\u0000\u0008\u000b',
  '__proto__',
  '%0A::error::x',
  '{0} {{1}} [a](1)',
  '..',
  '',
];
