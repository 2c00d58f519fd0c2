import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
});

const managed = (effect: string): object => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: effect, Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
    },
  },
});
const template = (suppress: unknown, more: object = {}): object => ({
  Resources: {
    One: { Metadata: { 'iam-audit': { suppress } }, ...managed('allow') },
    Two: managed('allow'),
  },
  ...more,
});

async function lint(path: string, content: object | string) {
  here.write({ [path]: content });
  const { findings, suppressed, code } = (await here.json('lint', path)) as Awaited<ReturnType<Workspace['json']>> & {
    suppressed: readonly { ruleId: string; reason: string }[];
  };
  const found = findings.map(({ ruleId, location }) => `${String(location['pointer'])} ${ruleId}`);
  return { found, suppressed, code };
}

const effectOf = (name: string): string => `/Resources/${name}/Properties/PolicyDocument/Statement/0/Effect`;

describe('metadata of a template', () => {
  it('accepts findings of its resource, and of no other', async () => {
    const { found, suppressed } = await lint(
      'x.json',
      template([{ rule: 'invalid-effect', reason: 'a demonstration' }]),
    );
    expect(found).toEqual([`${effectOf('Two')} invalid-effect`]);
    expect(suppressed).toMatchObject([{ ruleId: 'invalid-effect', reason: 'a demonstration' }]);
  });

  it('accepts those of the whole template at its top', async () => {
    const Metadata = { 'iam-audit': { suppress: [{ rules: ['invalid-effect'], reason: 'both' }] } };
    const { found, suppressed } = await lint('x.json', { ...template([]), Metadata });
    expect(found).toEqual([]);
    expect(suppressed.map(({ reason }) => reason)).toEqual(['both', 'both']);
  });

  it('is read in YAML', async () => {
    const text = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  One:
    Type: AWS::IAM::ManagedPolicy
    Metadata:
      iam-audit:
        suppress:
          - {rule: invalid-effect, reason: a demonstration}
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement: {Effect: allow, Action: s3:GetObject, Resource: !Sub '\${Bucket.Arn}/*'}
`;
    const { found, suppressed, code } = await lint('x.yaml', text);
    expect(found).toEqual([]);
    expect(suppressed).toHaveLength(1);
    expect(code).toBe(0);
  });

  it.each([
    ['without a reason', { rule: 'invalid-effect' }, 'noReason'],
    ['of an unknown rule', { rule: 'invalid-efect', reason: 'x' }, 'unknownRule'],
    ['of no rule', { reason: 'x' }, 'unknownRule'],
    ['that is no object', 'invalid-effect', 'unknownRule'],
  ])('%s suppresses nothing and is a finding', async (_, entry, messageId) => {
    here.write({ 'x.json': template([entry]) });
    const { findings } = await here.json('lint', 'x.json');
    expect(findings.map(({ ruleId }) => ruleId).sort()).toEqual([
      'invalid-effect', 'invalid-effect', 'unused-suppression',
    ]); // prettier-ignore
    const problem = findings.find(({ ruleId }) => ruleId === 'unused-suppression');
    expect(problem).toMatchObject({
      messageId,
      location: { line: 7, pointer: '/Resources/One/Metadata/iam-audit/suppress/0' },
    });
  });

  it('that nothing needs is a finding', async () => {
    const { found } = await lint('x.json', template([{ rule: 'invalid-action', reason: 'x' }]));
    expect(found).toContain('/Resources/One/Metadata/iam-audit/suppress/0 unused-suppression');
  });

  it('of other tools is left alone', async () => {
    const Metadata = { cfn_nag: { rules_to_suppress: [{ id: 'W11' }] }, 'iam-audit': 'a note' };
    const { found } = await lint('x.json', { Resources: { One: { Metadata, ...managed('Allow') } } });
    expect(found).toEqual([]);
  });
});
