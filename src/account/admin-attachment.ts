/** The policy AdministratorAccess among attached ones. */
import type { Catalog } from '../catalog/catalog.ts';
import { reachOf } from '../semantics/grants.ts';
import { statementsOf } from './effective.ts';
import type { AttachedPolicy } from './model.ts';

const awsManagedAdministrator = /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/;

/** AWS's own, or a customer's of that name that allows as much; of one without a document that is not known, and said. */
export function administratorAttachment(
  attached: readonly AttachedPolicy[],
  catalog: Catalog,
  skip: (reason: string) => void,
): AttachedPolicy | undefined {
  return attached.find((one) => {
    if (isAwsAdministratorAccess(one)) return true;
    if (one.name !== 'AdministratorAccess') return false;
    const statements = statementsOf(one);
    if (!statements) skip(`the policy ${one.arn} is not in the snapshot`);
    return statements !== undefined && reachOf(statements, catalog).level !== 'less';
  });
}

/** AWS's own, in any partition. */
export function isAwsAdministratorAccess({ arn }: AttachedPolicy): boolean {
  return awsManagedAdministrator.test(arn);
}
