/** From whatever a configuration file holds to a Config, or one error that names every problem in it. */
import { policyTypes } from '../policy/model.ts';
import type { RuleMeta } from '../rule.ts';
import { failLevels, type Config, type ConfigPlace, type Override, type PolicyTypeSetting } from './config.ts';
import { collectProblems } from './problems.ts';
import { readForbidden } from './read-forbidden.ts';
import { readGlobs } from './read-globs.ts';
import { readSuppression } from './read-suppression.ts';
import { indexRuleNames } from './rule-names.ts';
import { readRules, type KnownRules } from './rule-setting.ts';
import { readChoice, readList, readObject, readText, show, step, type Nearest, type Reader } from './shape.ts';

/** The members of a configuration. */
export const configKeys = [
  '$schema', 'rules', 'failOn', 'maxWarnings', 'ignore', 'policyTypes', 'overrides', 'suppressions', 'forbidden', 'baseline',
] as const; // prettier-ignore

/** Throws a UsageError that lists every problem with its JSON pointer. `suppressible`: what suppressions may name beside rules. */
export function validateConfig(
  value: unknown,
  rules: readonly RuleMeta[],
  place: ConfigPlace,
  nearest: Nearest = () => [],
  suppressible: readonly string[] = [],
): Config {
  const problems = collectProblems(place);
  const reader: Reader = { problem: problems.add, nearest };
  const known: KnownRules = {
    metas: new Map(rules.map((meta) => [meta.id, meta])),
    names: indexRuleNames(rules),
    suppressible: indexRuleNames(rules, suppressible),
  };
  const config = readConfig(reader, value, known, place);
  problems.throwIfAny();
  return config;
}

function readConfig(reader: Reader, value: unknown, known: KnownRules, place: ConfigPlace): Config {
  const members = readObject(reader, value, '', configKeys) ?? new Map<string, unknown>();
  const list = <T>(key: string, read: (item: unknown, at: string) => T | undefined): readonly NonNullable<T>[] =>
    readList(reader, members.get(key), step('', key), read);
  const given = <T>(key: string, read: (item: unknown, at: string) => T | undefined): T | undefined =>
    members.has(key) ? read(members.get(key), step('', key)) : undefined;
  given('$schema', (item, at) => readText(reader, item, at));
  const failOn = given('failOn', (item, at) => readChoice(reader, item, at, failLevels));
  const maxWarnings = given('maxWarnings', (item, at) => readCount(reader, item, at));
  const baseline = given('baseline', (item, at) => readText(reader, item, at));
  const ignore = given('ignore', (item, at) => readGlobs(reader, item, at, place, { folders: true }));
  return {
    place,
    rules: readRules(reader, members.get('rules'), '/rules', known),
    ...(failOn !== undefined && { failOn }),
    ...(maxWarnings !== undefined && { maxWarnings }),
    ...(ignore && { ignore }),
    policyTypes: list('policyTypes', (item, at) => readPolicyType(reader, item, at, place)),
    overrides: list('overrides', (item, at) => readOverride(reader, item, at, known, place)),
    suppressions: list('suppressions', (item, at) => readSuppression(reader, item, at, known, place)),
    forbidden: list('forbidden', (item, at) => readForbidden(reader, item, at)),
    ...(baseline !== undefined && { baseline }),
  };
}

function readCount(reader: Reader, value: unknown, at: string): number | undefined {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  reader.problem(at, `expected a whole number of 0 or more, found ${show(value)}.`);
  return undefined;
}

function readOverride(
  reader: Reader,
  value: unknown,
  at: string,
  known: KnownRules,
  place: ConfigPlace,
): Override | undefined {
  const members = readRequired(reader, value, at, ['files', 'rules'], ['files', 'rules']);
  if (!members) return undefined;
  return {
    files: readGlobs(reader, members.get('files'), step(at, 'files'), place),
    rules: readRules(reader, members.get('rules'), step(at, 'rules'), known),
  };
}

function readPolicyType(reader: Reader, value: unknown, at: string, place: ConfigPlace): PolicyTypeSetting | undefined {
  const members = readRequired(reader, value, at, ['files', 'type', 'resourceType'], ['files', 'type']);
  if (!members) return undefined;
  const files = readGlobs(reader, members.get('files'), step(at, 'files'), place);
  const type = readChoice(reader, members.get('type'), step(at, 'type'), policyTypes);
  const resourceType = members.has('resourceType')
    ? readText(reader, members.get('resourceType'), step(at, 'resourceType'))
    : undefined;
  return type && { files, type, ...(resourceType !== undefined && { resourceType }) };
}

/** An object with all its required members, or problems. */
function readRequired(
  reader: Reader,
  value: unknown,
  at: string,
  keys: readonly string[],
  required: readonly string[],
): ReadonlyMap<string, unknown> | undefined {
  const members = readObject(reader, value, at, keys);
  if (!members) return undefined;
  const missing = required.filter((key) => !members.has(key));
  for (const key of missing) reader.problem(at, `"${key}" is missing.`);
  return missing.length === 0 ? members : undefined;
}
