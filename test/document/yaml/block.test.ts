import { describe, expect, it } from 'vitest';
import { lintText } from '../../support/lint-text.ts';

const policy = (around: string): string =>
  `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: ${around}\n`;

const json = (indent: string): string =>
  [
    '{"Version": "2012-10-17",',
    '',
    '  "Statement": {"Effect": "Allow", "Resource": "${R}",',
    '    "Action": "s3:GetObjct"}}',
  ]
    .map((line) => (line === '' ? line : indent + line))
    .join('\n');

describe('a policy in a block', () => {
  it.each([
    ['a literal block', policy(`|\n${json('        ')}`), '9:23'],
    ['one whose text is filled in', policy(`!Sub |-\n${json('          ')}`), '9:25'],
    ['one with an indentation and a comment', policy(`!Sub |1 # x\n${json('         ')}`), '9:24'],
    ['one that begins with empty lines', policy(`|\n\n\n${json('        ')}`), '11:23'],
    [
      'one with variables of its own',
      policy(`!Sub\n        - |\n${json('          ')}\n        - R: !GetAtt B.Arn`),
      '10:25',
    ],
    ['one in the long form', policy(`\n        Fn::Sub: |\n${json('          ')}`), '10:25'],
    ['one with carriage returns', policy(`|\n${json('        ')}`).replaceAll('\n', '\r\n'), '9:23'],
    ['one with marks', policy(`|\n${json('        ').replace('${R}', '{{ x | default "y" }}')}`), '9:23'],
    ['a folded block', policy(`>\n${json('        ')}`), '5:23'],
    ['a quoted text', policy(`'${json('        ').replaceAll(/\n+/g, ' ')}'`), '5:23'],
    [
      'one that is JSON once it is filled in',
      policy(
        `!Sub\n        - |\n          {"Version": "2012-10-17", "Statement": \${S}}\n        - S: '{"Effect": "allow"}'`,
      ),
      '6:9',
    ],
  ])('is located: %s', async (_, text, place) => {
    const { brief } = await lintText(text, 'a.yaml');
    expect(brief.map((one) => one.split(' ')[0])).toContain(place);
  });

  it('ends where the value ends, and has the pointer of the value', async () => {
    const { findings } = await lintText(policy(`|\n${json('        ')}`), 'a.yaml');
    const finding = findings.find(({ ruleId }) => ruleId === 'invalid-action');
    expect(finding?.location).toMatchObject({
      endLine: 9,
      endColumn: 36,
      pointer: '/Resources/P/Properties/PolicyDocument/Statement/Action',
    });
  });
});
