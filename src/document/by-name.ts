/** What a policy is by the name that its author gave to the place where it stands, as far as its content leaves that open. */
import type { PolicyType } from '../policy/model.ts';

export interface Named {
  readonly type: PolicyType;
  readonly resourceType?: string;
}

/** Limits read like policies that grant: `permissions_boundary`, `scp_policy`, `s3_endpoint_policy`. */
export function typeByName(name: string, detected: PolicyType): Named {
  if (detected === 'identity' && /boundar(?:y|ies)/i.test(name)) return { type: 'boundary' };
  if (detected === 'identity' && /(?:^|[^a-z])scps?(?![a-z])|service_?control/i.test(name)) return { type: 'scp' };
  if (detected === 'resource' && /(?:^|[^a-z])rcps?(?![a-z])|resource_?control/i.test(name)) return { type: 'rcp' };
  if (detected === 'resource' && /vpc_?endpoint|(?:^|[^a-z])vpce|endpoint_?polic/i.test(name))
    return { type: 'resource', resourceType: 'AWS::EC2::VPCEndpoint' };
  return { type: detected };
}
