/**
 * Kubernetes manifests of the AWS Controllers for Kubernetes (`iam.services.k8s.aws`) and of Crossplane
 * (`iam.aws.upbound.io`, `iam.aws.crossplane.io`), also those inside a composition or a list.
 */
import table from '../../data/manifest-policies.json' with { type: 'json' };
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';
import { literalDuplicates, readCandidate, type DetectOptions, type Found, type FoundPolicies } from '../detect.ts';
import type { JsonDocument } from '../json.ts';
import { fillCandidate, fillManifest } from '../placeholders.ts';
import { isObject, own } from '../policy-type.ts';

type Members = Readonly<Record<string, unknown>>;

interface Manifest {
  /** First label of the API group, and the kind: `iam/Role`. */
  readonly kind: string;
  readonly value: Members;
  readonly path: Path;
}

const kinds: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(Object.entries(table.kinds));

/** The policies of manifests; undefined for a document without any that may hold one. */
export function readManifests(document: JsonDocument, options: DetectOptions): FoundPolicies | undefined {
  if (document.syntaxError) return undefined;
  const manifests = findManifests(document.value, []);
  if (manifests.length === 0) return undefined;
  const found: Found = { policies: [], syntaxErrors: [], duplicates: [], unread: [] };
  for (const manifest of manifests) readManifest(document, manifest, options, found);
  found.duplicates.push(...literalDuplicates(document, found.policies));
  return found;
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

function kindOf(value: Members): string | undefined {
  const [version, kind] = [own(value, 'apiVersion'), own(value, 'kind')];
  if (typeof version !== 'string' || typeof kind !== 'string' || !isObject(own(value, 'spec'))) return undefined;
  const group = /^([a-z0-9]+)\.(?:services\.k8s\.aws|aws\.(?:m\.)?upbound\.io|aws\.crossplane\.io)\//.exec(
    version,
  )?.[1];
  const name = `${group}/${kind}`;
  return group !== undefined && kinds.has(name) ? name : undefined;
}

function readManifest(document: JsonDocument, manifest: Manifest, options: DetectOptions, found: Found): void {
  const { kind, value, path } = manifest;
  const spec = own(value, 'spec');
  const metadata = own(value, 'metadata');
  const name = isObject(metadata) ? own(metadata, 'name') : undefined;
  for (const [steps = '', policyType, resourceType] of kinds.get(kind) ?? []) {
    for (const site of findAt(spec, [...path, 'spec'], steps.split('/'))) {
      const type = policyType === 'organization' ? 'scp' : (policyType as PolicyType);
      const resource = { type: resourceType ?? typeOfKind(kind), name: typeof name === 'string' ? name : kind };
      const candidate = fillCandidate({ ...site, sure: true, type, resourceType, resource }, fillManifest);
      readCandidate(document, candidate, options, found);
    }
  }
}

/** In CloudFormation's words. */
function typeOfKind(kind: string): string {
  if (kind === 'iam/Policy') return 'AWS::IAM::ManagedPolicy';
  return kind.replace('iam/', 'AWS::IAM::').replace('organizations/', 'AWS::Organizations::');
}

/** `*` is each item of a list, `**` each member or item. */
function findAt(
  value: unknown,
  path: Path,
  steps: readonly string[],
): { readonly value: unknown; readonly path: Path }[] {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === 'string' || isObject(value) ? [{ value, path }] : [];
  if (step === '*' || step === '**') {
    if (Array.isArray(value)) return value.flatMap((item, index) => findAt(item, [...path, index], rest));
    if (step === '*' || !isObject(value)) return [];
    return Object.entries(value).flatMap(([name, item]) => findAt(item, [...path, name], rest));
  }
  return isObject(value) && Object.hasOwn(value, step) ? findAt(value[step], [...path, step], rest) : [];
}
