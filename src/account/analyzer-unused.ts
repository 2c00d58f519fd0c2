/**
 * What the unused-access analyzers of IAM Access Analyzer found, by the principal it is about: to be told together with
 * findings of our own, and in their place where the data for those is not there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings-view.html
 */
import { analyzersOf } from './analyzers.ts';
import { isKeptByAws } from './effective.ts';
import type { AccessReport, Account, Role, User } from './model.ts';
import { isMembers, own, textAt, type Members } from './shape.ts';

export type UnusedType = 'UnusedIAMRole' | 'UnusedIAMUserAccessKey' | 'UnusedIAMUserPassword' | 'UnusedPermission';

/** The open findings about one principal. */
export interface Noted {
  /** Names of the analyzers, for messages. */
  readonly analyzers: readonly string[];
  /** A member of a finding's evidence. */
  readonly evidence: {
    readonly accessAnalyzer: { readonly findings: readonly string[]; readonly analyzers: readonly string[] };
  };
  /** Unused permissions, where the snapshot has the details of the findings: whole services, and actions of others. */
  readonly services: readonly string[];
  readonly actions: readonly string[];
  /** By service: an ISO time, or null for never. */
  readonly lastAccessed: Readonly<Record<string, string | null>>;
}

interface Gathered {
  readonly findings: Set<string>;
  readonly names: Set<string>;
  readonly arns: Set<string>;
  readonly services: Set<string>;
  readonly actions: Set<string>;
  readonly lastAccessed: Map<string, string | null>;
}

/** Open findings of a type, by the ARN of the user or role. */
export function notedBy(account: Account, type: UnusedType): ReadonlyMap<string, Noted> {
  const byArn = new Map<string, Gathered>();
  for (const { at, name, status, findings = [] } of analyzersOf(account)) {
    if (status !== 'ACTIVE') continue;
    for (const finding of findings) {
      const [resource, id] = [textAt(finding, 'resource'), textAt(finding, 'id')];
      if (resource === undefined || id === undefined) continue;
      if (textAt(finding, 'findingType') !== type || textAt(finding, 'status') !== 'ACTIVE') continue;
      const entry = byArn.get(resource) ?? gather();
      byArn.set(resource, entry);
      entry.findings.add(id);
      entry.names.add(name);
      entry.arns.add(at.ref.arn ?? name);
      readDetails(finding, entry);
    }
  }
  return new Map([...byArn].map(([arn, entry]) => [arn, noteOf(entry)]));
}

function gather(): Gathered {
  return {
    findings: new Set(),
    names: new Set(),
    arns: new Set(),
    services: new Set(),
    actions: new Set(),
    lastAccessed: new Map(),
  };
}

/** `get-finding-v2` lists a service whole without actions, else the actions of it that are unused. */
function readDetails(finding: Members, { services, actions, lastAccessed }: Gathered): void {
  const details = own(finding, 'findingDetails');
  for (const detail of Array.isArray(details) ? (details as readonly unknown[]) : []) {
    const unused = isMembers(detail) ? own(detail, 'unusedPermissionDetails') : undefined;
    const service = isMembers(unused) ? textAt(unused, 'serviceNamespace') : undefined;
    if (!isMembers(unused) || service === undefined) continue;
    const listed = own(unused, 'actions');
    const names = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).flatMap((one) =>
      isMembers(one) ? (textAt(one, 'action') ?? []) : [],
    );
    lastAccessed.set(service, textAt(unused, 'lastAccessed') ?? null);
    if (names.length === 0) services.add(service);
    for (const name of names) actions.add(name.includes(':') ? name : `${service}:${name}`);
  }
}

function noteOf({ findings, names, arns, services, actions, lastAccessed }: Gathered): Noted {
  return {
    analyzers: [...names].sort(),
    evidence: { accessAnalyzer: { findings: [...findings].sort(), analyzers: [...arns].sort() } },
    services: [...services].sort(),
    actions: [...actions].sort(),
    lastAccessed: Object.fromEntries([...lastAccessed].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** A user or role that only Access Analyzer can tell of. */
export interface OnlyNoted {
  readonly entity: User | Role;
  readonly label: string;
  readonly noted: Noted;
}

/** Those with a note and without an access advisor report that proves something. */
export function onlyNoted(
  account: Account,
  notes: ReadonlyMap<string, Noted>,
  proves: (report: AccessReport) => boolean = () => true,
): readonly OnlyNoted[] {
  if (notes.size === 0) return [];
  const roles = account.roles.filter((role) => !isKeptByAws(role));
  return [...account.users, ...roles].flatMap((entity) => {
    const { lastAccessed, arn, name } = entity;
    const noted = lastAccessed?.completed && proves(lastAccessed) ? undefined : notes.get(arn);
    return noted ? [{ entity, label: `${'groups' in entity ? 'User' : 'Role'} ${name}`, noted }] : [];
  });
}

/** Access Analyzer tells of single principals only: the part that tells of all is missed, and that is said. */
export function sayMissing(
  { facts, missing }: Account,
  fact: 'accessAdvisor' | 'credentialReport',
  skip: (reason: string) => void,
): void {
  const name = fact === 'accessAdvisor' ? 'access advisor' : 'credential report';
  if (!facts.has(fact)) skip(missing.get(fact) ?? `no ${name} in the snapshot`);
}

/** Members of the evidence for the services named. */
export function lastAccessedOf(
  { lastAccessed }: Noted,
  services: readonly string[],
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(services.map((service) => [service, lastAccessed[service] ?? null]));
}
