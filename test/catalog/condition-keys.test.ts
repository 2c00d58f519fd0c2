import { describe, expect, test } from 'vitest';
import { findKeyIn, isProviderKey } from '../../src/catalog/condition-keys.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';

const catalog = openCatalog();

describe('global keys', () => {
  test.each([
    ['aws:SourceIp', 'IPAddress'],
    ['AWS:PRINCIPALORGID', 'String'],
    ['aws:PrincipalOrgPaths', 'ArrayOfString'],
    ['aws:TagKeys', 'ArrayOfString'],
    ['aws:RequestTag/team', 'String'],
    ['aws:PrincipalTag/a/b:c', 'String'],
    ['aws:ResourceTag/${TagKey}', 'String'],
    ['aws:SecureTransport', 'Bool'],
    ['aws:EpochTime', 'Date'],
    ['aws:MultiFactorAuthAge', 'Numeric'],
    ['aws:SourceVpcArn', 'ARN'],
    ['aws:SignInSessionArn', 'ARN'],
    ['aws:VpceOrgPaths', 'ArrayOfString'],
    ['ec2:SourceInstanceARN', 'ARN'],
    ['codebuild:BuildArn', 'ARN'],
    ['identitystore:UserId', 'String'],
  ])('%s is %s', (name, type) => {
    expect(catalog.globalKey(name)?.type).toBe(type);
  });

  test.each(['aws:RequestTag/', 'aws:RequestTag', 'aws:SourceIpp', 'aws:', '', 's3:prefix', '__proto__', 'SourceIp'])(
    '%s is none',
    (name) => {
      expect(catalog.globalKey(name)).toBeUndefined();
    },
  );
});

describe('keys of services', () => {
  test.each([
    ['s3:prefix', 's3:prefix'],
    ['S3:existingobjecttag/team', 's3:ExistingObjectTag/${TagKey}'],
    ['kms:EncryptionContext:AppName', 'kms:EncryptionContext:${EncryptionContextKey}'],
    ['kms:EncryptionContextKeys', 'kms:EncryptionContextKeys'],
    ['secretsmanager:ResourceTag/team', 'secretsmanager:ResourceTag/${TagKey}'],
    ['secretsmanager:resource/Type', 'secretsmanager:resource/Type'],
    ['glacier:ResourceTag/x', 'glacier:ResourceTag/${TagKey}'],
    ['events:Metadata/x', 'events:Metadata/${MetadataKey}'],
    ['events:Metadata/x/Matcher', 'events:Metadata/${MetadataKey}/Matcher'],
    ['codebuild:secondarySources/lib.auth.type', 'codebuild:secondarySources/${sourceIdentifier}.auth.type'],
    // Prefixes that are no service of their own.
    ['saml:aud', 'saml:aud'],
    ['accounts.google.com:aud', 'accounts.google.com:aud'],
    ['cognito-identity.amazonaws.com:sub', 'cognito-identity.amazonaws.com:sub'],
    ['graph.facebook.com:app_id', 'graph.facebook.com:app_id'],
    ['token.actions.githubusercontent.com:repository', 'token.actions.githubusercontent.com:repository'],
    [
      'token.actions.githubusercontent.com/acme:repository',
      'token.actions.githubusercontent.com/${SubPath}:repository',
    ],
    [
      'oidc.circleci.com/org/0000:oidc.circleci.com/project-id',
      'oidc.circleci.com/org/${OrgId}:oidc.circleci.com/project-id',
    ],
    // Listed only by another service.
    ['ec2:osuser', 'ec2:osuser'],
  ])('%s is %s', (name, key) => {
    expect(catalog.serviceKey(name)?.key).toBe(key);
  });

  test.each([
    's3:nosuchkey',
    's3:ExistingObjectTag/',
    'codebuild:secondarySources/.auth.type',
    'aws:SourceIp',
    'nosuch:key',
    'idp.example.com:sub',
    'saml:nosuch',
    's3',
    ':',
    '__proto__:x',
  ])('%s is none', (name) => {
    expect(catalog.serviceKey(name)).toBeUndefined();
  });

  test('keys of the marketplace catalogue and of IAM Identity Center have a service behind them', () => {
    const owned = ['aws-marketplace', 'sso'].flatMap((prefix) => catalog.service(prefix)?.conditionKeys ?? []);
    const keys = owned.map(({ key }) => key).filter((key) => /^(?:catalog|identitycenter):/.test(key));
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) expect(catalog.serviceKey(key)?.key).toBe(key);
  });

  test('every key of every service is found by its own name', () => {
    const lost = catalog.prefixes.flatMap((prefix) =>
      (catalog.service(prefix)?.conditionKeys ?? []).filter(
        ({ key }) => (catalog.globalKey(key) ?? catalog.serviceKey(key))?.key.toLowerCase() !== key.toLowerCase(),
      ),
    );
    expect(lost).toEqual([]);
  });
});

test('several variable parts each take at least one character', () => {
  const find = findKeyIn([{ key: 'x:${A}/y/${B}.z', type: 'String' }]);
  expect(find('x:a/y/b.z')).toBeDefined();
  expect(find('x:a/y/y/b.z')).toBeDefined();
  expect(find('x:/y/b.z')).toBeUndefined();
  expect(find('x:a/y/.z')).toBeUndefined();
  expect(find('x:a/y.z')).toBeUndefined();
});

test.each([
  ['oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:sub', true],
  ['idp.example.com:aud', true],
  ['idp.example.com/realms/a/b:sub', true],
  ['oidc.circleci.com/org/1:oidc.circleci.com/project-id', true],
  ['s3:prefix', false],
  ['aws:SourceIp', false],
  ['idp.example.com', false],
  ['idp.example.com:', false],
  ['idp..com:sub', false],
  ['.com:sub', false],
  [':sub', false],
  ['', false],
])('%s is written like a key of a provider: %s', (name, expected) => {
  expect(isProviderKey(name)).toBe(expected);
});

test('a long hostile name is answered at once', () => {
  const started = performance.now();
  expect(isProviderKey('a.'.repeat(200_000))).toBe(false);
  expect(isProviderKey(`${'a.'.repeat(200_000)}:x`)).toBe(false);
  expect(catalog.serviceKey(`codebuild:${'/.auth.type'.repeat(50_000)}x`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(1000);
});
