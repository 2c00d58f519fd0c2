/** Finds the policies in a document, and of each what type it is and whose. */
import type { InFileSuppression } from '../config/in-file.ts';
import type { Location } from '../finding.ts';
import type { Policy, PolicyType } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import type { Attachment, PolicyHolder } from '../rule.ts';
import { pointerOf, type Path, type PolicySource } from '../policy/place.ts';
import { isUnknownText, showUnknownParts } from '../policy/unknown.ts';
import { decodeEmbedded } from './embedded.ts';
import { embeddedSource } from './embedded-source.ts';
import type { Candidate } from './extract/candidate.ts';
import { findByLooks } from './extract/by-looks.ts';
import { findCandidates } from './extract/plain.ts';
import { readJson, type JsonDocument } from './json.ts';
import { fillCandidate, fillMarks } from './placeholders.ts';
import { typeByName } from './by-name.ts';
import { detectType, isTrustType, looksLikePolicy, looksLikePolicyText } from './policy-type.ts';

export { looksLikePolicyText } from './policy-type.ts';

export interface DetectOptions {
  /** Overrides detection; a document without any policy is then taken as one. */
  readonly policyType?: PolicyType | undefined;
  /** Makes the policies resource policies of that type unless `policyType` or the wrapping says otherwise. */
  readonly resourceType?: string | undefined;
}

export interface FoundPolicy {
  readonly policy: Policy;
  /** Another form of the policy before it, as the conditions of a template make it: judged, but not counted again. */
  readonly isAlternative?: boolean;
}

export interface FoundPolicies {
  readonly policies: readonly FoundPolicy[];
  /** Policies written as text inside the document that are no valid JSON. Not the document's own syntax error. */
  readonly syntaxErrors: readonly { readonly message: string; readonly location: Location }[];
  /** Names that stand twice in one object of a policy. */
  readonly duplicates: readonly { readonly key: string; readonly first: Location; readonly location: Location }[];
  /** Policies that are there and could not be read, e.g. given by a parameter; `message` is a sentence. */
  readonly unread: readonly { readonly message: string; readonly location: Location }[];
  /** Managed policies that the document attaches. */
  readonly attachments?: readonly Attachment[];
  /** Users, groups and roles that the document makes, with the policies that each has together. */
  readonly holders?: readonly PolicyHolder[];
  /** What the document's own data say of findings in it. */
  readonly suppressions?: readonly InFileSuppression[];
  /** What stands beside the policies may be secret: no line of the file is shown. */
  readonly hidesLines?: boolean;
}

/** The policies of a document; see `readPolicies` for what can be wrong with it. */
export function findPolicies(document: JsonDocument, options: DetectOptions = {}): readonly FoundPolicy[] {
  return readPolicies(document, options).policies;
}

/** Everything there is to say about the plain policies of a document. A document with a syntax error has none. */
export function readPolicies(document: JsonDocument, options: DetectOptions = {}): FoundPolicies {
  const found: Found = { policies: [], syntaxErrors: [], duplicates: [], unread: [] };
  if (document.syntaxError) return found;
  const { value } = document;
  for (const candidate of plainCandidates(document, value)) readCandidate(document, candidate, options, found);
  if (options.policyType && found.policies.length + found.syntaxErrors.length === 0) {
    readCandidate(document, { path: [], value, sure: true }, options, found);
  }
  found.duplicates.unshift(...literalDuplicates(document, found.policies));
  return found;
}

/** What is, or should be, a policy in a document of no special make. In YAML policies stand in anything. */
export function plainCandidates(document: JsonDocument, value: unknown): readonly Candidate[] {
  const plain = findCandidates(value);
  return document.isYaml === true ? [...plain, ...findByLooks(value, plain)] : plain;
}

/** Policies as they are found. */
export interface Found extends FoundPolicies {
  readonly policies: FoundPolicy[];
  readonly syntaxErrors: FoundPolicies['syntaxErrors'][number][];
  readonly duplicates: FoundPolicies['duplicates'][number][];
  readonly unread: FoundPolicies['unread'][number][];
}

/** Reads what may be a policy and adds it to what was found. */
export function readCandidate(document: JsonDocument, given: Candidate, options: DetectOptions, found: Found): void {
  const candidate = document.isYaml === true && given.origin === undefined ? fillCandidate(given, fillMarks) : given;
  const { path, value } = candidate;
  if (typeof value === 'string') readText(document, candidate, value, options, found);
  else {
    const source = literalSource(document, path, candidate);
    found.policies.push({ policy: parse(value, candidate, options, source) });
  }
}

/** A policy written as a string. */
function readText(
  document: JsonDocument,
  candidate: Candidate,
  text: string,
  options: DetectOptions,
  found: Found,
): void {
  const { path, sure } = candidate;
  if (isUnknownText(text)) {
    if (sure) found.unread.push({ message: givenBy(text), location: document.locate(path) });
    return;
  }
  const decoded = decodeEmbedded(text);
  if (decoded === undefined && !sure) return;
  const inner = readJson(decoded ?? text);
  if (inner.syntaxError) {
    if (!sure && !looksLikePolicyText(text)) return;
    const error = readJson(fillUnknownParts(decoded ?? text)).syntaxError;
    if (!error) {
      const message = 'The policy in this string is valid JSON only once it is filled in, so it was not judged.';
      found.unread.push({ message, location: document.locate(path) });
      return;
    }
    const message = `The policy in this string is not valid JSON. ${error.message}`;
    found.syntaxErrors.push({ message, location: document.locate(path) });
  } else if (sure || looksLikePolicy(inner.value)) {
    const source = embeddedSource(document, path, candidate);
    found.policies.push({ policy: parse(inner.value, candidate, options, source) });
    for (const one of inner.duplicates) {
      const location = source.locate([...one.path, one.key], 'name');
      found.duplicates.push({ key: one.key, first: location, location });
    }
  }
}

/** A part that only deployment knows may be a number, a list or an object, and then stands outside quotes. */
function fillUnknownParts(text: string): string {
  return text.replace(/\uE000[^\uE001]*\uE001/g, (part) => '1'.repeat(part.length + 1));
}

/** Of a policy that is unknown as a whole. */
function givenBy(text: string): string {
  return `The policy is given by ${showUnknownParts(text)}, which only deployment knows.`;
}

function parse(value: unknown, candidate: Candidate, options: DetectOptions, source: PolicySource): Policy {
  const named = typeByName(candidate.called ?? '', detectType(value));
  const type = options.policyType ?? candidate.type ?? typeOfResource(options.resourceType) ?? named.type;
  const own = candidate.resourceType ?? named.resourceType;
  const resourceType = options.resourceType ?? (type === 'resource' ? own : undefined);
  return parsePolicy(value, { type, resourceType, source });
}

function typeOfResource(resourceType: string | undefined): PolicyType | undefined {
  if (resourceType === undefined) return undefined;
  return isTrustType(resourceType) ? 'trust' : 'resource';
}

function literalSource(document: JsonDocument, base: Path, candidate: Candidate): PolicySource {
  const { resource, inline, origin } = candidate;
  const whole = (path: Path): Path => origin?.(path) ?? [...base, ...path];
  return {
    ...(document.file !== undefined && { file: document.file }),
    pointer: pointerOf('', base),
    ...(resource && { resource }),
    ...(inline !== undefined && { inline }),
    locate: (path, part) => document.locate(whole(path), part),
    text: () => document.text,
    range: (path, part) => {
      const at = [...base, ...path];
      return origin && !isAsWritten(document, candidate, path, at) ? undefined : document.range(at, part);
    },
  };
}

/** Nothing in it or on the way to it was put together from elsewhere. */
function isAsWritten(document: JsonDocument, { value, origin }: Candidate, path: Path, at: Path): boolean {
  if (pointerOf('', origin?.(path) ?? at) !== pointerOf('', at)) return false;
  return JSON.stringify(valueAt(document.value, at)) === JSON.stringify(valueAt(value, path));
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/** Names that stand twice in a policy that stands literally in the document, or on the way to one. */
export function literalDuplicates(document: JsonDocument, policies: readonly FoundPolicy[]): Found['duplicates'] {
  if (document.duplicates.length === 0) return [];
  const roots = new Set(policies.map(({ policy }) => policy.source.pointer));
  const above = new Set([...roots].flatMap(prefixes));
  return document.duplicates
    .filter(
      ({ pointer, key }) =>
        above.has(pointerOf(pointer, [key])) || prefixes(pointer).some((prefix) => roots.has(prefix)),
    )
    .map(({ key, first, second }) => ({ key, first, location: second }));
}

/** A pointer and those of everything around it: '/a/b', '/a', ''. */
function prefixes(pointer: string): string[] {
  const found = [pointer];
  for (let at = pointer.lastIndexOf('/'); at >= 0; at = pointer.lastIndexOf('/', at - 1)) {
    found.push(pointer.slice(0, at));
    if (at === 0) break;
  }
  return found;
}

/** What several parts of a document hold, as one. */
export function mergeFound(parts: readonly FoundPolicies[]): FoundPolicies {
  return {
    policies: parts.flatMap(({ policies }) => policies),
    syntaxErrors: parts.flatMap(({ syntaxErrors }) => syntaxErrors),
    duplicates: parts.flatMap(({ duplicates }) => duplicates),
    unread: parts.flatMap(({ unread }) => unread),
    attachments: parts.flatMap(({ attachments = [] }) => attachments),
    holders: parts.flatMap(({ holders = [] }) => holders),
    suppressions: parts.flatMap(({ suppressions = [] }) => suppressions),
  };
}
