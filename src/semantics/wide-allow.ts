/**
 * Which actions statements allow on every resource of a kind, after what they deny. Conditions that narrow an Allow take
 * it out; a Region or the account in an ARN does not, for one Region holds most of what most accounts have.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { compileAction, coversResource, matchesAction, splitArn } from '../policy/arn.ts';
import type { Statement } from '../policy/model.ts';
import { isStarText, type Pattern } from '../policy/pattern.ts';
import { rememberLatest, rememberTexts } from '../policy/remember.ts';
import { isNarrowed, leavesLittle } from './narrowing.ts';

/** A statement made ready for many questions. */
export interface WideStatement {
  readonly source: Statement;
  readonly actions: readonly Pattern[];
  readonly isNotAction: boolean;
  readonly resources: readonly string[];
  readonly isNotResource: boolean;
  /** `Resource: "*"`. */
  readonly isAll: boolean;
}

/** Statements that count when it is asked what is allowed on everything. */
export interface WideStatements {
  readonly allows: readonly WideStatement[];
  readonly denies: readonly WideStatement[];
}

/** Picks the statements that may allow, or take away, something as a whole. */
export function wideStatements(statements: readonly Statement[]): WideStatements {
  const made = statements.flatMap((one) => makeWide(one) ?? []);
  return {
    allows: made.filter(({ source }) => source.isAllow === true),
    denies: made.filter(({ source }) => source.isAllow === false),
  };
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
  const { action, notAction, resource, notResource } = source;
  const resources = (resource ?? notResource)?.values.map(({ text }) => text) ?? [];
  return {
    source,
    actions: (action ?? notAction)?.values.map(({ text }) => compileAction(text)) ?? [],
    isNotAction: notAction !== undefined,
    resources,
    isNotResource: notResource !== undefined,
    isAll: notResource === undefined && resources.some((text) => isStarText(text)),
  };
}

/** Whether the statement is about the action, such as `s3:GetObject`. */
export function isAbout({ actions, isNotAction }: WideStatement, action: string): boolean {
  return actions.some((pattern) => matchesAction(pattern, action)) !== isNotAction;
}

/** The statements by which the action is allowed on everything it can act on; none when it is not. */
export function wideAllowsOf(
  { allows, denies }: WideStatements,
  action: string,
  catalog: Catalog,
): readonly WideStatement[] {
  const granting = allows.filter((one) => isAbout(one, action));
  if (granting.length === 0) return [];
  const taking = denies.filter((one) => isAbout(one, action));
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

function grantsKind({ isAll, isNotResource, resources }: WideStatement, kind: Kind): boolean {
  if (isNotResource) return !kind.some((format) => resources.some((text) => covers(text, format, 'exactly')));
  return isAll || kind.every((format) => resources.some((text) => covers(text, format, 'in a Region')));
}

function takesKind({ isAll, isNotResource, resources }: WideStatement, kind: Kind): boolean {
  if (isNotResource) return !kind.some((format) => resources.some((text) => covers(text, format, 'in a Region')));
  return isAll || kind.every((format) => resources.some((text) => covers(text, format, 'exactly')));
}

/** Whether the resource pattern is about all resources of the format, or about all of one Region. */
function covers(text: string, format: string, how: 'exactly' | 'in a Region'): boolean {
  if (isStarText(text)) return true;
  return (
    format !== '*' && text.startsWith('arn:') && coversFormat(`${how === 'exactly' ? '=' : '~'}${format}\n${text}`)
  );
}

const coversFormat = rememberTexts((question) => {
  const end = question.indexOf('\n');
  const text = question.slice(end + 1);
  return coversResource(text, fitted(question.slice(1, end), text, question.startsWith('~')));
});

/** The format in the partition and account that the pattern names, for a statement acts in its own account only. */
function fitted(format: string, text: string, inRegion: boolean): string {
  const kind = splitArn(format);
  const asked = splitArn(text);
  const partition = /^arn:(aws[\w-]*):/.exec(text)?.[1] ?? 'aws';
  if (!kind || !asked) return format.replace(/^arn:aws:/, `arn:${partition}:`);
  const account = kind.account === '*' && /^\d{12}$/.test(asked.account) ? asked.account : kind.account;
  const region = inRegion && kind.region === '*' && asked.region !== '' ? asked.region : kind.region;
  return `arn:${partition}:${kind.service}:${region}:${account}:${kind.resource}`;
}
