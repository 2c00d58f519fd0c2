/**
 * Forms of a value under the `AWS` key of a principal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { splitArn } from '../policy/arn.ts';

/** What is wrong with the value; undefined when it is well-formed, or when wildcards and variables let others judge. */
export type AwsPrincipalFault = 'value' | 'service' | 'federated';

/** Judges one value of `"AWS"`. */
export function findAwsPrincipalFault(text: string): AwsPrincipalFault | undefined {
  if (/[*?]|\$\{/.test(text) || /^\d{12}$/.test(text) || isUniqueId(text)) return undefined;
  if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(text)) return 'service';
  const arn = splitArn(text);
  if (!arn || arn.region !== '') return 'value';
  if (arn.service === 'iam' && /^(?:saml|oidc)-provider\//.test(arn.resource)) return 'federated';
  return isPrincipalArn(arn) ? undefined : 'value';
}

/** Whether it is the unique id of a user or role; those that were deleted are shown by it. */
export function isUniqueId(text: string): boolean {
  return /^A(?:IDA|ROA)[A-Z0-9]{12,124}(?::[\w+=,.@-]+)?$/.test(text);
}

interface ArnParts {
  readonly service: string;
  readonly account: string;
  readonly resource: string;
}

/** `cloudfront` stands where origin access identities have their account. */
function isPrincipalArn({ service, account, resource }: ArnParts): boolean {
  if (account === 'cloudfront') return service === 'iam' && resource.startsWith('user/');
  if (!/^\d{12}$/.test(account)) return false;
  if (service === 'iam') return /^(?:root$|(?:user|role)\/[^/])/.test(resource);
  return service === 'sts' && /^(?:assumed-role\/[^/]+\/[^/]+$|federated-user\/.)/.test(resource);
}
