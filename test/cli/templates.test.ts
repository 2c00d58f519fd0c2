import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from './workspace.ts';

const policy = (name: string, effect: string): string => `Resources:
  ${name}:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - !If
            - Production
            - {Sid: First, Effect: ${effect}, Action: "s3:ListAllMyBuckets", Resource: "*"}
            - {Sid: Second, Effect: ${effect}, Action: "s3:ListAllMyBuckets", Resource: "*"}
`;
const given = 'Resources: {Q: {Type: AWS::SQS::QueuePolicy, Properties: {PolicyDocument: !Ref Given}}}\n';
const example =
  '```json\n{"Version":"2012-10-17","Statement":{"Effect":"allow","Action":"s3:ListAllMyBuckets","Resource":"*"}}\n```\n';

describe('lint of templates', { timeout: 30_000 }, () => {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = openWorkspace();
    workspace.write({
      'infra/one.yaml': policy('One', 'allow'),
      'infra/broken.yml': 'Resources:\n\tA: {Type: AWS::IAM::Role}\n',
      'infra/other.yml': 'on: push\njobs: {a: {steps: []}}\n',
      'infra/given.template': given,
      'infra/README.md': example,
    });
  });
  afterAll(() => {
    workspace.remove();
  });

  it('finds those of a folder, judges each, and leaves documentation alone', async () => {
    const { code, findings, policies, skipped } = await workspace.json('lint', 'infra');
    expect(code).toBe(1);
    expect(
      findings.map(({ ruleId, location }) => `${String(location['file'])}:${String(location['line'])} ${ruleId}`),
    ).toEqual([
      'infra/broken.yml:2 json-syntax-error',
      'infra/one.yaml:10 invalid-effect',
      'infra/one.yaml:11 invalid-effect',
    ]);
    expect(policies).toHaveLength(1);
    expect(skipped.map(({ file }) => file)).toEqual(['infra/given.template:1:80']);
  });

  it('reads documentation that is named', async () => {
    expect((await workspace.lint('infra/README.md')).stdout).toContain('README.md:2:47: error: Effect');
  });

  it('does not pass a named file of which nothing can be judged', async () => {
    const { code, stderr } = await workspace.lint('infra/given.template');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'given.template holds nothing that could be judged: Q: the policy is given by ${Given}, which only deployment knows.\n',
    );
  });

  it('accepts a finding of one branch by the Sid of its statement', async () => {
    workspace.write({
      'iam-audit.config.json': {
        suppressions: [{ rule: 'invalid-effect', sid: 'Second', reason: 'Known, and mended next week.' }],
      },
    });
    const { findings } = await workspace.json('lint', 'infra/one.yaml');
    expect(findings.map(({ location }) => location['line'])).toEqual([10]);
  });

  it('reads standard input by the name it is given', async () => {
    const { stdout } = await workspace.run(['lint', '-', '--stdin-filename', 'x.yaml', '--format', 'oneline'], {
      stdin: policy('One', 'allow'),
    });
    expect(stdout).toContain('x.yaml:10:');
  });
});
