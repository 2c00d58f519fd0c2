import { expect, test } from 'vitest';
import { allow, deny, doc, without, type Doc } from './build.ts';
import {
  ana,
  decide,
  full,
  identity,
  kms,
  nothing,
  resourceAllow,
  role,
  session,
  stranger,
  table,
  type Case,
} from './decide-table.ts';

table('reference_policies_elements_action', [
  ['letter case of actions does not count', { policies: identity(allow({ Action: 'S3:getobject' })) }, 'allowed'],
  ['a star matches no text', { policies: identity(allow({ Action: 's3:GetObject*' })) }, 'allowed'],
  ['a question mark is one character', { policies: identity(allow({ Action: 's3:GetObject?' })) }, 'implicitDeny'],
  ['NotAction allows the rest', { policies: identity(without(allow({ NotAction: 'iam:*' }), 'Action')) }, 'allowed'],
  [
    'NotAction excludes what it lists',
    { policies: identity(without(allow({ NotAction: ['iam:*', 's3:*'] }), 'Action')) },
    'implicitDeny',
  ],
  ['an empty list allows nothing', { policies: identity(allow({ Action: [] })) }, 'implicitDeny'],
]);

table('reference_policies_elements_resource', [
  [
    'letter case of resources counts',
    { policies: identity(allow({ Resource: 'arn:aws:s3:::Bucket/*' })) },
    'implicitDeny',
  ],
  ['a bucket is not its objects', { policies: identity(allow({ Resource: 'arn:aws:s3:::bucket' })) }, 'implicitDeny'],
  ['a star crosses slashes', { policies: identity(allow({ Resource: 'arn:aws:s3:::b*y' })) }, 'allowed'],
  [
    'a star in the first five parts does not cross a colon',
    { policies: identity(allow({ Resource: 'arn:aws:s3:*:bucket/key:x' })), resource: 'arn:aws:s3:::bucket/key:x' },
    'implicitDeny',
  ],
  [
    'a star in the sixth part crosses colons',
    {
      policies: identity(allow({ Resource: 'arn:aws:logs:*:*:log-group:*' })),
      resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:a:b:c',
    },
    'allowed',
  ],
  ['a short pattern is one glob', { policies: identity(allow({ Resource: 'arn:aws:s3*' })) }, 'allowed'],
  [
    'NotResource',
    { policies: identity(without(allow({ NotResource: 'arn:aws:s3:::other/*' }), 'Resource')) },
    'allowed',
  ],
  [
    'NotResource excludes',
    { policies: identity(without(allow({ NotResource: 'arn:aws:s3:::bucket/*' }), 'Resource')) },
    'implicitDeny',
  ],
  [
    'wildcard-only actions see the resource *',
    { facts: { wildcardOnlyAction: true }, policies: identity(allow({ Resource: 'arn:aws:s3:::bucket/*' })) },
    'implicitDeny',
  ],
]);

const when = (condition: Doc, context: Doc = {}): Case => ({
  context,
  policies: identity(allow({ Condition: condition })),
});

table('reference_policies_elements_condition_operators', [
  ['StringEquals', when({ StringEquals: { 'aws:K': 'a' } }, { 'AWS:k': 'a' }), 'allowed'],
  ['StringEquals: letter case counts', when({ StringEquals: { k: 'a' } }, { k: 'A' }), 'implicitDeny'],
  ['StringEquals: a star is a star', when({ StringEquals: { k: 'a*' } }, { k: 'ab' }), 'implicitDeny'],
  ['StringEqualsIgnoreCase', when({ StringEqualsIgnoreCase: { k: 'aB' } }, { k: 'Ab' }), 'allowed'],
  ['StringNotEqualsIgnoreCase', when({ StringNotEqualsIgnoreCase: { k: 'aB' } }, { k: 'Ab' }), 'implicitDeny'],
  ['StringLike', when({ StringLike: { k: 'a*:/?' } }, { k: 'a::/x' }), 'allowed'],
  ['StringNotLike: absent', when({ StringNotLike: { k: 'a*' } }), 'allowed'],
  ['StringNotEquals: none of the values', when({ StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }), 'implicitDeny'],
  ['absent key', when({ StringEquals: { k: 'a' } }), 'implicitDeny'],
  ['IfExists: absent', when({ StringEqualsIfExists: { k: 'a' } }), 'allowed'],
  ['IfExists: present', when({ StringEqualsIfExists: { k: 'a' } }, { k: 'b' }), 'implicitDeny'],
  [
    'two operators are both needed',
    when({ StringLike: { k: 'a*' }, StringNotLike: { k: '*b' } }, { k: 'ab' }),
    'implicitDeny',
  ],
  ['NumericLessThan', when({ NumericLessThan: { k: 10 } }, { k: '9.5' }), 'allowed'],
  ['NumericLessThanEquals', when({ NumericLessThanEquals: { k: '10' } }, { k: '10.0' }), 'allowed'],
  ['Numeric: no number', when({ NumericLessThan: { k: '10' } }, { k: 'x' }), 'implicitDeny'],
  [
    'DateGreaterThan',
    when({ DateGreaterThan: { k: '2020-01-01T00:00:00Z' } }, { k: '2020-01-01T01:00:00+00:30' }),
    'allowed',
  ],
  [
    'DateLessThan: epoch seconds',
    when({ DateLessThan: { k: '1577836801' } }, { k: '2020-01-01T00:00:00Z' }),
    'allowed',
  ],
  ['Bool', when({ Bool: { k: true } }, { k: 'TRUE' }), 'allowed'],
  ['BinaryEquals', when({ BinaryEquals: { k: 'QmluYXJ5' } }, { k: 'QmluYXJ5' }), 'allowed'],
  [
    'IpAddress',
    when({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:DB8::/32'] } }, { 'aws:SourceIp': '2001:db8:0:0::1' }),
    'allowed',
  ],
  [
    'IpAddress: the other family',
    when({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, { 'aws:SourceIp': '::1' }),
    'allowed',
  ],
  ['IpAddress: absent through an endpoint', when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), 'implicitDeny'],
  [
    'ArnLike: parts',
    when({ ArnLike: { k: 'arn:aws:sns:*:111122223333:*' } }, { k: 'arn:aws:sns:eu:111122223333:a:b' }),
    'allowed',
  ],
  [
    'ArnEquals has wildcards too',
    when({ ArnEquals: { k: 'arn:aws:sns:*:*:t?' } }, { k: 'arn:aws:sns:eu:111122223333:t1' }),
    'allowed',
  ],
  [
    'ArnLike: a star stays in its part',
    when({ ArnLike: { k: 'arn:aws:sns:*:t' } }, { k: 'arn:aws:sns:eu:111122223333:t' }),
    'implicitDeny',
  ],
  ['Null true: absent', when({ Null: { k: 'true' } }), 'allowed'],
  ['Null true: present', when({ Null: { k: true } }, { k: '' }), 'implicitDeny'],
  ['Null true: present without values', when({ Null: { k: 'true' } }, { k: [] }), 'allowed'],
  ['Null false', when({ Null: { k: 'false' } }, { k: 'x' }), 'allowed'],
  ['unknown operators never match', when({ StringMatches: { k: '*' } }, { k: 'x' }), 'implicitDeny'],
]);

table('reference_policies_condition-single-vs-multi-valued-context-keys', [
  ['ForAllValues: every value', when({ 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'b'] }), 'allowed'],
  [
    'ForAllValues: one outside',
    when({ 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }),
    'implicitDeny',
  ],
  ['ForAllValues: absent', when({ 'ForAllValues:StringEquals': { k: 'a' } }), 'allowed'],
  ['ForAllValues: empty', when({ 'ForAllValues:StringEquals': { k: 'a' } }, { k: [] }), 'allowed'],
  ['ForAnyValue: one', when({ 'ForAnyValue:StringEquals': { k: 'a' } }, { k: ['x', 'a'] }), 'allowed'],
  ['ForAnyValue: absent', when({ 'ForAnyValue:StringEquals': { k: 'a' } }), 'implicitDeny'],
  ['ForAnyValue: empty', when({ 'ForAnyValue:StringEquals': { k: 'a' } }, { k: [] }), 'implicitDeny'],
  [
    'ForAllValues negated: none listed',
    when({ 'ForAllValues:StringNotEquals': { k: 'a' } }, { k: ['b', 'a'] }),
    'implicitDeny',
  ],
  [
    'ForAnyValue negated: one not listed',
    when({ 'ForAnyValue:StringNotEquals': { k: 'a' } }, { k: ['b', 'a'] }),
    'allowed',
  ],
  ['ForAnyValue negated: absent', when({ 'ForAnyValue:StringNotEquals': { k: 'a' } }), 'implicitDeny'],
  ['without qualifier: any value', when({ StringEquals: { k: 'a' } }, { k: ['b', 'a'] }), 'allowed'],
  ['without qualifier, negated: no value', when({ StringNotEquals: { k: 'a' } }, { k: ['b', 'a'] }), 'implicitDeny'],
]);

const home = (resource: string, context: Doc, version: string | null = '2012-10-17', path = 'home/ana/x'): Case => ({
  resource: `arn:aws:s3:::bucket/${path}`,
  context,
  policies: { identity: [{ ...(version && { Version: version }), Statement: [allow({ Resource: resource })] }] },
});

table('reference_policies_variables', [
  ['a variable', home('arn:aws:s3:::bucket/home/${AWS:UserName}/*', { 'aws:username': 'ana' }), 'allowed'],
  ['another value', home('arn:aws:s3:::bucket/home/${aws:username}/*', { 'aws:username': 'bo' }), 'implicitDeny'],
  [
    'wildcards in the value are literal',
    home('arn:aws:s3:::bucket/home/${aws:username}/*', { 'aws:username': '*' }),
    'implicitDeny',
  ],
  ['absent', home('arn:aws:s3:::bucket/home/${aws:username}/*', {}), 'implicitDeny'],
  ['default', home("arn:aws:s3:::bucket/home/${aws:username, 'ana'}/*", {}), 'allowed'],
  [
    'the value comes before the default',
    home("arn:aws:s3:::bucket/home/${aws:username, 'ana'}/*", { 'aws:username': 'bo' }),
    'implicitDeny',
  ],
  ['multivalued keys are no variables', home('arn:aws:s3:::bucket/home/${k}/*', { k: ['ana', 'bo'] }), 'implicitDeny'],
  [
    'no variables in 2008-10-17',
    home('arn:aws:s3:::bucket/home/${aws:username}/*', { 'aws:username': 'ana' }, '2008-10-17'),
    'implicitDeny',
  ],
  [
    'no variables without Version',
    home('arn:aws:s3:::bucket/home/${aws:username}/*', { 'aws:username': 'ana' }, null, 'home/${aws:username}/x'),
    'allowed',
  ],
  ['escapes are literal', home('arn:aws:s3:::bucket/${*}', {}, '2012-10-17', 'x'), 'implicitDeny'],
  ['escaped star', home('arn:aws:s3:::bucket/${*}${?}${$}', {}, '2012-10-17', '*?$'), 'allowed'],
  [
    'in a condition',
    when(
      { StringEquals: { 'aws:ResourceTag/owner': '${aws:username}' } },
      { 'aws:resourcetag/OWNER': 'ana', 'aws:username': 'ana' },
    ),
    'allowed',
  ],
  [
    'unresolved in a negated condition',
    when({ StringNotEquals: { k: '${aws:username}' } }, { k: 'ana' }),
    'implicitDeny',
  ],
]);

table('reference_policies_evaluation-logic (same account)', [
  ['identity policy', { policies: identity(allow()) }, 'allowed'],
  ['no policy', { policies: {} }, 'implicitDeny'],
  ['deny wins', { policies: identity(allow(), deny({ Action: 's3:*' })) }, 'explicitDeny'],
  ['deny in the boundary', { policies: { identity: [full], boundary: [doc(allow(), deny())] } }, 'explicitDeny'],
  ['boundary does not allow', { policies: { identity: [full], boundary: [nothing] } }, 'implicitDeny'],
  [
    'session does not allow',
    { principal: session, policies: { identity: [full], session: [nothing] } },
    'implicitDeny',
  ],
  ['session policies grant nothing', { principal: session, policies: { session: [full] } }, 'implicitDeny'],
  ['each SCP level must allow', { policies: { identity: [full], scp: [[full], [nothing]] } }, 'implicitDeny'],
  ['an SCP level needs one Allow', { policies: { identity: [full], scp: [[full], [nothing, full]] } }, 'allowed'],
  ['an empty SCP level allows nothing', { policies: { identity: [full], scp: [[]] } }, 'implicitDeny'],
  ['SCP deny', { policies: { identity: [full], scp: [[full, doc(deny())]] } }, 'explicitDeny'],
  [
    'SCP: management account',
    { facts: { principalInManagementAccount: true }, policies: { identity: [full], scp: [[doc(deny())]] } },
    'allowed',
  ],
  [
    'SCP: service-linked role',
    { principal: session, facts: { serviceLinkedRole: true }, policies: { identity: [full], scp: [[doc(deny())]] } },
    'allowed',
  ],
  ['RCP deny', { policies: { identity: [full], rcp: [[doc(deny({ Principal: '*' }))]] } }, 'explicitDeny'],
  ['RCP: allow is implied', { policies: { identity: [full], rcp: [[]] } }, 'allowed'],
  [
    'RCP: management account',
    {
      facts: { resourceInManagementAccount: true },
      policies: { identity: [full], rcp: [[doc(deny({ Principal: '*' }))]] },
    },
    'allowed',
  ],
  [
    'RCP: not for every service',
    { action: 'ec2:StartInstances', policies: { identity: [full], rcp: [[doc(deny({ Principal: '*' }))]] } },
    'allowed',
  ],
  [
    'endpoint must allow',
    { policies: { identity: [full], endpoint: [resourceAllow('*', { Action: 'ec2:*' })] } },
    'implicitDeny',
  ],
  ['endpoint allows', { policies: { identity: [full], endpoint: [resourceAllow('*')] } }, 'allowed'],
  [
    'resource policy names the user',
    { policies: { resource: resourceAllow({ AWS: ana }), boundary: [nothing] } },
    'allowed',
  ],
  [
    'resource policy names the role',
    { principal: session, policies: { resource: resourceAllow({ AWS: role }) } },
    'allowed',
  ],
  [
    '... limited by the boundary',
    { principal: session, policies: { resource: resourceAllow({ AWS: role }), boundary: [nothing] } },
    'implicitDeny',
  ],
  [
    '... limited by the session policy',
    { principal: session, policies: { resource: resourceAllow({ AWS: role }), session: [nothing] } },
    'implicitDeny',
  ],
  [
    'resource policy names the session',
    {
      principal: session,
      policies: { resource: resourceAllow({ AWS: session }), session: [nothing], boundary: [nothing] },
    },
    'allowed',
  ],
  [
    'resource policy names everyone',
    { principal: session, policies: { resource: resourceAllow('*'), boundary: [nothing] } },
    'allowed',
  ],
  [
    'resource policy names the account',
    { policies: { resource: resourceAllow({ AWS: '111122223333' }) } },
    'implicitDeny',
  ],
  ['a statement without principal is about nobody', { policies: { resource: full } }, 'implicitDeny'],
  ['root', { principal: '111122223333', policies: {} }, 'allowed'],
  [
    'root under an SCP',
    { principal: 'arn:aws:iam::111122223333:root', policies: { scp: [[doc(allow(), deny())]] } },
    'explicitDeny',
  ],
  [
    'a role is named by name when its path is unknown',
    { principal: session, policies: { resource: resourceAllow({ AWS: 'arn:aws:iam::111122223333:role/path/app' }) } },
    'allowed',
  ],
  [
    'a role is named by ARN when that is known',
    {
      principal: session,
      facts: { roleArn: role },
      policies: { resource: resourceAllow({ AWS: 'arn:aws:iam::111122223333:role/path/app' }) },
    },
    'implicitDeny',
  ],
  [
    'a key policy must allow as well',
    { action: 'kms:Decrypt', resource: kms, policies: { identity: [full] } },
    'implicitDeny',
  ],
  [
    'a key policy delegates to the account',
    {
      action: 'kms:Decrypt',
      resource: kms,
      policies: { identity: [full], resource: resourceAllow({ AWS: '111122223333' }) },
    },
    'allowed',
  ],
  [
    '... and needs the identity policy then',
    { action: 'kms:Decrypt', resource: kms, policies: { resource: resourceAllow({ AWS: '111122223333' }) } },
    'implicitDeny',
  ],
  [
    'a key policy that names the user suffices',
    { action: 'kms:Decrypt', resource: kms, policies: { resource: resourceAllow({ AWS: ana }) } },
    'allowed',
  ],
  [
    'a trust policy must allow as well',
    { action: 'sts:AssumeRole', resource: role, policies: { identity: [full] } },
    'implicitDeny',
  ],
  [
    'a trust policy without Resource',
    {
      action: 'sts:AssumeRole',
      resource: role,
      policies: { resource: doc(without(allow({ Principal: { AWS: ana }, Action: 'sts:AssumeRole' }), 'Resource')) },
    },
    'allowed',
  ],
  [
    'GetCallerIdentity cannot be denied',
    { action: 'sts:GetCallerIdentity', resource: '*', policies: identity(deny()) },
    'allowed',
  ],
  [
    'resource policy names the federated user',
    {
      principal: 'arn:aws:sts::111122223333:federated-user/f',
      policies: { resource: resourceAllow({ AWS: 'arn:aws:sts::111122223333:federated-user/f' }), session: [nothing] },
    },
    'allowed',
  ],
  [
    'a role by name, not as its session, is limited by an implicit deny of both',
    { principal: session, policies: { resource: resourceAllow({ AWS: role }), boundary: [full], session: [nothing] } },
    'implicitDeny',
  ],
  [
    'a Deny of the session policy counts whatever the resource policy names',
    {
      principal: session,
      policies: { resource: resourceAllow({ AWS: session }), session: [doc(allow(), deny({ Action: 's3:*' }))] },
    },
    'explicitDeny',
  ],
  [
    'everyone under aws:PrincipalArn',
    {
      principal: session,
      context: { 'aws:PrincipalArn': role },
      policies: {
        resource: resourceAllow('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': role } } }),
        boundary: [nothing],
      },
    },
    'allowed',
  ],
  [
    'a federated user without session policy',
    { principal: 'arn:aws:sts::111122223333:federated-user/f', policies: { identity: [full] } },
    'implicitDeny',
  ],
  [
    'a federated user with one',
    { principal: 'arn:aws:sts::111122223333:federated-user/f', policies: { identity: [full], session: [full] } },
    'allowed',
  ],
]);

table('reference_policies_evaluation-logic-cross-account', [
  [
    'both sides',
    {
      principal: stranger,
      account: '111122223333',
      policies: { identity: [full], resource: resourceAllow({ AWS: stranger }) },
    },
    'allowed',
  ],
  [
    'resource side only',
    { principal: stranger, account: '111122223333', policies: { resource: resourceAllow({ AWS: stranger }) } },
    'implicitDeny',
  ],
  [
    'identity side only',
    { principal: stranger, account: '111122223333', policies: { identity: [full] } },
    'implicitDeny',
  ],
  [
    'the boundary counts',
    {
      principal: stranger,
      account: '111122223333',
      policies: { identity: [full], boundary: [nothing], resource: resourceAllow('*') },
    },
    'implicitDeny',
  ],
  [
    'root of the other account',
    {
      principal: '444455556666',
      account: '111122223333',
      policies: { resource: resourceAllow({ AWS: '444455556666' }) },
    },
    'allowed',
  ],
]);

const notPrincipal = (list: unknown) => doc(allow({ Principal: '*' }), deny({ NotPrincipal: list }));

table('reference_policies_elements_principal and _notprincipal', [
  ['anonymous', { principal: '*', policies: { resource: resourceAllow('*') } }, 'allowed'],
  ['anonymous: AWS star', { principal: '*', policies: { resource: resourceAllow({ AWS: '*' }) } }, 'allowed'],
  [
    'anonymous: an account does not name it',
    { principal: '*', policies: { resource: resourceAllow({ AWS: '111122223333' }) } },
    'implicitDeny',
  ],
  [
    'anonymous: SCPs do not apply',
    { principal: '*', policies: { resource: resourceAllow('*'), scp: [[doc(deny())]] } },
    'allowed',
  ],
  [
    'service',
    { principal: 'sns.amazonaws.com', policies: { resource: resourceAllow({ Service: 'sns.amazonaws.com' }) } },
    'allowed',
  ],
  [
    'another service',
    { principal: 'sqs.amazonaws.com', policies: { resource: resourceAllow({ Service: 'sns.amazonaws.com' }) } },
    'implicitDeny',
  ],
  [
    'provider',
    {
      principal: 'accounts.google.com',
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: role,
      policies: { resource: resourceAllow({ Federated: 'accounts.google.com' }) },
    },
    'allowed',
  ],
  [
    'SAML provider',
    {
      principal: 'arn:aws:iam::111122223333:saml-provider/p',
      action: 'sts:AssumeRoleWithSAML',
      resource: role,
      policies: { resource: resourceAllow({ Federated: 'arn:aws:iam::111122223333:saml-provider/p' }) },
    },
    'allowed',
  ],
  [
    'wildcards inside an ARN name nobody',
    { policies: { resource: resourceAllow({ AWS: 'arn:aws:iam::111122223333:user/*' }) } },
    'implicitDeny',
  ],
  [
    'Deny NotPrincipal spares user and account',
    { policies: { identity: [full], resource: notPrincipal({ AWS: [ana, '111122223333'] }) } },
    'allowed',
  ],
  [
    '... not the user alone',
    { policies: { identity: [full], resource: notPrincipal({ AWS: [ana] }) } },
    'explicitDeny',
  ],
  [
    '... a session with its whole chain',
    { principal: session, policies: { resource: notPrincipal({ AWS: [session, role, '111122223333'] }) } },
    'allowed',
  ],
  [
    '... nobody with a boundary',
    { policies: { identity: [full], boundary: [full], resource: notPrincipal({ AWS: [ana, '111122223333'] }) } },
    'explicitDeny',
  ],
  [
    '... root, whose account is listed',
    { principal: '111122223333', policies: { resource: notPrincipal({ AWS: '111122223333' }) } },
    'allowed',
  ],
  [
    '... not a session without its own ARN',
    { principal: session, policies: { resource: notPrincipal({ AWS: [role, '111122223333'] }) } },
    'explicitDeny',
  ],
  [
    '... nobody anonymous',
    { principal: '*', policies: { resource: notPrincipal({ AWS: [ana, '111122223333'] }) } },
    'explicitDeny',
  ],
  [
    '... no other service',
    { principal: 'sqs.amazonaws.com', policies: { resource: notPrincipal({ Service: 'sns.amazonaws.com' }) } },
    'explicitDeny',
  ],
  [
    '... the service listed',
    { principal: 'sns.amazonaws.com', policies: { resource: notPrincipal({ Service: 'sns.amazonaws.com' }) } },
    'allowed',
  ],
  [
    'Allow NotPrincipal leaves out who is listed',
    { policies: { resource: doc(allow({ NotPrincipal: { AWS: ana } })) } },
    'implicitDeny',
  ],
  [
    'Allow NotPrincipal is everyone else',
    { principal: '*', policies: { resource: doc(allow({ NotPrincipal: { AWS: ana } })) } },
    'allowed',
  ],
]);

test('names what decided', () => {
  const decision = decide({
    policies: {
      identity: [doc(allow({ Sid: 'Read' })), doc(deny({ Sid: 'Stop', Action: 's3:Put*' }))],
      boundary: [full],
    },
  });
  expect(decision.matchedStatements).toEqual([
    { policy: 'identity[0]', index: 0, sid: 'Read', effect: 'Allow' },
    { policy: 'boundary[0]', index: 0, effect: 'Allow' },
  ]);
  expect(decision.explanation).toBe('Allowed by identity[0] statement Read, boundary[0] statement 0.');
});

test.each([
  [
    'no Effect',
    { Statement: [{ Action: '*', Resource: '*' }] },
    'policies.identity[0] at /Statement/0: Effect is missing',
  ],
  [
    'Allow in lower case',
    { Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] },
    'at /Statement/0/Effect: Effect must be',
  ],
  ['no Action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'at /Statement: Action is missing'],
  ['no Resource', { Statement: { Effect: 'Allow', Action: '*' } }, 'Resource is missing'],
  ['no object', 7, 'policy must be object, not number'],
  ['wrong version', { Version: '2012', Statement: [] }, 'at /Version'],
  ['a principal', { Statement: [allow({ Principal: '*' })] }, 'Principal does not belong'],
])('is no policy: %s', (_, raw, message) => {
  expect(() => decide({ policies: { identity: [raw] } })).toThrow(message);
});
