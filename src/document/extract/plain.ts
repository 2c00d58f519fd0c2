/**
 * Policies in plain JSON: bare, or wrapped as the AWS CLI prints them and takes them in.
 * https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html and its neighbours
 */
import type { ResourceRef } from '../../finding.ts';
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';
import { isObject, looksLikePolicy, own } from '../policy-type.ts';
import type { Candidate } from './candidate.ts';
import { organizationCandidate, resourceCandidate } from './resource-wrapping.ts';

type Members = Readonly<Record<string, unknown>>;
/** Whose policies are being read: the nearest user, group, role or managed policy around them. */
type Owner = ResourceRef | undefined;

/** Members whose objects, or lists of objects, may hold wrapped policies. */
const containers = [
  'UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies', 'UserPolicyList', 'GroupPolicyList', 'RolePolicyList',
  'Roles', 'Role', 'PolicyVersion', 'Policy', 'ResourcePolicy', 'Attributes', 'VpcEndpoints',
  // A snapshot of an account.
  'authorizationDetails', 'organization',
]; // prettier-ignore

/** Every policy of a document's value, in the order of the document. */
export function findCandidates(value: unknown, path: Path = [], owner?: Owner): Candidate[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => findCandidates(item, [...path, index], owner));
  }
  if (!isObject(value)) return [];
  if (looksLikePolicy(value)) return [{ path, value, sure: true, resource: owner }];
  const here = ownerOf(value, owner);
  if (here?.arn !== undefined && isAwsManaged(here.arn)) return [];
  return Object.keys(value).flatMap((name) => memberCandidates(value, name, path, here));
}

function memberCandidates(parent: Members, name: string, base: Path, owner: Owner): Candidate[] {
  const value = own(parent, name);
  const path = [...base, name];
  const sure = (type: PolicyType | undefined): Candidate[] =>
    isDocument(value) ? [{ path, value, sure: true, type, resource: owner }] : [];
  const other = organizationCandidate(parent, name, path) ?? resourceCandidate(parent, name, path);
  if (other) return [other];
  if (name === 'PolicyDocument') return sure(owner && 'identity');
  if (name === 'AssumeRolePolicyDocument') return sure('trust');
  if (name === 'Document' && (base.at(-1) === 'PolicyVersion' || Object.hasOwn(parent, 'VersionId')))
    return sure('identity');
  if (name === 'PolicyVersionList') return defaultVersion(parent, value, path, owner);
  if ((name === 'scp' || name === 'rcp') && base.at(-1) === 'organization') {
    return findCandidates(value, path).map((candidate) => ({ ...candidate, type: name }));
  }
  return containers.includes(name) ? findCandidates(value, path, owner) : [];
}

/** Old versions of a managed policy grant nothing; without any mark of the default one, all are read. */
function defaultVersion(policy: Members, list: unknown, path: Path, owner: Owner): Candidate[] {
  if (!Array.isArray(list)) return [];
  const versions = list.map((value: unknown, index) => ({ value, path: [...path, index] }));
  const id = own(policy, 'DefaultVersionId');
  const isDefault = (version: unknown): boolean =>
    isObject(version) &&
    (own(version, 'IsDefaultVersion') === true || (id !== undefined && own(version, 'VersionId') === id));
  const chosen = versions.filter(({ value }) => isDefault(value));
  return (chosen.length > 0 ? chosen : versions).flatMap(({ value, path: at }) => findCandidates(value, at, owner));
}

/** A document as object or text; not absent, not a reference to a file, not a template function to be filled in. */
function isDocument(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && !/^fileb?:\/\//.test(value);
  if (!isObject(value)) return value !== undefined && value !== null;
  const [only, ...others] = Object.keys(value);
  return others.length > 0 || only === undefined || !/^(?:Ref|Fn::\w+)$/.test(only);
}

const owners = [
  ['UserName', 'AWS::IAM::User'],
  ['GroupName', 'AWS::IAM::Group'],
  ['RoleName', 'AWS::IAM::Role'],
] as const;

function ownerOf(value: Members, around: Owner): Owner {
  const arn = text(value, 'Arn');
  for (const [member, type] of owners) {
    const name = text(value, member);
    if (name !== undefined) return { type, name, ...(arn !== undefined && { arn }) };
  }
  // An inline policy in a list has a PolicyName too, but belongs to the principal around it.
  const isManaged = arn !== undefined || around === undefined;
  const name = text(value, 'PolicyName');
  if (name === undefined || !isManaged) return around;
  return { type: 'AWS::IAM::ManagedPolicy', name, ...(arn !== undefined && { arn }) };
}

function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]*:iam::aws:policy\//.test(arn);
}

function text(value: Members, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === 'string' ? found : undefined;
}
