/** The policy AdministratorAccess among attached ones. */
import type { AttachedPolicy } from './model.ts';

const awsManagedAdministrator = /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/;

/** By name, so that a customer's policy of that name counts: whoever reads the attachment takes it for AWS's. */
export function administratorAttachment(attached: readonly AttachedPolicy[]): AttachedPolicy | undefined {
  return attached.find(({ name }) => name === 'AdministratorAccess');
}

/** AWS's own, in any partition. */
export function isAwsAdministratorAccess({ arn }: AttachedPolicy): boolean {
  return awsManagedAdministrator.test(arn);
}
