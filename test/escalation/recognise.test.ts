import { describe, expect, it } from 'vitest';
import { possiblePaths, type RecogniseOptions } from '../../src/escalation/recognise.ts';
import { unknownPart } from '../../src/policy/unknown.ts';
import { compilePolicy } from '../../src/semantics/compile.ts';
import { allow, catalog, deny, passedTo, policyOf, type Json } from './minimal-policy.ts';

const passLambda = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'];
const user = 'arn:aws:iam::111122223333:user';
const role = 'arn:aws:iam::111122223333:role';
const when = (operator: string, key: string, value: unknown): Json => ({ Condition: { [operator]: { [key]: value } } });

function matchesOf(statements: readonly Json[], options?: RecogniseOptions) {
  return possiblePaths({ identity: [compilePolicy(policyOf(statements))] }, catalog, options);
}

function ids(statements: readonly Json[], options?: RecogniseOptions): readonly string[] {
  return matchesOf(statements, options).map(({ path }) => path.id);
}

function match(id: string, ...statements: readonly Json[]) {
  const found = matchesOf(statements).find(({ path }) => path.id === id);
  return found && `${found.scope} ${found.certainty}`;
}

describe('actions are read by meaning', () => {
  it.each(['iam:Pass*', 'iam:Pas?Role', 'IAM:passrole', '*:PassRole', 'iam:*'])('%s passes roles', (text) => {
    expect(match('lambda-001', allow([text, 'lambda:*']))).toBe('every yes');
  });

  it('NotAction allows what it does not list', () => {
    const all = (...actions: readonly string[]): Json => ({ Effect: 'Allow', NotAction: actions, Resource: '*' });
    expect(match('lambda-001', all('s3:*'))).toBe('every yes');
    expect(match('lambda-001', all('iam:Pass*'))).toBeUndefined();
    expect(match('iam-007', all('iam:Pass*'))).toBe('every yes');
    expect(ids([all('iam:*', 'organizations:*', 'sso:*')]).filter((id) => id.startsWith('iam'))).toEqual([]);
  });

  it('a Deny with NotAction leaves what it lists', () => {
    const only = { Effect: 'Deny', NotAction: ['lambda:*', 's3:*'], Resource: '*' };
    expect(match('lambda-001', allow(passLambda), only)).toBeUndefined();
    expect(match('lambda-003', allow('lambda:*'), only)).toBe('every yes');
  });

  it('neither iam:PassRole alone nor half of a pair is a path', () => {
    expect(ids([allow('iam:PassRole')])).toEqual([]);
    expect(ids([allow(['iam:PassRole', 'lambda:InvokeFunction', 'ecs:RegisterTaskDefinition'])])).toEqual([]);
    expect(ids([allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])])).toEqual([]);
  });

  it('an ordinary policy opens none', () => {
    const read = ['s3:Get*', 's3:List*', 'iam:Get*', 'iam:List*', 'ec2:Describe*', 'lambda:List*', 'ssm:GetParameter'];
    expect(ids([allow(read), allow('dynamodb:*', 'arn:aws:dynamodb:*:*:table/orders')])).toEqual([]);
    expect(ids([allow('iam:ChangePassword', `${user}/\${aws:username}`)])).toEqual([]);
  });
});

describe('resources decide who or what can be the target', () => {
  it('a role is passed, nothing else', () => {
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', `${user}/*`))).toBeUndefined();
    const linked = 'arn:aws:iam::*:role/aws-service-role/*';
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', linked))).toBeUndefined();
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', `${role}/*`))).toBe('every yes');
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', `${role}/app-*`))).toBe('some yes');
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', `${role}/app`))).toBe('named yes');
  });

  it('a role whose name only deployment knows counts as named', () => {
    const arn = unknownPart('Role.Arn');
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', arn))).toBe('named yes');
    const prefixed = `arn:aws:iam::${unknownPart('AWS::AccountId')}:role/*`;
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', prefixed))).toBe('every yes');
    const named = `arn:aws:iam::111122223333:role/${unknownPart('Name')}`;
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', named))).toBe('named yes');
    expect(match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', `${named}-*`))).toBe('some yes');
    expect(match('iam-007', allow('iam:PutUserPolicy', named))).toBeUndefined();
  });

  it('a service that only deployment knows may be the one', () => {
    const pass = allow('iam:PassRole', '*', passedTo(unknownPart('Service')));
    expect(match('lambda-001', allow(passLambda.slice(1)), pass)).toBe('every depends');
    expect(match('lambda-001', allow(passLambda), { ...pass, Effect: 'Deny' })).toBe('every depends');
  });

  it('the own user is reached by a variable, another user is not', () => {
    const self = 'arn:aws:iam::*:user/${aws:username}';
    expect(match('iam-007', allow('iam:PutUserPolicy', self))).toBe('every yes');
    expect(match('iam-007', allow('iam:PutUserPolicy', `${role}/\${aws:username}`))).toBeUndefined();
    const keys = ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'];
    expect(ids([allow(keys, self)])).toEqual([]);
    expect(ids([allow(keys, [self, `${user}/app/*`])])).toEqual(['iam-002', 'iam-003', 'iam-004', 'iam-006']);
  });

  it('policies of AWS cannot be rewritten', () => {
    expect(match('iam-001', allow('iam:CreatePolicyVersion', 'arn:aws:iam::aws:policy/*'))).toBeUndefined();
    expect(match('iam-001', allow('iam:CreatePolicyVersion', 'arn:aws:iam::*:policy/*'))).toBe('every yes');
  });

  it('NotResource leaves the rest', () => {
    const rest = (resource: string): Json => ({ Effect: 'Allow', Action: 'iam:PutUserPolicy', NotResource: resource });
    expect(match('iam-007', rest(`${user}/admin`))).toBe('every yes');
    expect(match('iam-007', rest('arn:aws:iam::*:user/*'))).toBeUndefined();
  });

  it('a Deny on every role of the account closes a path, one on some roles does not', () => {
    expect(match('lambda-001', allow(passLambda), deny('iam:PassRole', `${role}/*`))).toBeUndefined();
    expect(match('lambda-001', allow(passLambda), deny('iam:PassRole', `${role}/admin`))).toBe('every yes');
  });

  it('a Deny on the roles of another account leaves one’s own', () => {
    const others = deny('sts:AssumeRole', 'arn:aws:iam::444455556666:role/*');
    expect(match('sts-001', allow('sts:AssumeRole'), others)).toBe('every yes');
  });

  it('steps on one thing need a thing in common', () => {
    const attach = allow('iam:AttachUserPolicy', `${user}/app/*`);
    expect(match('iam-015', attach, allow('iam:CreateAccessKey', `${user}/people/*`))).toBeUndefined();
    expect(match('iam-015', attach, allow('iam:CreateAccessKey', `${user}/app/x`))).toBe('some yes');
    expect(
      match('iam-015', attach, allow('iam:CreateAccessKey', `${user}/app/x`), deny('iam:Attach*', `${user}/app/x`)),
    ).toBeUndefined();
    const create = allow(['iam:PassRole', 'lambda:CreateFunction']);
    const qualified = 'arn:aws:lambda:*:*:function:own:*';
    expect(match('lambda-001', create, allow('lambda:InvokeFunction', qualified))).toBe('every yes');
  });

  it('documents that do one thing each run no commands', () => {
    const instances = allow('ssm:SendCommand', 'arn:aws:ec2:*:*:instance/*');
    const document = (name: string): Json => allow('ssm:SendCommand', `arn:aws:ssm:*:*:document/${name}`);
    expect(match('ssm-002', instances, document('AWSEC2-CreateVssSnapshot'))).toBeUndefined();
    expect(match('ssm-002', instances)).toBeUndefined();
    expect(match('ssm-002', document('AWS-RunShellScript'))).toBeUndefined();
    expect(match('ssm-002', instances, document('AWS-RunShellScript'))).toBe('every yes');
    expect(match('ssm-002', instances, document('our-*'))).toBe('every yes');
  });
});

describe('conditions', () => {
  it('iam:PassedToService decides', () => {
    const pass = (condition: Json): string | undefined =>
      match('lambda-001', allow(passLambda.slice(1)), allow('iam:PassRole', '*', condition));
    expect(pass(passedTo('lambda.amazonaws.com'))).toBe('every yes');
    expect(pass(passedTo('ec2.amazonaws.com'))).toBeUndefined();
    expect(pass(when('StringLike', 'iam:PassedToService', 'lambda.*'))).toBe('every yes');
    expect(pass(when('StringNotEquals', 'iam:PassedToService', 'lambda.amazonaws.com'))).toBeUndefined();
    expect(pass(when('StringEqualsIfExists', 'IAM:passedtoservice', 'ec2.amazonaws.com'))).toBeUndefined();
  });

  it('in China a service may have a name of its own', () => {
    const cn = 'arn:aws-cn:iam::111122223333:role/*';
    const pass = allow('iam:PassRole', cn, passedTo('ec2.amazonaws.com.cn'));
    expect(match('ec2-001', pass, allow('ec2:RunInstances'))).toBe('every yes');
    expect(
      match('ec2-001', allow('iam:PassRole', '*', passedTo('ec2.amazonaws.com.cn')), allow('ec2:RunInstances')),
    ).toBeUndefined();
  });

  it('others leave it open', () => {
    const mfa = when('Bool', 'aws:MultiFactorAuthPresent', 'true');
    expect(match('iam-007', allow('iam:PutUserPolicy', '*', mfa))).toBe('every depends');
    expect(match('iam-007', allow('iam:PutUserPolicy', '*', mfa), allow('iam:Put*'))).toBe('every yes');
    const outside = { ...deny('*'), ...when('NotIpAddress', 'aws:SourceIp', '192.0.2.0/24') };
    expect(match('iam-007', allow('iam:PutUserPolicy'), outside)).toBe('every depends');
  });

  it('the type of the caller is known where only one kind can take the path', () => {
    const type = (value: string): Json => when('StringEquals', 'aws:PrincipalType', value);
    expect(match('iam-007', allow('iam:PutUserPolicy', '*', type('User')))).toBe('every yes');
    expect(match('iam-007', allow('iam:PutUserPolicy', '*', type('AssumedRole')))).toBeUndefined();
    expect(match('iam-005', allow('iam:PutRolePolicy', '*', type('AssumedRole')))).toBe('every yes');
    expect(match('iam-005', allow('iam:PutRolePolicy', '*', type('User')))).toBeUndefined();
  });

  it('a role or user that must keep a boundary makes no administrator', () => {
    const bound = when('StringEquals', 'iam:PermissionsBoundary', 'arn:aws:iam::111122223333:policy/limit');
    const actions = ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:PutUserPolicy'];
    expect(ids([allow(actions, '*', bound)])).toEqual([]);
    const without = {
      ...deny(actions),
      ...when('StringNotEquals', 'iam:PermissionsBoundary', 'arn:aws:iam::111122223333:policy/limit'),
    };
    expect(ids([allow(actions), without])).toEqual([]);
    expect(ids([allow(actions), deny('iam:CreateUser', '*', bound)])).toContain('iam-createrole-put');
  });

  it('who may attach only some policies is no administrator by that', () => {
    const policy = (...arns: readonly string[]): Json => when('ArnEquals', 'iam:PolicyARN', arns);
    expect(
      match('iam-008', allow('iam:AttachUserPolicy', '*', policy('arn:aws:iam::aws:policy/ReadOnlyAccess'))),
    ).toBeUndefined();
    expect(match('iam-008', allow('iam:AttachUserPolicy', '*', policy('arn:aws:iam::aws:policy/*')))).toBe('every yes');
    expect(match('iam-008', allow('iam:AttachUserPolicy', '*', policy('arn:aws:iam::111122223333:policy/*')))).toBe(
      'every yes',
    );
  });
});

describe('policies of one principal count together', () => {
  const compile = (...statements: readonly Json[]) => compilePolicy(policyOf(statements));
  const found = (...args: Parameters<typeof possiblePaths>): readonly string[] =>
    possiblePaths(...args).map(({ path }) => path.id);

  it('one passes the role, the other creates the function', () => {
    const identity = [compile(allow('iam:PassRole')), compile(allow(passLambda.slice(1)))];
    expect(found({ identity }, catalog)).toContain('lambda-001');
    expect(found({ identity: identity.slice(1) }, catalog)).toEqual([]);
  });

  it('a boundary or an organization’s policy closes it', () => {
    const identity = [compile(allow(passLambda))];
    const narrow = [compile(allow('lambda:*'))];
    const wide = [compile(allow('*'))];
    expect(found({ identity, boundary: narrow }, catalog)).toEqual([]);
    expect(found({ identity, boundary: wide }, catalog)).toContain('lambda-001');
    expect(found({ identity, scp: [wide, narrow] }, catalog)).toEqual([]);
    expect(found({ identity, scp: [wide, wide] }, catalog)).toContain('lambda-001');
  });

  it('the kind of principal rules out what only the other kind can do', () => {
    const statements = [allow(['iam:PutUserPolicy', 'iam:PutRolePolicy'])];
    expect(ids(statements, { holder: 'user' })).toEqual(['iam-007']);
    expect(ids(statements, { holder: 'role' })).toEqual(['iam-005']);
    expect(ids(statements)).toEqual(['iam-005', 'iam-007']);
  });

  it('says which statements grant each step', () => {
    const [first] = matchesOf([allow('s3:*'), allow('iam:PassRole'), allow(passLambda.slice(1))]).filter(
      ({ path }) => path.id === 'lambda-001',
    );
    expect(first?.steps.map(({ grants }) => grants.map(({ statement }) => statement.index))).toEqual([[1], [2], [2]]);
  });

  it('ignores what AWS would refuse', () => {
    expect(ids([{ Effect: 'Allow', Action: 'iam:PutUserPolicy' }])).toEqual([]);
    expect(ids([{ Effect: 'allow', Action: 'iam:PutUserPolicy', Resource: '*' }])).toEqual([]);
    expect(ids([])).toEqual([]);
  });
});

describe('policies made to cost time', () => {
  it('are answered: in doubt a path is possible', () => {
    const names = Array.from({ length: 300 }, (_, index) => `${user}/a*b*c${index}*d`);
    const statements = names.flatMap((name, index) => [
      allow('iam:*', names.slice(index)),
      deny('iam:*', [`${name}x`, ...names.slice(0, index)]),
    ]);
    expect(ids(statements).length).toBeGreaterThan(0);
  });
});
