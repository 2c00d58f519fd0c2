/**
 * Which actions statements allow on every resource of a kind, after what they deny. Conditions that narrow an Allow take
 * it out; a Region or the account in an ARN does not, for one Region holds most of what most accounts have.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { compileAction, coversResource, matchesAction, splitArn } from '../policy/arn.ts';
import type { Statement } from '../policy/model.ts';
import { hasWildcard, isStarText, type Pattern } from '../policy/pattern.ts';
import { mayCover, piecesOf } from '../policy/pieces.ts';
import { rememberLatest, rememberTexts } from '../policy/remember.ts';
import { fifthColon } from './glob.ts';
import { isNarrowed, leavesLittle } from './narrowing.ts';

/** A statement made ready for many questions. */
export interface WideStatement {
  readonly source: Statement;
  /** Actions without wildcards, in lower case; sorted out from the patterns when they are asked for. */
  names: ReadonlySet<string> | undefined;
  patterns: readonly Pattern[];
  readonly isNotAction: boolean;
  readonly texts: readonly string[];
  /** The texts by the service in their ARN, under '' those that may be about any; sorted when they are asked for. */
  resources: ReadonlyMap<string, readonly string[]> | undefined;
  readonly isNotResource: boolean;
  /** What was found out about formats of ARNs. */
  readonly answers: Map<string, boolean>;
  /** `Resource: "*"`. */
  readonly isAll: boolean;
}

/** Statements that count when it is asked what is allowed on everything. */
export interface WideStatements {
  readonly allows: readonly WideStatement[];
  readonly denies: readonly WideStatement[];
}

const picked = new WeakMap<readonly Statement[], WideStatements>();

/** Picks the statements that may allow, or take away, something as a whole. */
export function wideStatements(statements: readonly Statement[]): WideStatements {
  let wide = picked.get(statements);
  if (!wide) {
    const made = statements.flatMap((one) => makeWide(one) ?? []);
    wide = {
      allows: made.filter(({ source }) => source.isAllow === true),
      denies: made.filter(({ source }) => source.isAllow === false),
    };
    picked.set(statements, wide);
  }
  return wide;
}

const known = new WeakMap<Statement, { readonly made: WideStatement | undefined }>();

function makeWide(source: Statement): WideStatement | undefined {
  let entry = known.get(source);
  if (!entry) known.set(source, (entry = { made: isCounted(source) ? readWide(source) : undefined }));
  return entry.made;
}

function isCounted(statement: Statement): boolean {
  if (statement.isDamaged || statement.isAllow === undefined) return false;
  if (!statement.isAllow) return statement.conditions.length === 0 || leavesLittle(statement);
  return mayBeWide(statement) && !isNarrowed(statement);
}

/** Every kind's ARN ends with what names one of them. */
function mayBeWide({ resource, notResource }: Statement): boolean {
  if (notResource) return notResource.values.length > 0;
  return resource?.values.some(({ text }) => text.endsWith('*')) === true;
}

function readWide(source: Statement): WideStatement {
  const { notAction, resource, notResource } = source;
  const texts = (resource ?? notResource)?.values.map(({ text }) => text) ?? [];
  return {
    source,
    names: undefined,
    patterns: [],
    isNotAction: notAction !== undefined,
    texts,
    resources: undefined,
    isNotResource: notResource !== undefined,
    answers: new Map(),
    isAll: notResource === undefined && texts.some((text) => isStarText(text)),
  };
}

function byService(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const text of new Set(texts)) {
    const service = splitArn(text)?.service ?? '';
    const key = /[*?]/.test(service) ? '' : service;
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
}

/** Whether the statement is about the action, such as `s3:GetObject`. */
function isAbout(one: WideStatement, lower: string): boolean {
  const names = (one.names ??= sortActions(one));
  const isListed = names.has(lower) || one.patterns.some((pattern) => matchesAction(pattern, lower));
  return isListed !== one.isNotAction;
}

function sortActions(one: WideStatement): ReadonlySet<string> {
  const names = new Set<string>();
  const patterns: Pattern[] = [];
  for (const { text } of (one.source.action ?? one.source.notAction)?.values ?? []) {
    const lower = text.toLowerCase();
    if (hasWildcard(lower)) patterns.push(compileAction(lower));
    else names.add(lower);
  }
  one.patterns = patterns;
  return names;
}

/** The statements by which the action is allowed on everything it can act on; none when it is not. */
export function wideAllowsOf(
  { allows, denies }: WideStatements,
  action: string,
  catalog: Catalog,
): readonly WideStatement[] {
  const lower = action.toLowerCase();
  const granting = allows.filter((one) => isAbout(one, lower));
  if (granting.length === 0) return [];
  const taking = denies.filter((one) => isAbout(one, lower));
  const stars = granting.filter(({ isAll }) => isAll);
  if (taking.length === 0 && stars.length > 0) return stars;
  const { required, optional } = kindsOf(catalog)(action);
  const isOpen = (kind: Kind): boolean =>
    granting.some((one) => grantsKind(one, kind)) && !taking.some((one) => takesKind(one, kind));
  const isWide = required.length > 0 ? required.every(isOpen) : optional.some(isOpen);
  return isWide ? granting.filter((one) => [...required, ...optional].some((kind) => grantsKind(one, kind))) : [];
}

/** The ARN formats of a kind of resource, variables as stars. */
type Kind = readonly string[];

interface Kinds {
  readonly required: readonly Kind[];
  readonly optional: readonly Kind[];
}

const kindsOf = rememberLatest((catalog: Catalog) =>
  rememberTexts((action: string): Kinds => readKinds(catalog, action)),
);

/** An action without kinds of resources is allowed on `*` or not at all. */
const starOnly: Kinds = { required: [['*']], optional: [] };

function readKinds(catalog: Catalog, action: string): Kinds {
  const info = catalog.action(action);
  const types = info && catalog.service(info.service)?.resourceTypes;
  if (!types || info.resourceTypes.length === 0) return starOnly;
  const kinds = (isRequired: boolean): Kind[] =>
    info.resourceTypes.flatMap(({ name, required }) => {
      const format = types.get(name)?.arn;
      return format === undefined || required !== isRequired ? [] : [readFormats(format)];
    });
  const found = { required: kinds(true), optional: kinds(false) };
  return found.required.length + found.optional.length > 0 ? found : starOnly;
}

/** Some kinds list two formats in one text. */
function readFormats(text: string): Kind {
  return text.split(/,\s*/).map((format) => format.replace('${Partition}', 'aws').replace(/\$\{[^{}]*\}/g, '*'));
}

/** A Region in an ARN is no limit: to what is allowed, and to what is kept from a Deny; it is one to what is denied. */
type How = 'exactly' | 'in a Region';

function grantsKind(one: WideStatement, kind: Kind): boolean {
  if (one.isNotResource) return !kind.some((format) => lists(one, format, 'exactly'));
  return one.isAll || kind.every((format) => lists(one, format, 'in a Region'));
}

function takesKind(one: WideStatement, kind: Kind): boolean {
  if (one.isNotResource) return !kind.some((format) => lists(one, format, 'in a Region'));
  return one.isAll || kind.every((format) => lists(one, format, 'exactly'));
}

/** Whether one of the statement's resource patterns is about all resources of the format. */
function lists(one: WideStatement, format: string, how: How): boolean {
  const { answers } = one;
  const key = `${how} ${format}`;
  let answer = answers.get(key);
  if (answer === undefined) {
    const resources = (one.resources ??= byService(one.texts));
    const service = splitArn(format)?.service ?? '';
    const texts = [...(resources.get('') ?? []), ...((service !== '' && resources.get(service)) || [])];
    answers.set(key, (answer = texts.some((text) => covers(text, format, how))));
  }
  return answer;
}

function covers(text: string, format: string, how: How): boolean {
  if (isStarText(text)) return true;
  if (!mayCover(resourcePieces(text), format.slice(fifthColon(format) + 1))) return false;
  return format !== '*' && text.startsWith('arn:') && coversResource(text, fitted(format, text, how));
}

/** Of a text with fewer parts nothing is known: it may end anywhere. */
const resourcePieces = rememberTexts((text) => {
  const head = fifthColon(text);
  return head < 0 ? open : piecesOf(text.slice(head + 1));
});

const open: readonly string[] = ['', ''];

/** The format in the partition and account that the pattern names, for a statement acts in its own account only. */
function fitted(format: string, text: string, how: How): string {
  const kind = splitArn(format);
  const asked = splitArn(text);
  const partition = /^arn:(aws[\w-]*):/.exec(text)?.[1] ?? 'aws';
  if (!kind || !asked) return format.replace(/^arn:aws:/, `arn:${partition}:`);
  const account = kind.account === '*' && /^\d{12}$/.test(asked.account) ? asked.account : kind.account;
  // An empty Region where one belongs is reported by missing-arn-region.
  const region = how === 'in a Region' && kind.region === '*' ? asked.region : kind.region;
  return `arn:${partition}:${kind.service}:${region}:${account}:${kind.resource}`;
}
