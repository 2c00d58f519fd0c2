/** How reports name the place of a finding. */
import type { Finding, Location, ResourceRef } from '../finding.ts';
import { harmless } from './harmless.ts';
import type { Report } from './report.ts';

/** Paths may be longer than messages. */
const longestPath = 4096;

/** `AWS::IAM::ManagedPolicy` as `managed policy`. */
export function kindOf(type: string): string {
  const last = type.slice(type.lastIndexOf(':') + 1);
  return last.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** `role deploy`; harmless. */
export function describeResource({ type, name }: ResourceRef): string {
  const kind = harmless(kindOf(type));
  return name === '' || name.toLowerCase() === kind ? kind : `${kind} ${harmless(name)}`;
}

/** `role team/deploy` of the ARN of a user, group, role or policy; anything else stays. Not harmless yet. */
export function shortName(arn: string): string {
  return arn.replace(/^arn:[^:]*:iam::[^:]*:(user|group|role|policy)\//, '$1 ');
}

/** `shortName`, harmless. */
export function harmlessName(arn: string): string {
  return harmless(shortName(arn));
}

/** `policies/a.json:7:19`, without what is not known; undefined without a file; harmless. */
export function describePosition({ file, line, column }: Location): string | undefined {
  if (file === undefined) return undefined;
  const path = harmless(file, longestPath);
  if (line === undefined) return path;
  return `${path}:${line}${column === undefined ? '' : `:${column}`}`;
}

/** A finding about the account rather than about a line of a file. */
export function isAboutAccount({ location, resource }: Finding): boolean {
  return resource !== undefined && location.line === undefined;
}

/** The resource of an account finding, else the position in the file; harmless. */
export function describeWhere(finding: Finding): string {
  const { location, resource } = finding;
  if (resource && isAboutAccount(finding)) return describeResource(resource);
  return describePosition(location) ?? (resource ? describeResource(resource) : 'account');
}

/**
 * A path for formats that cannot do without a file: `account/<account id>/<kind>/<name>`, for example
 * `account/111122223333/role/deploy`. Parts are percent-encoded; `unknown` stands for what is not known.
 */
export function accountPath(account: Report['account'], resource: ResourceRef | undefined): string {
  const kind = resource ? kindOf(resource.type).replaceAll(' ', '-') : 'account';
  return ['account', account?.id ?? 'unknown', kind, resource?.name ?? 'unknown'].map(encodePart).join('/');
}

/** One part of a path, percent-encoded; a part of dots only would be resolved away, and an empty one is no part. */
export function encodePart(part: string): string {
  if (/^\.*$/.test(part)) return part.replaceAll('.', '_') || '_';
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
}
