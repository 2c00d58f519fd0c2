/** A snapshot bundle (plain AWS CLI output under one roof) to an Account. Pure: reading files is the caller's. */
import { InputError } from '../errors.ts';
import { detailLists, readAuthorizationDetails, type Principals } from './authorization-details.ts';
import { readCredentialReport } from './credential-report.ts';
import { readAccountId, readPartition } from './identity.ts';
import { readAccessReports } from './last-accessed.ts';
import type { Account, AccountFact, DetailList, Organization } from './model.ts';
import { readOrganization } from './organization.ts';
import type { Origin } from './origin.ts';
import { isMembers, oneLine, own, parseTime, textAt, type Members, type Read } from './shape.ts';
import { readMfaDevices, settingReaders } from './settings.ts';

/** A bundle's members by their names in the snapshot format, or a bare `get-account-authorization-details` output. */
export type SnapshotParts = Readonly<Record<string, unknown>>;

export interface SnapshotOptions {
  /** The file all parts stand in. */
  readonly file?: string;
  /** Parts that stand elsewhere: in a file of their own, or at the root of the file. By part name. */
  readonly origins?: Readonly<Partial<Record<string, Origin>>>;
}

/** What is being put together: each part ends up in `facts` or, with a reason, in `missing`. */
interface Reading {
  readonly parts: SnapshotParts;
  readonly facts: Set<AccountFact>;
  readonly missing: Map<AccountFact, string>;
  readonly problems: string[];
  readonly incomplete: Map<DetailList, string>;
  readonly originOf: (part: string) => Origin;
}

/** Reads a snapshot. Throws an InputError only when it has no authorization details; whatever else is wrong is said in it. */
export function readSnapshot(given: SnapshotParts, options: SnapshotOptions = {}): Account {
  const bare = isMembers(given) && !Object.hasOwn(given, 'authorizationDetails') && hasDetailList(given);
  const reading = startReading(bare ? { authorizationDetails: given } : given, options, bare);
  const details = requireDetails(reading.parts, options.file);
  noteNotCollected(reading);
  const principals = readPrincipals(details, reading);
  const settings = readSettings(reading);
  const { facts, missing, problems, parts } = reading;
  const collectedAt = parseTime(own(parts, 'collectedAt'));
  if (!collectedAt && Object.hasOwn(parts, 'collectedAt')) problems.push('collectedAt left out: it is no ISO time');
  noteVersion(parts, problems);
  const { root, ...lists } = principals;
  const id = readAccountId(parts, lists, root?.arn, problems);
  const partition = readPartition(lists, root?.arn);
  const site = siteOf(options, bare);
  const arn = id === undefined ? undefined : `arn:${partition}:iam::${id}:root`;
  return {
    ref: { type: 'AWS::Account', name: id ?? 'account' },
    ...site,
    id,
    partition,
    root: {
      ref: { type: 'AWS::IAM::Root', name: 'root', ...(arn !== undefined && { arn }) },
      ...site,
      ...(root && { credentials: root }),
    },
    ...lists,
    incomplete: reading.incomplete,
    collectedAt,
    facts,
    missing,
    problems: problems.map(oneLine),
    ...settings,
  };
}

function siteOf({ file, origins }: SnapshotOptions, bare: boolean): Origin {
  if (file === undefined) return {};
  const isOneFile = bare || origins === undefined || Object.values(origins).every((origin) => origin?.file === file);
  return isOneFile ? { file, pointer: '' } : { file };
}

function startReading(parts: SnapshotParts, { file, origins }: SnapshotOptions, bare: boolean): Reading {
  const base = file === undefined ? {} : { file };
  return {
    parts,
    facts: new Set(),
    missing: new Map(),
    problems: [],
    incomplete: new Map(),
    originOf: (part) => origins?.[part] ?? { ...base, pointer: bare ? '' : `/${part}` },
  };
}

function hasDetailList(value: Members): boolean {
  return detailLists.some((list) => Array.isArray(own(value, list)));
}

function requireDetails(parts: unknown, file: string | undefined): Members {
  const name = file ?? 'the snapshot';
  if (!isMembers(parts)) throw new InputError(`${name} is no snapshot: its top level is no JSON object`);
  const details = own(parts, 'authorizationDetails');
  if (details === undefined || details === null) {
    throw new InputError(
      `${name} is no snapshot: it has neither authorizationDetails nor ${detailLists.join(', ')}` +
        ' (make one with "iam-audit scan --save-snapshot" or "aws iam get-account-authorization-details")',
    );
  }
  if (isMembers(details) && hasDetailList(details)) return details;
  const wrong = isMembers(details) ? `has none of the lists ${detailLists.join(', ')}` : 'is no JSON object';
  throw new InputError(`${name}: authorizationDetails ${wrong}`);
}

/** `{"part": "passwordPolicy", "permission": "iam:GetAccountPasswordPolicy", "reason": "AccessDenied"}`. */
function noteNotCollected({ parts, missing, problems }: Reading): void {
  const list = own(parts, 'notCollected');
  if (list === undefined || list === null) return;
  for (const item of Array.isArray(list) ? (list as readonly unknown[]) : [undefined]) {
    const part = isMembers(item) ? textAt(item, 'part') : undefined;
    if (!isMembers(item) || part === undefined) problems.push('notCollected: an entry cannot be read');
    else if (isThere(part, own(parts, part))) problems.push(`${part} is not complete: ${reasonOf(item)}`);
    else {
      const fact = factOf(part);
      if (isFact(fact)) missing.set(fact, oneLine(`${part}: ${reasonOf(item)}`));
      else problems.push(`${part}: ${reasonOf(item)}`);
    }
  }
}

/** Only a password policy can be known to be nothing. */
function isThere(part: string, value: unknown): boolean {
  return value !== undefined && (value !== null || part === 'passwordPolicy');
}

function reasonOf(item: Members): string {
  const reason = textAt(item, 'reason') ?? 'not collected';
  const permission = textAt(item, 'permission');
  const said = /^AccessDenied(?:Exception)?$/.test(reason) ? 'denied' : reason;
  return permission === undefined ? said : `${said} (${permission})`;
}

const factNames = new Set<string>([
  ...Object.keys(settingReaders), 'credentialReport', 'accessAdvisor', 'mfaDevices', 'organization',
]); // prettier-ignore

function factOf(part: string): string {
  return part === 'credentialReportCsv' ? 'credentialReport' : part;
}

function isFact(name: string): name is AccountFact {
  return factNames.has(name);
}

/** The part's value when it is there and right; else the reason is kept and the fact stays absent. */
function readPart<T>(reading: Reading, part: string, read: (value: unknown) => Read<T>): T | undefined {
  const value = own(reading.parts, part);
  const fact = factOf(part) as AccountFact;
  if (!isThere(part, value)) return undefined;
  const result = read(value);
  if ('value' in result) {
    reading.facts.add(fact);
    reading.missing.delete(fact);
    return result.value;
  }
  const reason = oneLine(`${part} ${result.reason}`);
  reading.missing.set(fact, reason);
  reading.problems.push(`${reason}: left out`);
  return undefined;
}

function readPrincipals(details: Members, reading: Reading) {
  const { problems, incomplete } = reading;
  const report = readPart(reading, 'credentialReportCsv', readCredentialReport);
  const advisor = readPart(reading, 'accessAdvisor', readAccessReports);
  const mfaDevices = readPart(reading, 'mfaDevices', readMfaDevices) ?? new Map<string, never>();
  problems.push(...(report?.problems ?? []), ...(advisor?.problems ?? []));
  const principals: Principals = readAuthorizationDetails(details, {
    origin: reading.originOf('authorizationDetails'),
    problems,
    incomplete,
    reports: advisor?.byArn ?? new Map<string, never>(),
    credentials: report?.users ?? new Map<string, never>(),
    mfaDevices,
  });
  const known = new Set(principals.users.map(({ name }) => name));
  const strayRows = [...(report?.users.values() ?? [])].filter(({ user }) => !known.has(user));
  return { ...principals, root: report?.root, strayRows };
}

function readSettings(reading: Reading): Partial<Account> {
  const settings = Object.entries(settingReaders).map(([part, read]) => readPart(reading, part, read) ?? {});
  const origin = reading.originOf('organization');
  const organization = readPart(reading, 'organization', (value) => readOrganization(value, origin, reading.problems));
  // Its policies limit all the same.
  const known = organization ?? (own(reading.parts, 'organization') ? unreadableOrganization : undefined);
  return Object.assign({}, ...settings, known && { organization: known }) as Partial<Account>;
}

const unreadableOrganization: Organization = { unreadable: ['scp', 'rcp'] };

function noteVersion(parts: SnapshotParts, problems: string[]): void {
  const version = own(parts, 'bundleVersion');
  if (version !== undefined && version !== 1)
    problems.push('bundleVersion is not 1: parts that came later are not read');
}
