/** Everything that is wrong with the ARN of a Resource element. Several rules ask about the same ARN: it is judged once. */
import type { Catalog } from '../catalog/catalog.ts';
import { nearest } from '../catalog/suggest.ts';
import { isKnownPartition, partitions, splitArn, type Arn } from '../policy/arn.ts';
import type { ResourcePattern } from '../policy/model.ts';
import { hasWildcard, isStarText, patternMatches } from '../policy/pattern.ts';
import { rememberLatest, rememberTexts } from '../policy/remember.ts';
import { mayHaveVariables } from '../policy/variable.ts';
import type { Problem } from '../rule.ts';
import { arnFormats } from './arn-format.ts';
import { formatFaults, hasFormatFault } from './arn-format-faults.ts';
import { regionFault } from './arn-region.ts';

export type ArnFaultKind =
  | 'noPrefix'
  | 'prefixCase'
  | 'fields'
  | 'partition'
  | 'serviceWildcard'
  | 'serviceCase'
  | 'service'
  | 'regionUnknown'
  | 'regionUnlisted'
  | 'regionPartition'
  | 'regionNotAllowed'
  | 'regionMissing'
  | 'account'
  | 'accountNotAllowed'
  | 'accountMissing'
  | 'resource';

export interface ArnFault<Kind extends ArnFaultKind = ArnFaultKind> {
  readonly kind: Kind;
  /** What the messages say of it. */
  readonly data: Readonly<Record<string, string>>;
  /** The text that was probably meant. */
  readonly meant?: string;
}

const judges = new WeakMap<Catalog, (resource: ResourcePattern) => readonly ArnFault[]>();

/** Some rules ask about one resource in turn, and the same ARNs come back in other statements. */
function judgeOf(catalog: Catalog): (resource: ResourcePattern) => readonly ArnFault[] {
  let judge = judges.get(catalog);
  if (!judge) {
    const byText = rememberTexts((text) => judgeArn(catalog, text));
    judges.set(catalog, (judge = rememberLatest(({ text }: ResourcePattern) => byText(text))));
  }
  return judge;
}

const none: readonly never[] = [];

/** The faults of some kinds that a resource pattern has. */
export function arnFaults<Kind extends ArnFaultKind>(
  catalog: Catalog,
  resource: ResourcePattern,
  ...kinds: readonly Kind[]
): readonly ArnFault<Kind>[] {
  const faults = judgeOf(catalog)(resource);
  if (faults.length === 0) return none;
  return faults.filter((fault): fault is ArnFault<Kind> => (kinds as readonly ArnFaultKind[]).includes(fault.kind));
}

/** The suggestion to write what was probably meant; it makes the statement match, so no fix may do it unasked. */
export function suggestMeant({ meant }: ArnFault, { place }: ResourcePattern): NonNullable<Problem['suggestions']> {
  return meant === undefined ? [] : [{ title: `Write ${meant}`, fix: (build) => build.replace(place, meant) }];
}

/** Judges the text of a Resource element; a lone `*` has no faults. */
export function judgeArn(catalog: Catalog, text: string): readonly ArnFault[] {
  if (isStarText(text)) return [];
  const head = text.slice(0, 4);
  if (head !== 'arn:') return [prefixFault(text, head)];
  const arn = splitArn(text);
  if (!arn) return [{ kind: 'fields', data: { arn: text, found: String(text.split(':').length) } }];
  const found = [partitionFault(arn), serviceFault(catalog, arn, text), regionFault(arn), accountFault(arn)];
  const faults = found.filter((fault) => fault !== undefined);
  const serviceIsSound = !faults.some(({ kind }) => kind.startsWith('service'));
  if (serviceIsSound && isPlain(arn.service)) faults.push(...faultsByFormat(catalog, arn, text));
  return faults;
}

function prefixFault(arn: string, head: string): ArnFault {
  if (head.toLowerCase() !== 'arn:') return { kind: 'noPrefix', data: { arn } };
  const meant = `arn:${arn.slice(4)}`;
  return { kind: 'prefixCase', data: { arn, meant }, meant };
}

/** Whether the field of an ARN holds neither wildcard nor variable. */
export function isPlain(field: string): boolean {
  return !hasWildcard(field) && !mayHaveVariables(field);
}

function partitionFault({ partition }: Arn): ArnFault | undefined {
  if (mayHaveVariables(partition) || isKnownPartition(partition)) return undefined;
  const names = partitions.map((entry) => entry.partition);
  if (names.some((name) => patternMatches(partition, name))) return undefined;
  return { kind: 'partition', data: { partition, allowed: names.join(', ') } };
}

/** Retired, though formats of its ARNs are still listed. */
const retiredServices: ReadonlySet<string> = new Set(['elastic-inference']);

function serviceFault(catalog: Catalog, arn: Arn, text: string): ArnFault | undefined {
  const { service } = arn;
  if (mayHaveVariables(service)) return undefined;
  if (hasWildcard(service)) return { kind: 'serviceWildcard', data: { service, arn: text } };
  const lower = service.toLowerCase();
  if (lower === service && isService(catalog, service)) return undefined;
  if (isService(catalog, lower)) {
    const meant = `arn:${arn.partition}:${lower}${text.slice(text.indexOf(`:${service}`) + service.length + 1)}`;
    return { kind: 'serviceCase', data: { service, right: lower }, meant };
  }
  const near = nearest(service, catalog.prefixes)[0];
  return { kind: 'service', data: { service, near: near === undefined ? '' : ` Did you mean ${near}?` } };
}

function isService(catalog: Catalog, name: string): boolean {
  if (catalog.hasService(name)) return true;
  return name !== '' && !retiredServices.has(name) && arnFormats(catalog).all(name).length > 0;
}

/** What stands in place of an account in ARNs of resources that AWS or a seller owns. */
const accountWords: ReadonlySet<string> = new Set([
  'aws', 'amazon', 'aws-managed', 'aws-marketplace', 'cloudfront', 'offering', 'third-party',
]); // prettier-ignore

function accountFault({ account }: Arn): ArnFault | undefined {
  if (account === '' || !isPlain(account)) return undefined;
  if (/^\d{12}$/.test(account) || accountWords.has(account)) return undefined;
  return { kind: 'account', data: { account } };
}

function faultsByFormat(catalog: Catalog, arn: Arn, text: string): readonly ArnFault[] {
  const formats = arnFormats(catalog);
  const own = formats.own(arn.service);
  // Another service may list a format that the own one lacks; only a suspicion is worth reading them all.
  return own.length > 0 && !hasFormatFault(own, arn) ? [] : formatFaults(formats.all(arn.service), arn, text);
}
