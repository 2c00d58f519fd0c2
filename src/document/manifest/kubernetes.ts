/**
 * Kubernetes manifests of the AWS Controllers for Kubernetes (`iam.services.k8s.aws`), of Crossplane
 * (`iam.aws.upbound.io`, `iam.aws.crossplane.io`) and of eksctl, also those inside a composition or a list. What the table
 * does not list is found by its looks.
 */
import table from '../../data/manifest-policies.json' with { type: 'json' };
import type { ResourceRef } from '../../finding.ts';
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';
import type { Attachment } from '../../rule.ts';
import { literalDuplicates, readCandidate, type DetectOptions, type Found, type FoundPolicies } from '../detect.ts';
import type { Candidate } from '../extract/candidate.ts';
import { findByLooks } from '../extract/by-looks.ts';
import type { JsonDocument } from '../json.ts';
import { fillCandidate, fillManifest } from '../placeholders.ts';
import { isObject, own } from '../policy-type.ts';
import { withKnownPartition } from '../template/attachments.ts';
import { fromCrossplaneForm, isCrossplaneForm } from './crossplane-form.ts';

type Members = Readonly<Record<string, unknown>>;

interface Manifest {
  /** First label of the API group, and the kind: `iam/Role`. */
  readonly kind: string;
  readonly value: Members;
  readonly path: Path;
}

interface Site {
  readonly value: unknown;
  readonly path: Path;
}

/** What a property holds, and for whom. */
interface Property {
  readonly steps: readonly string[];
  readonly type?: PolicyType;
  readonly resourceType?: string | undefined;
}

const eksctl = 'eksctl/ClusterConfig';
const policies: ReadonlyMap<string, readonly Property[]> = new Map([
  ...Object.entries(table.kinds).map(([kind, rows]) => [kind, rows.map(propertyOf)] as const),
  [eksctl, table.eksctl.policies.map((steps): Property => ({ steps: steps.split('/'), type: 'identity' }))],
]);
const attachments: ReadonlyMap<string, readonly Property[]> = new Map([
  ...Object.entries(table.attachments).map(
    ([kind, rows]) => [kind, rows.map((steps) => ({ steps: ['spec', ...steps.split('/')] }))] as const,
  ),
  [eksctl, table.eksctl.attachments.map((steps) => ({ steps: steps.split('/') }))],
]);

function propertyOf([steps = '', policyType, resourceType]: readonly string[]): Property {
  const type = policyType === 'organization' ? 'scp' : (policyType as PolicyType);
  return { steps: ['spec', ...steps.split('/')], type, resourceType };
}

/** The policies of manifests; undefined for a document without any that may hold one. */
export function readManifests(document: JsonDocument, options: DetectOptions): FoundPolicies | undefined {
  if (document.syntaxError) return undefined;
  const manifests = findManifests(document.value, []);
  if (manifests.length === 0 && !isKubernetes(document.value)) return undefined;
  const found: Found = { policies: [], syntaxErrors: [], duplicates: [], unread: [] };
  const listed = manifests.flatMap(listedCandidates);
  const candidates = [...listed, ...otherCandidates(document.value, manifests, listed)];
  if (manifests.length + candidates.length === 0) return undefined;
  for (const candidate of candidates) readManifest(document, candidate, options, found);
  found.duplicates.push(...literalDuplicates(document, found.policies));
  return { ...found, attachments: manifests.flatMap((manifest) => attachmentsOf(document, manifest)) };
}

/** A manifest of any group, or a stream of some. */
function isKubernetes(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => !Array.isArray(one) && isKubernetes(one));
  return isObject(value) && typeof own(value, 'apiVersion') === 'string' && typeof own(value, 'kind') === 'string';
}

/** The depth is the document's, which is bounded. */
function findManifests(value: unknown, path: Path): Manifest[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => findManifests(item, [...path, index]));
  if (!isObject(value)) return [];
  const kind = kindOf(value);
  if (kind !== undefined) return [{ kind, value, path }];
  const mayHold = typeof own(value, 'apiVersion') === 'string' || path.length > 0;
  return mayHold ? Object.entries(value).flatMap(([name, item]) => findManifests(item, [...path, name])) : [];
}

const groups = /^([a-z0-9-]+)\.(?:services\.k8s\.aws|aws\.(?:m\.)?upbound\.io|aws\.(?:m\.)?crossplane\.io)\//;

function kindOf(value: Members): string | undefined {
  const [version, kind] = [own(value, 'apiVersion'), own(value, 'kind')];
  if (typeof version !== 'string' || typeof kind !== 'string') return undefined;
  if (version.startsWith('eksctl.io/')) return `eksctl/${kind}`;
  const group = isObject(own(value, 'spec')) ? groups.exec(version)?.[1] : undefined;
  return group === undefined ? undefined : `${group}/${kind}`;
}

function listedCandidates({ kind, value, path }: Manifest): Candidate[] {
  return (policies.get(kind) ?? []).flatMap(({ steps, type, resourceType }) =>
    findAt(value, path, steps).map((site) => {
      const resource = {
        type: resourceType ?? typeOfKind(kind),
        name: nameOf(value, kind, site.path.slice(path.length)),
      };
      return { ...site, sure: true, type, resourceType, resource };
    }),
  );
}

/** Policies where the table lists none. */
function otherCandidates(value: unknown, manifests: readonly Manifest[], listed: readonly Candidate[]): Candidate[] {
  return findByLooks(value, listed, fillManifest).map((candidate) => {
    const around = manifests.find(({ path }) => path.every((step, index) => step === candidate.path[index]));
    return around ? { ...candidate, resource: refOf(around, candidate.path) } : candidate;
  });
}

function readManifest(document: JsonDocument, candidate: Candidate, options: DetectOptions, found: Found): void {
  const filled = fillCandidate(candidate, fillManifest);
  const isForeign = isCrossplaneForm(candidate.value);
  const known = isForeign ? fromCrossplaneForm({ ...candidate, value: filled.value }) : filled;
  if (known) {
    readCandidate(document, known, options, found);
    return;
  }
  const message = `${candidate.resource?.name ?? ''}: the policy has members that the form of its Crossplane provider does not have, so it was not judged.`;
  found.unread.push({ message, location: document.locate(candidate.path) });
}

function attachmentsOf(document: JsonDocument, manifest: Manifest): Attachment[] {
  const { kind, value, path } = manifest;
  return (attachments.get(kind) ?? []).flatMap(({ steps }) =>
    findAt(value, path, steps).flatMap((site): Attachment[] => {
      if (typeof site.value !== 'string') return [];
      const policyArn = withKnownPartition(fillManifest(site.value));
      return [{ policyArn, ref: refOf(manifest, site.path), location: document.locate(site.path) }];
    }),
  );
}

function refOf({ kind, value, path }: Manifest, at: Path): ResourceRef {
  return { type: typeOfKind(kind), name: nameOf(value, kind, at.slice(path.length)) };
}

/** In CloudFormation's words, where they are known. */
function typeOfKind(kind: string): string {
  if (kind === 'iam/Policy') return 'AWS::IAM::ManagedPolicy';
  if (kind === eksctl || kind === 'iam/RolePolicyAttachment') return 'AWS::IAM::Role';
  return kind.replace('iam/', 'AWS::IAM::').replace('organizations/', 'AWS::Organizations::');
}

/** The name in the metadata; of eksctl that of the account or node group, since a cluster has many. */
function nameOf(value: Members, kind: string, below: Path): string {
  let name = ownName(value);
  let part: unknown = value;
  for (const step of kind === eksctl ? below : []) {
    part =
      typeof part === 'object' && part !== null
        ? (part as Readonly<Record<string | number, unknown>>)[step]
        : undefined;
    if (isObject(part)) name = ownName(part) ?? name;
  }
  return name ?? kind.replace(/^.*\//, '');
}

function ownName(value: Members): string | undefined {
  const metadata = own(value, 'metadata');
  const name = isObject(metadata) ? own(metadata, 'name') : (own(value, 'name') ?? own(value, 'serviceAccountName'));
  return typeof name === 'string' ? name : undefined;
}

/** `*` is each item of a list, `**` each member or item. */
function findAt(value: unknown, path: Path, steps: readonly string[]): Site[] {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === 'string' || isObject(value) ? [{ value, path }] : [];
  if (step === '*' || step === '**') {
    if (Array.isArray(value)) return value.flatMap((item, index) => findAt(item, [...path, index], rest));
    if (step === '*' || !isObject(value)) return [];
    return Object.entries(value).flatMap(([name, item]) => findAt(item, [...path, name], rest));
  }
  return isObject(value) && Object.hasOwn(value, step) ? findAt(value[step], [...path, step], rest) : [];
}
