/** An ARN against the formats of its service: an unknown type of resource, and fields that its type leaves blank or needs. */
import { nearest } from '../catalog/suggest.ts';
import type { Arn } from '../policy/arn.ts';
import { compilePattern, hasWildcard, isStar } from '../policy/pattern.ts';
import { mayHaveVariables } from '../policy/variable.ts';
import { formatsFor, type ArnFormat, type FieldRule } from './arn-format.ts';
import type { ArnFault } from './arn-faults.ts';

/** Whether `formatFaults` would find one. */
export function hasFormatFault(formats: readonly ArnFormat[], arn: Arn): boolean {
  return formatFaults(formats, arn, '').length > 0;
}

/** The faults of an ARN given every format of its service; none for a service without formats. */
export function formatFaults(formats: readonly ArnFormat[], arn: Arn, text: string): readonly ArnFault[] {
  if (formats.length === 0) return [];
  const resource = compilePattern(arn.resource, { variables: true });
  const fitting = formatsFor(formats, resource);
  if (fitting.length === 0) return typeFaults(formats, arn);
  const region = fieldFault(arn.region, fitting, 'region', isStar(resource) || isOffered(everywhere, arn));
  const account = fieldFault(arn.account, fitting, 'account', isStar(resource) || isOffered(withoutAccount, arn));
  // Nearly all ARNs are sound: what to say of one is put together for the others only.
  if (!region && !account) return none;
  const data = { arn: text, service: arn.service, types: typesOf(fitting) };
  const faults: ArnFault[] = [];
  if (region === 'extra') faults.push({ kind: 'regionNotAllowed', data: { ...data, region: arn.region } });
  if (region === 'missing') faults.push({ kind: 'regionMissing', data });
  if (account === 'extra') faults.push({ kind: 'accountNotAllowed', data: { ...data, account: arn.account } });
  if (account === 'missing') faults.push({ kind: 'accountMissing', data });
  return faults;
}

const none: readonly never[] = [];

/** What is wrong with a field when every format agrees on it. */
function fieldFault(
  value: string,
  formats: readonly ArnFormat[],
  field: 'region' | 'account',
  mayMiss: boolean,
): 'extra' | 'missing' | undefined {
  if (value === '') return !mayMiss && all(formats, field, 'filled') ? 'missing' : undefined;
  return all(formats, field, 'blank') && isFilled(value) ? 'extra' : undefined;
}

function all(formats: readonly ArnFormat[], field: 'region' | 'account', rule: FieldRule): boolean {
  return formats.every((format) => format[field] === rule);
}

/** A literal: a wildcard may also match the blank field. */
function isFilled(field: string): boolean {
  return field !== '' && !hasWildcard(field) && !mayHaveVariables(field);
}

function typesOf(formats: readonly ArnFormat[]): string {
  return [...new Set(formats.map(({ type }) => type))].slice(0, 3).join(', ');
}

/** Resources that AWS offers to every account live without one, though the documented format has an account. */
const withoutAccount: ReadonlyMap<string, RegExp> = new Map([
  ['cloudformation', /^type\b/],
  ['resource-explorer-2', /^(?:managed-)?view\b/],
  ['schemas', /^registry\b/],
  ['securityhub', /^product\b/],
  ['ssm', /^(?:document|parameter|automation-definition|patchbaseline)\b/],
]);

/**
 * Some of them have no Region either.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 */
const everywhere: ReadonlyMap<string, RegExp> = new Map([
  ['bedrock', /^foundation-model\b/],
  ['quicksight', /^theme\b/],
  ['wellarchitected', /^lens\b/],
]);

function isOffered(what: ReadonlyMap<string, RegExp>, { service, resource }: Arn): boolean {
  return what.get(service)?.test(resource) === true;
}

/** Types that no format lists: of ARNs that identify a caller, and of resources with the ARN of another service. */
const otherWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['backup', ['recovery-point']],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
  ['cloudformation', ['transform']],
  ['iam', ['root']],
  ['sts', ['assumed-role', 'federated-user']],
]);

/**
 * Only the type word is judged: services know more forms of the rest than they document. Where a wildcard follows, the
 * word must be near to a documented one; others occur in AWS's own policies (`arn:aws:waf::*:changetoken/*`).
 */
function typeFaults(formats: readonly ArnFormat[], { service, resource }: Arn): readonly ArnFault[] {
  const word = /^[^/:]*/.exec(resource)?.[0] ?? '';
  const words = [...new Set(formats.map((format) => format.word)), ...(otherWords.get(service) ?? [])].sort();
  if (isFilled(word) && words.includes(word)) return separatorFaults(formats, service, resource, word);
  if (!isFilled(word) || words.includes('')) return [];
  const near = nearest(word, words)[0];
  if (!isFilled(resource) && (near === undefined || bare(near) === bare(word))) return [];
  const hint = near === undefined ? `Types: ${words.slice(0, 8).join(', ')}.` : `Did you mean ${near}?`;
  return [{ kind: 'resource', data: { service, word, hint } }];
}

/**
 * Services whose reference is known to write the character after the type as their ARNs have it; of a new one
 * (`pricingplanmanager`) the reference and AWS's own policies disagree.
 */
const settled: ReadonlySet<string> = new Set([
  'cloudwatch', 'codebuild', 'dynamodb', 'ec2', 'ecr', 'ecs', 'eks', 'events', 'iam', 'kinesis', 'kms', 'lambda', 'rds',
  'secretsmanager', 'ssm', 'states', 'sts',
]); // prettier-ignore

/** `function/f` for `function:f`: what follows a known word is open, but no service takes both characters for one. */
function separatorFaults(
  formats: readonly ArnFormat[],
  service: string,
  resource: string,
  word: string,
): readonly ArnFault[] {
  if (!settled.has(service)) return [];
  const found = resource[word.length];
  const right = new Set(formats.filter((format) => format.word === word).map(({ resource: { text } }) => text[word.length])); // prettier-ignore
  const [only] = right;
  if (right.size !== 1 || found === undefined || only === found || (only !== ':' && only !== '/')) return [];
  const hint = `Write ${word}${only} instead of ${word}${found}.`;
  return [{ kind: 'resource', data: { service, word: `${word}${found}`, hint } }];
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll('-', '');
}
