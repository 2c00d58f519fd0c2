/** The JSON schema of the configuration (draft-07, which editors know), for completion and checks while typing. */
import { policyTypes } from '../policy/model.ts';
import type { OptionSchema, RuleMeta } from '../rule.ts';
import { failLevels } from './config.ts';
import { longestPattern } from './glob.ts';
import { ruleStates } from './rule-setting.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What validateConfig accepts, as far as a schema can say it: names from other tools and days of the calendar it cannot. */
export function configSchema(rules: readonly RuleMeta[]): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of iam-audit',
    ...object({
      $schema: { ...text, description: 'This schema, for editors.' },
      rules: { $ref: '#/definitions/rules' },
      failOn: { enum: failLevels, description: 'The lowest severity that ends the run with status 1.' },
      maxWarnings: { type: 'integer', minimum: 0, description: 'With more warnings the run ends with status 1.' },
      ignore: {
        anyOf: [glob, { type: 'array', items: glob }],
        description: 'Files and folders that are not looked at, from the folder of this file.',
      },
      policyTypes: {
        ...listOf('policyType'),
        description: 'Types of policies that cannot be seen in the files. The last match wins.',
      },
      overrides: { ...listOf('override'), description: 'Rules for some files. The last match wins.' },
      suppressions: { ...listOf('suppression'), description: 'Findings that are accepted, each with the reason.' },
      forbidden: {
        ...listOf('forbidden'),
        description: 'Access that no policy may grant; the rule forbidden-access proves it.',
      },
      baseline: { ...text, description: 'File of known findings, from the folder of this file.' },
    }),
    definitions: {
      state: { enum: ruleStates },
      globs: oneOrMore(glob),
      rules: object(Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)]))),
      override: object({ files: globs, rules: { $ref: '#/definitions/rules' } }, ['files', 'rules']),
      policyType: object({ files: globs, type: { enum: policyTypes }, resourceType: text }, ['files', 'type']),
      suppression: suppressionSchema(rules),
      forbidden: forbiddenSchema(),
    },
  };
}

const text: Schema = { type: 'string', pattern: '\\S' };
const glob: Schema = { ...text, maxLength: longestPattern };
const globs: Schema = { $ref: '#/definitions/globs' };

function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', additionalProperties: false, properties, ...(required.length > 0 && { required }) };
}

function oneOrMore(item: Schema): Schema {
  return { anyOf: [item, { type: 'array', minItems: 1, items: item }] };
}

function listOf(definition: string): Schema {
  return { type: 'array', items: { $ref: `#/definitions/${definition}` } };
}

function suppressionSchema(rules: readonly RuleMeta[]): Schema {
  const names = oneOrMore({ anyOf: [{ enum: rules.map(({ id }) => id) }, text] });
  const properties = {
    rules: { ...names, description: 'Rule ids, or names from other tools such as "prowler:iam_no_root_access_key".' },
    rule: names,
    files: globs,
    pointer: { type: 'string', pattern: '^(/([^~]|~[01])*)?$', description: 'JSON pointer: findings there or below.' },
    sid: { ...text, description: 'Sid of the statement; * and ? are wildcards.' },
    resource: { ...text, description: 'ARN of the resource; * and ? are wildcards.' },
    path: { ...text, description: 'Id of an escalation path.' },
    reason: { ...text, description: 'Why these findings are accepted.' },
    expires: {
      type: 'string',
      format: 'date',
      pattern: '^\\d{4}-\\d\\d-\\d\\d$',
      description: 'The last day on which it holds.',
    },
  };
  return { ...object(properties, ['reason']), oneOf: [{ required: ['rules'] }, { required: ['rule'] }] };
}

function forbiddenSchema(): Schema {
  const action = { type: 'string', pattern: '^(\\*|[^:]+:.+)$' };
  const properties = {
    actions: { ...oneOrMore(action), description: 'Actions as policies write them, with * and ?. Absent: all.' },
    resources: { ...oneOrMore(text), description: 'ARNs as policies write them, with * and ?. Absent: all.' },
    reason: { ...text, description: 'Why nobody may have it.' },
  };
  return { ...object(properties), anyOf: [{ required: ['actions'] }, { required: ['resources'] }] };
}

function ruleSchema({ summary, options = {} }: RuleMeta): Schema {
  const state = { $ref: '#/definitions/state' };
  const properties = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option)]));
  const pair = { type: 'array', items: [state, object(properties)], minItems: 1, maxItems: 2 };
  return { description: summary, anyOf: [state, pair] };
}

function optionSchema({ type, description, default: value }: OptionSchema): Schema {
  const shapes = {
    number: { type: 'number', minimum: 0 },
    string: { type: 'string' },
    boolean: { type: 'boolean' },
    strings: { type: 'array', items: { type: 'string' } },
  } as const;
  return { ...shapes[type], description, default: value };
}
