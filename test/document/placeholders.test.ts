import { describe, expect, it } from 'vitest';
import { lintText } from '../support/lint-text.ts';

const template = (resource: string): string => `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement: {Effect: Allow, Action: "*", Resource: ${resource}}
`;

const plain = (resource: string): string =>
  `Version: "2012-10-17"\nStatement: {Effect: Allow, Action: "s3:GetObject", Resource: ${resource}}\n`;

const role = (federated: string, condition: string): string => `apiVersion: iam.services.k8s.aws/v1alpha1
kind: Role
metadata: {name: r}
spec:
  assumeRolePolicyDocument: |
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"${federated}"},
      "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"${condition}":"system:serviceaccount:a:b"}}}]}
`;

const rulesOf = async (text: string, path: string): Promise<readonly string[]> => {
  const { findings } = await lintText(text, path);
  return [...new Set(findings.map(({ ruleId }) => ruleId))].filter((rule) => rule.startsWith('invalid-'));
};

describe('what another tool fills in', () => {
  it.each([
    ['a variable of the Serverless Framework', template("'${self:custom.bucketArn}/*'")],
    ['one within another', template("'arn:aws:s3:::${self:custom.${opt:stage}.b}/*'")],
    ['one with a default', template('"${opt:arn, \'arn:aws:s3:::a\'}"')],
    ['a file', template("'${file(./arns.yml):bucket}'")],
    ['a parameter of a Region', template("'${ssm(eu-west-1):/arn}'")],
    ['a pseudo parameter of a plugin', template("'arn:aws:sqs:#{AWS::Region}:#{AWS::AccountId}:q'")],
    ['Jinja', template("'arn:aws:iam::{{ account }}:role/x'")],
    ['Helm', plain('"arn:aws:iam:{{ .Values.region }}:{{ .Values.account }}:role/x"')],
    ['Helm without quotes', plain('{{ .Values.arn }}')],
    ['Mustache', plain('"arn:aws:iam::{{{ account }}}:role/x"')],
    ['a branch', plain('"arn:{% if a %}x{% endif %}"')],
    ['Helm in JSON', role('arn:aws:iam::{{ .Values.account | default \\"1\\" }}:oidc-provider/a.eu', 'a.eu:sub')],
    ['envsubst', role('arn:aws:iam::${AWS_ACCOUNT_ID}:oidc-provider/${OIDC_PROVIDER}', '${OIDC_PROVIDER}:sub')],
    ['Flux', role('arn:aws:iam::${account:=123456789012}:oidc-provider/a.eu', 'a.eu:sub')],
  ])('is not known: %s', async (_, text) => {
    expect(await rulesOf(text, 'a.yaml')).toEqual([]);
    expect((await lintText(text, 'a.yaml')).file.policies).toHaveLength(1);
  });

  it.each([
    ['IAM has no such prefix', template("'self:custom.bucketArn'"), ['invalid-arn-prefix']],
    ['an account that is none', plain('"arn:aws:iam::{ account }:role/x"'), ['invalid-arn-account']],
    [
      'an account in JSON',
      role('arn:aws:iam::12ab:oidc-provider/a.eu', 'a.eu:sub'),
      ['invalid-federated-principal-syntax-in-role-trust-policy'],
    ],
  ])('is not what only looks so: %s', async (_, text, expected) => {
    expect(await rulesOf(text, 'a.yaml')).toEqual(expected);
  });

  it('leaves the rest of the text as it is', async () => {
    const text = template('["{{ arn }}", nonsense, "${aws:username}", "${saml:sub}"]').replace('"*"', '"s3:GetObjct"');
    const { findings, file } = await lintText(text, 'a.yaml');
    expect(findings.map(({ ruleId }) => ruleId)).toContain('invalid-action');
    const { Statement } = file.policies[0]?.raw as { Statement: { Resource: string[] } };
    expect(Statement.Resource.slice(1)).toEqual(['nonsense', '${aws:username}', '${saml:sub}']);
  });

  it('is told from a resource of the template that has the name of a variable', async () => {
    const text = template('!Sub "${custom.Arn}/*"').replace('Resources:\n', 'Resources:\n  custom: {Type: AWS::S3::Bucket}\n'); // prettier-ignore
    const { file } = await lintText(text, 'a.yaml');
    expect(JSON.stringify(file.policies[0]?.raw)).toContain(':s3:::');
  });

  it('as a whole is said not to be judged', async () => {
    const { brief, unread, findings } = await lintText(
      `apiVersion: iam.services.k8s.aws/v1alpha1
kind: User
spec:
  inlinePolicies:
    a: '{{ .Values.policy }}'
    b: '{"Version":"2012-10-17","Statement":{{ toJson .Values.statements }}}'
    c: {{ .Values.policy }}
    d: '{"Version":"2012-10-17","Statement":\${B}'
`,
      'a.yaml',
    );
    expect(unread).toEqual([
      '5:8 The policy is given by ${.Values.policy}, which only deployment knows.',
      '6:8 The policy in this string is valid JSON only once it is filled in, so it was not judged.',
      '7:8 The policy is given by ${.Values.policy}, which only deployment knows.',
    ]);
    expect(brief).toEqual(['8:8 json-syntax-error']);
    expect(findings[0]?.message).toContain('found the end of the file at line 1, column 41');
  });

  it('does not take long, however it is written', async () => {
    const many = '${self:${file(#{{{{{%'.repeat(20_000);
    await lintText(plain(JSON.stringify(many)), 'a.yaml');
    await lintText(template(JSON.stringify(many)), 'a.yaml');
  });
});
