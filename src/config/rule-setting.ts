/** `"off"`, a severity, `"on"`, or one of them with options, checked against what the rule declares. */
import { severities } from '../finding.ts';
import type { OptionSchema, RuleMeta } from '../rule.ts';
import type { RuleSetting, RuleSettings } from './config.ts';
import type { RuleNames } from './rule-names.ts';
import { didYouMean, readChoice, readObject, show, step, type Reader } from './shape.ts';

/** What a rule can be set to. */
export const ruleStates = ['off', 'on', ...severities] as const;

/** The rules as the readers of a configuration need them. */
export interface KnownRules {
  readonly metas: ReadonlyMap<string, RuleMeta>;
  readonly names: RuleNames;
  /** What suppressions may name: the checks too. */
  readonly suppressible: RuleNames;
}

/** The member `rules` of a configuration or of an override. */
export function readRules(reader: Reader, value: unknown, at: string, known: KnownRules): RuleSettings {
  const settings = new Map<string, RuleSetting>();
  const members = value === undefined ? undefined : readObject(reader, value, at);
  for (const [id, written] of members ?? []) {
    const meta = known.metas.get(id);
    if (!meta) reader.problem(step(at, id), unknownRule(reader, id, known.names));
    else {
      const setting = readSetting(reader, written, step(at, id), meta);
      if (setting) settings.set(id, setting);
    }
  }
  return settings;
}

/** `unknown rule "x".` with what was probably meant. */
export function unknownRule(reader: Reader, name: string, names: RuleNames): string {
  const ours = [...new Set(names.resolve(name).map(({ ruleId }) => ruleId))];
  const hint = ours.length > 0 ? ` It is called ${ours.join(', ')} here.` : didYouMean(reader, name, names.ids);
  return `unknown rule ${show(name)}.${hint}`;
}

function readSetting(reader: Reader, value: unknown, at: string, meta: RuleMeta): RuleSetting | undefined {
  if (!Array.isArray(value)) {
    const state = readChoice(reader, value, at, ruleStates);
    return state && { state };
  }
  const [first, second, ...more] = value as readonly unknown[];
  const state = readChoice(reader, first, step(at, 0), ruleStates);
  const options = second === undefined ? {} : readOptions(reader, second, step(at, 1), meta);
  if (more.length > 0) reader.problem(at, 'expected [severity, options] and nothing after.');
  return state && { state, ...(second !== undefined && { options }) };
}

function readOptions(reader: Reader, value: unknown, at: string, meta: RuleMeta): Readonly<Record<string, unknown>> {
  const schemas = new Map(Object.entries(meta.options ?? {}));
  const members = readObject(reader, value, at) ?? new Map<string, unknown>();
  const options: [string, unknown][] = [];
  for (const [name, option] of members) {
    const schema = schemas.get(name);
    if (!schema) reader.problem(step(at, name), unknownOption(reader, name, meta.id, schemas));
    else if (!fits(option, schema.type)) {
      reader.problem(step(at, name), `expected ${wanted[schema.type]}, found ${show(option)}.`);
    } else options.push([name, option]);
  }
  return Object.fromEntries(options);
}

function unknownOption(reader: Reader, name: string, id: string, schemas: ReadonlyMap<string, OptionSchema>): string {
  if (schemas.size === 0) return `${id} has no options.`;
  return `${id} has no such option.${didYouMean(reader, name, schemas.keys())} Known: ${[...schemas.keys()].join(', ')}.`;
}

const wanted = {
  number: 'a number of 0 or more',
  string: 'a string',
  boolean: 'true or false',
  strings: 'a list of strings',
} as const;

/** Numbers of rules are ages, lengths and counts: none is below zero. */
function fits(value: unknown, type: OptionSchema['type']): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) && value >= 0;
  if (type === 'strings') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === type;
}
