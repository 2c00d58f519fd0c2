/** Resource policies and organization policies as the AWS CLI prints them: text in a member beside what they belong to. */
import type { ResourceRef } from '../../finding.ts';
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';
import { isObject, own } from '../policy-type.ts';
import type { Candidate } from './candidate.ts';

type Members = Readonly<Record<string, unknown>>;

/** Member with the policy; member beside it that names the resource; the resource's type. The first that fits counts. */
const wrappings: readonly (readonly [member: string, beside?: string, resourceType?: string])[] = [
  // s3api put-bucket-policy; what get-bucket-policy prints does not name the bucket.
  ['Policy', 'Bucket', 'AWS::S3::Bucket'],
  // sqs get-queue-attributes, sns get-topic-attributes
  ['Policy', 'QueueArn', 'AWS::SQS::Queue'],
  ['Policy', 'TopicArn', 'AWS::SNS::Topic'],
  // kms put-key-policy; get-key-policy names only the policy, which is always called "default".
  ['Policy', 'KeyId', 'AWS::KMS::Key'],
  ['Policy', 'PolicyName', 'AWS::KMS::Key'],
  ['Policy', 'FileSystemId', 'AWS::EFS::FileSystem'],
  ['Policy', 'BackupVaultArn', 'AWS::Backup::BackupVault'],
  ['Policy'],
  ['ResourcePolicy', 'ARN', 'AWS::SecretsManager::Secret'],
  ['ResourcePolicy', 'SecretId', 'AWS::SecretsManager::Secret'],
  ['policyText', 'repositoryName', 'AWS::ECR::Repository'],
  ['PolicyDocument', 'VpcEndpointId', 'AWS::EC2::VPCEndpoint'],
];

/** The resource policy that `parent` holds as text under `name`. */
export function resourceCandidate(parent: Members, name: string, path: Path): Candidate | undefined {
  const value = own(parent, name);
  if (typeof value !== 'string') return undefined;
  const fitting = wrappings.find(
    ([member, beside]) => member === name && (beside === undefined || Object.hasOwn(parent, beside)),
  );
  if (fitting === undefined) return undefined;
  const [, beside, resourceType] = fitting;
  const resource =
    beside === undefined || resourceType === undefined ? undefined : refOf(own(parent, beside), resourceType);
  return { path, value, sure: false, type: 'resource', resourceType, resource };
}

function refOf(name: unknown, type: string): ResourceRef | undefined {
  if (typeof name !== 'string' || (type === 'AWS::KMS::Key' && name === 'default')) return undefined;
  return name.startsWith('arn:') ? { type, name: name.slice(name.lastIndexOf(':') + 1), arn: name } : { type, name };
}

const organizationTypes: ReadonlyMap<unknown, PolicyType> = new Map([
  ['SERVICE_CONTROL_POLICY', 'scp'],
  ['RESOURCE_CONTROL_POLICY', 'rcp'],
]);

/**
 * The policy in `Content`, as `organizations describe-policy` and `describe-resource-policy` print it and `create-policy`
 * takes it. Tag, backup and other policies of an organization are no IAM policies.
 */
export function organizationCandidate(parent: Members, name: string, path: Path): Candidate | undefined {
  if (name !== 'Content') return undefined;
  const value = own(parent, name);
  const summary = [own(parent, 'PolicySummary'), own(parent, 'ResourcePolicySummary'), parent].find(isObject) ?? parent;
  const type = Object.hasOwn(parent, 'ResourcePolicySummary')
    ? 'resource'
    : organizationTypes.get(own(summary, 'Type'));
  if (type === undefined || (typeof value !== 'string' && !isObject(value))) return undefined;
  const [policyName, arn] = [own(summary, 'Name'), own(summary, 'Arn')];
  const kind = type === 'resource' ? 'AWS::Organizations::ResourcePolicy' : 'AWS::Organizations::Policy';
  const resource =
    typeof policyName === 'string'
      ? { type: kind, name: policyName, ...(typeof arn === 'string' && { arn }) }
      : undefined;
  return { path, value, sure: true, type, resource };
}
