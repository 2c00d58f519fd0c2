/** Texts that another tool fills in before AWS sees the file. What they become is known only then: unknown parts. */
import { unknownPart } from '../policy/unknown.ts';
import type { Path } from '../policy/place.ts';
import type { Candidate } from './extract/candidate.ts';
import { newOrigins } from './template/resolved.ts';

export type Fill = (text: string) => string;

/** Of the Serverless Framework's variables those that are no condition key, so no variable of IAM's. */
const serverlessVariable =
  /\$\{((?:self|opt|env|ssm|cf|param|sls|terraform|custom)(?:\.[\w-]+|\([^(){}$]*\))?:(?!resourceTag\/)[^${}]*|(?:file|strToBool)\([^${}]*|aws:(?:region|accountId)\b[^${}]*)\}/g;

/** Only where the framework is certain to read the file: `${s3:prefix}` is a variable of IAM's elsewhere. */
const certainVariable = /\$\{(s3:[^${}]*)\}/g;

/** https://www.serverless.com/plugins/serverless-pseudo-parameters */
const pseudoParameter = /#\{([A-Za-z][A-Za-z0-9:.]*)\}/g;

/**
 * Variables of the Serverless Framework; `${AWS::Region}` and IAM's own are left alone.
 * https://www.serverless.com/framework/docs/guides/variables
 */
export function fillServerlessFile(text: string): string {
  return fillVariables(text, [serverlessVariable, certainVariable]);
}

/** What may stand in a CloudFormation template that another tool reads first. */
export function fillTemplate(text: string): string {
  return fillMarks(fillVariables(text, [serverlessVariable]));
}

function fillVariables(text: string, variables: readonly RegExp[]): string {
  let known = text.includes('#{') ? text.replace(pseudoParameter, (_, inside: string) => unknownPart(inside)) : text;
  // They stand in one another.
  for (let depth = 0; depth < 4 && known.includes('${'); depth++) {
    for (const one of variables) known = known.replace(one, (_, inside: string) => unknownPart(inside));
  }
  return known;
}

/** Dynamic references of CloudFormation are written in the same way, and read elsewhere. */
const mark = /\{\{\{(?!resolve:)([^{}]*)\}\}\}|\{\{(?!resolve:)([^{}]*)\}\}/g;
const controlled = /\{%|\{\{-?\s*(?:if|else|end|range|with|define|block)\b/;

/** Expressions of Helm, Jinja and their like. A text with branches or loops in it is unknown as a whole. */
export function fillMarks(text: string): string {
  if (!text.includes('{{') && !text.includes('{%')) return text;
  if (controlled.test(text)) return unknownPart(spell(text.length > 60 ? `${text.slice(0, 60)}...` : text));
  return text.replace(mark, (_, three?: string, two?: string) => unknownPart(spell(three ?? two ?? '')));
}

/** The same text, as long as before, with nothing in the expressions that would break a JSON text around them. */
export function blankMarks(text: string): string {
  return text.includes('{{') ? text.replace(mark, (whole) => whole.replace(/["\\\p{Cc}]/gu, ' ')) : text;
}

/** Quotes would break a JSON text that the part stands in. */
function spell(expression: string): string {
  const plain = expression.replace(/^-|-$/g, '').replaceAll('"', "'").replaceAll('\\', '/');
  return plain.replace(/[\p{Cc}${}]/gu, ' ').trim();
}

/** What the shell's `envsubst` and Flux fill in. IAM's own variables have a colon in their names. */
const shellVariable = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::?[=-][^${}]*)?\}/g;

/** Everything that is filled in to Kubernetes manifests. https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export function fillManifest(text: string): string {
  const known = fillMarks(text);
  return known.includes('${') ? known.replace(shellVariable, (_, name: string) => unknownPart(name)) : known;
}

/** The candidate with its texts and names filled in. */
export function fillCandidate(candidate: Candidate, fill: Fill): Candidate {
  const { path } = candidate;
  const origins = newOrigins();
  const value = fillValue(candidate.value, path, fill, (container, paths) => { origins.note(container, paths); }); // prettier-ignore
  return value === candidate.value
    ? candidate
    : { ...candidate, value, origin: (inner) => origins.find({ value, path }, inner) };
}

type Note = (container: object, paths: ReadonlyMap<string | number, Path>) => void;

/** The value itself when there is nothing to fill in. The depth is the document's, which is bounded. */
function fillValue(value: unknown, path: Path, fill: Fill, note: Note): unknown {
  if (typeof value === 'string') return fill(value);
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  const names: readonly (string | number)[] = isList ? [...value.keys()] : Object.keys(value);
  const paths = new Map<string | number, Path>();
  const entries = names.map((name) => {
    const filled = typeof name === 'string' ? fill(name) : name;
    const at = [...path, name];
    paths.set(filled, at);
    const member = (value as Readonly<Record<string | number, unknown>>)[name];
    return { name, filled, member, made: fillValue(member, at, fill, note) };
  });
  if (entries.every(({ name, filled, member, made }) => name === filled && member === made)) return value;
  const container = isList ? entries.map(({ made }) => made) : Object.fromEntries(entries.map(({ filled, made }) => [filled, made])); // prettier-ignore
  note(container, paths);
  return container;
}
