import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { resolveKey } from '../../src/semantics/condition-key.ts';

const catalog = openCatalog();

describe('resolveKey', () => {
  it.each([
    ['aws:PrincipalOrgID', 'global', 'String', 'single'],
    ['AWS:tagkeys', 'global', 'String', 'multi'],
    ['aws:ResourceTag/team', 'global', 'String', 'single'],
    ['lambda:SourceFunctionArn', 'global', 'ARN', 'single'],
    ['identitystore:UserId', 'global', 'String', undefined],
    ['kms:EncryptionContext:purpose', 'service', 'String', 'single'],
    ['secretsmanager:ResourceTag/team', 'service', 'String', 'single'],
    ['aws:ResourceTag', 'tag-without-name', undefined, undefined],
    ['s3:ExistingObjectTag/', 'tag-without-name', undefined, undefined],
    ['aws:Nothing', 'unknown-global', undefined, undefined],
    ['s3:nothing', 'unknown-service-key', undefined, undefined],
    ['nothing:here', 'unknown-prefix', undefined, undefined],
    ['idp.example.com/path:sub', 'provider', undefined, undefined],
    ['SourceIp', 'malformed', undefined, undefined],
    ['s3:', 'malformed', undefined, undefined],
  ])('%s is %s', (name, origin, type, arity) => {
    const key = resolveKey(catalog, name);
    expect([key.origin, key.type, key.arity]).toEqual([origin, type, arity]);
    expect(resolveKey(catalog, name)).toBe(key);
  });

  it('takes a name of any length and spelling', () => {
    const name = `aws:${'x'.repeat(100_000)}`;
    expect(resolveKey(catalog, name).origin).toBe('unknown-global');
    expect(resolveKey(catalog, '__proto__:constructor').origin).toBe('unknown-prefix');
  });
});
