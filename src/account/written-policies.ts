/** The policies of an account that the customer wrote and that grant something. */
import type { Statement } from '../policy/model.ts';
import { belongsToAws } from './effective.ts';
import type { AccountPolicy } from './model.ts';

/** Sound Allow or Deny statements of a policy; none for what AWS wrote and for permissions boundaries. */
export function writtenStatements(policy: AccountPolicy, effect: 'Allow' | 'Deny'): readonly Statement[] {
  if (policy.kind === 'aws-managed' || belongsToAws(policy) || policy.document?.type === 'boundary') return [];
  const isAllow = effect === 'Allow';
  return (policy.document?.statements ?? []).filter((one) => one.isAllow === isAllow && !one.isDamaged);
}
