/** Managed and inline policies of an account, and which principal has which. */
import type { ResourceRef } from '../finding.ts';
import type { Policy, PolicyType } from '../policy/model.ts';
import { readDocument } from './documents.ts';
import { listAt, readEntries, type Entry, type Surroundings } from './entries.ts';
import type { AccountPolicy, AttachedPolicy } from './model.ts';
import { below } from './origin.ts';
import { isMembers, numberAt, oneLine, own, textAt, timeAt, type Members } from './shape.ts';

/** The managed policies by ARN; attaching one also notes who has it. */
export interface ManagedPolicies {
  readonly list: readonly AccountPolicy[];
  attach(raw: unknown, owner: ResourceRef): AttachedPolicy | undefined;
  find(arn: string): AccountPolicy | undefined;
}

/** Reads `Policies`: customer managed ones and the AWS managed ones in use. */
export function readManagedPolicies(details: Members, around: Surroundings): ManagedPolicies {
  const kind = { list: 'Policies', name: 'PolicyName', type: 'AWS::IAM::ManagedPolicy', noun: 'policy' } as const;
  const holders = new Map<string, ResourceRef[]>();
  const byArn = new Map<string, AccountPolicy>();
  const use = findUse(details);
  for (const entry of readEntries(details, kind, around)) {
    const attachedTo: ResourceRef[] = [];
    holders.set(entry.ref.arn, attachedTo);
    byArn.set(entry.ref.arn, readManagedPolicy(entry, attachedTo, use, around));
  }
  return {
    list: [...byArn.values()],
    find: (arn) => byArn.get(arn),
    attach: (raw, owner) => {
      const arn = isMembers(raw) ? textAt(raw, 'PolicyArn') : undefined;
      if (!isMembers(raw) || arn === undefined) return undefined;
      holders.get(arn)?.push(owner);
      return toAttached(textAt(raw, 'PolicyName') ?? nameInArn(arn), arn, byArn.get(arn));
    },
  };
}

function toAttached(name: string, arn: string, policy: AccountPolicy | undefined): AttachedPolicy {
  return { name, arn, ...(policy && { policy }) };
}

function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

interface Use {
  readonly attached: ReadonlySet<string>;
  readonly boundaries: ReadonlySet<string>;
}

/** Which ARNs the principals name, as permissions and as boundaries: a policy's type depends on it. */
function findUse(details: Members): Use {
  const attached = new Set<string>();
  const boundaries = new Set<string>();
  for (const name of ['UserDetailList', 'GroupDetailList', 'RoleDetailList']) {
    for (const principal of listAt(details, name, '', [])) {
      if (!isMembers(principal)) continue;
      for (const raw of listAt(principal, 'AttachedManagedPolicies', '', [])) {
        if (isMembers(raw)) attached.add(textAt(raw, 'PolicyArn') ?? '');
      }
      boundaries.add(boundaryArn(principal) ?? '');
    }
  }
  return { attached, boundaries };
}

/** A policy that only limits principals and is attached to none grants nothing: it is a boundary. */
function typeOf({ members, ref }: Entry, use: Use): PolicyType {
  const limits = use.boundaries.has(ref.arn) || (numberAt(members, 'PermissionsBoundaryUsageCount') ?? 0) > 0;
  const grants = use.attached.has(ref.arn) || (numberAt(members, 'AttachmentCount') ?? 0) > 0;
  return limits && !grants ? 'boundary' : 'identity';
}

function readManagedPolicy(entry: Entry, attachedTo: ResourceRef[], use: Use, around: Surroundings): AccountPolicy {
  const { members, ref, origin } = entry;
  const created = timeAt(members, 'CreateDate');
  const attachmentCount = numberAt(members, 'AttachmentCount');
  const boundaryUsageCount = numberAt(members, 'PermissionsBoundaryUsageCount');
  const versions = readVersions(entry, typeOf(entry, use), around.problems);
  const document = versions.find(({ isDefault }) => isDefault)?.document;
  const lastAccessed = around.reports.get(ref.arn);
  return {
    ref,
    ...origin,
    kind: isAwsManaged(ref.arn) ? 'aws-managed' : 'customer-managed',
    name: ref.name,
    arn: ref.arn,
    ...(document && { document }),
    versions,
    ...(created && { created }),
    ...(attachmentCount !== undefined && { attachmentCount }),
    ...(boundaryUsageCount !== undefined && { boundaryUsageCount }),
    attachedTo,
    ...(lastAccessed && { lastAccessed }),
  };
}

function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]*:iam::aws:policy\//.test(arn);
}

type Version = NonNullable<AccountPolicy['versions']>[number];

function readVersions(entry: Entry, type: PolicyType, problems: string[]): Version[] {
  const { members, ref, label } = entry;
  const defaultId = textAt(members, 'DefaultVersionId');
  const versions: Version[] = [];
  listAt(members, 'PolicyVersionList', label, problems).forEach((raw, index) => {
    const id = isMembers(raw) ? textAt(raw, 'VersionId') : undefined;
    if (!isMembers(raw) || id === undefined) {
      problems.push(`${label}: version ${index} left out: it has no VersionId`);
      return;
    }
    const marked = own(raw, 'IsDefaultVersion');
    const isDefault = typeof marked === 'boolean' ? marked : id === defaultId;
    const created = timeAt(raw, 'CreateDate');
    const origin = below(entry.origin, 'PolicyVersionList', index, 'Document');
    const document = readVersion(
      own(raw, 'Document'),
      isDefault,
      { origin, type, resource: ref, label: `${label} version ${oneLine(id)}` },
      problems,
    );
    versions.push({ id, isDefault, ...(created && { created }), ...(document && { document }) });
  });
  if (!versions.some(({ isDefault }) => isDefault))
    problems.push(`${label}: not judged: its default version is missing`);
  return versions;
}

/** Older versions come without a document from some tools; only the default one is missed. */
function readVersion(
  raw: unknown,
  isDefault: boolean,
  site: Parameters<typeof readDocument>[1],
  problems: string[],
): Policy | undefined {
  return raw === undefined && !isDefault ? undefined : readDocument(raw, site, problems);
}

/** What a user, group or role may do: its inline and attached policies. */
export function readPermissions(entry: Entry, inlineList: string, managed: ManagedPolicies, problems: string[]) {
  return {
    inlinePolicies: readInlinePolicies(entry, inlineList, problems),
    attachedPolicies: listAt(entry.members, 'AttachedManagedPolicies', entry.label, problems).flatMap((raw, index) => {
      const attached = managed.attach(raw, entry.ref);
      if (!attached) problems.push(`${entry.label}: attached policy ${index} left out: it has no PolicyArn`);
      return attached ? [attached] : [];
    }),
  };
}

function readInlinePolicies(entry: Entry, list: string, problems: string[]): AccountPolicy[] {
  const { members, ref, label } = entry;
  return listAt(members, list, label, problems).flatMap((raw, index): AccountPolicy[] => {
    const name = isMembers(raw) ? textAt(raw, 'PolicyName') : undefined;
    if (!isMembers(raw) || name === undefined) {
      problems.push(`${label}: inline policy ${index} left out: it has no PolicyName`);
      return [];
    }
    const origin = below(entry.origin, list, index);
    const site = {
      origin: below(origin, 'PolicyDocument'),
      type: 'identity',
      resource: ref,
      inline: name,
      label: `${label}: inline policy ${oneLine(name)}`,
    } as const;
    const document = readDocument(own(raw, 'PolicyDocument'), site, problems);
    return [{ ref, ...origin, kind: 'inline', name, owner: ref, ...(document && { document }), attachedTo: [ref] }];
  });
}

function boundaryArn(principal: Members): string | undefined {
  const boundary = own(principal, 'PermissionsBoundary');
  return isMembers(boundary) ? textAt(boundary, 'PermissionsBoundaryArn') : undefined;
}

/** The permissions boundary. One that cannot be read is still a limit, so it is never dropped without a word. */
export function readBoundary(
  { members, label }: Entry,
  managed: ManagedPolicies,
  problems: string[],
): { boundary?: AttachedPolicy } {
  const raw = own(members, 'PermissionsBoundary');
  if (raw === undefined || raw === null) return {};
  const arn = boundaryArn(members);
  if (arn === undefined) {
    problems.push(`${label}: its permissions boundary is not known: it has no PermissionsBoundaryArn`);
    return { boundary: { name: 'without ARN', arn: '' } };
  }
  return { boundary: toAttached(nameInArn(arn), arn, managed.find(arn)) };
}
