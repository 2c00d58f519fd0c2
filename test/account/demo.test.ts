import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../src/account/snapshot.ts';
import { loadSnapshotParts } from '../../src/cli/snapshot-files.ts';

test('the demonstration account is read whole', async () => {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const loaded = await loadSnapshotParts('fixtures/demo/snapshot.json', cwd);
  const account = readSnapshot(loaded.parts, loaded);
  expect(account.problems).toEqual([]);
  expect([...account.missing.keys()]).toEqual(['organizationsFeatures']);
  expect(account.file).toBe('fixtures/demo/snapshot.json');
  const documents = [...account.users, ...account.groups, ...account.roles].flatMap(
    ({ inlinePolicies }) => inlinePolicies,
  );
  for (const { document } of [...documents, ...account.policies]) expect(document?.problems).toEqual([]);
  for (const { trust } of account.roles) expect(trust?.problems).toEqual([]);
  expect(account.users.every(({ credentials }) => credentials !== undefined)).toBe(true);
});
