/** Actions and resources that read well in a witness. Nothing is decided by them. */
import { anyMany, anyOne, manyInPart } from '../../policy/glob.ts';
import { isVariable, type Glob } from '../glob.ts';

export const commonActions: readonly string[] = [
  's3:GetObject',
  's3:PutObject',
  'ec2:DescribeInstances',
  'ec2:RunInstances',
  'iam:GetUser',
  'iam:CreateUser',
  'lambda:InvokeFunction',
  'dynamodb:GetItem',
  'sqs:SendMessage',
  'sts:AssumeRole',
  'kms:Decrypt',
];

/** The first stands for any. */
export const commonResources: readonly string[] = [
  'arn:aws:s3:::example-bucket/example',
  'arn:aws:s3:::example-bucket',
  'arn:aws:sqs:us-east-1:123456789012:example',
  'arn:aws:dynamodb:us-east-1:123456789012:table/example',
  'arn:aws:iam::123456789012:user/example',
  '*',
];

const [anyResource = ''] = commonResources;

/** A resource of the action's own service in place of one that stands for any, for people. */
export function fittingResource(action: string, resource: string): string {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  if (resource !== anyResource || !/^[a-z0-9-]+$/.test(service) || service === 's3') return resource;
  const known = commonResources.find((text) => text.startsWith(`arn:aws:${service}:`));
  return known ?? `arn:aws:${service}:us-east-1:123456789012:example`;
}

/** The pattern's text when it has no wildcard. */
export function literalOf(glob: Glob): readonly string[] {
  return glob.shape === 'literal' ? [glob.text] : [];
}

/** What usually stands in the parts of an ARN. */
const usual = ['arn', 'aws', 's3', 'us-east-1', '123456789012', 'example'];

/** A text of the pattern with ordinary words for the wildcards. */
export function exampleOf(glob: Glob): string {
  let part = 0;
  let text = '';
  for (const token of glob.tokens) {
    if (isVariable(token)) text += 'example';
    else if (token === manyInPart) text += text.endsWith(':') || text === '' ? (usual[part] ?? '') : '';
    else if (token === anyMany) text += /[:/]$/.test(text) ? 'example' : '';
    else if (token < 0) text += token === anyOne ? 'x' : '1';
    else {
      if (token === 58) part++;
      text += String.fromCodePoint(token);
    }
  }
  return text === '' ? anyResource : text;
}
