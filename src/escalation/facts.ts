/** What is known about the request by which an attacker takes a step: conditions on these keys are decided. */
import type { EscalationPath, PathStep } from './path.ts';
import type { Home } from './targets.ts';

export type RequestFacts = Readonly<Record<string, string | readonly string[]>>;

/**
 * The requests by which the attacker can take the step; any of them will do. Keys that are not among the facts stay open.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function requestsOf(path: EscalationPath, step: PathStep, home: Home): readonly RequestFacts[] {
  const caller = callerFacts(path);
  if (step.passedToService !== undefined) {
    const services = step.passedToService.flatMap((name) => servicesNamed(name, home));
    return services.map((service) => ({ ...caller, 'iam:PassedToService': service }));
  }
  // Whoever can choose the permissions of a principal without a boundary is an administrator.
  const target = path.gains === 'anything' ? { ...caller, 'iam:PermissionsBoundary': [] } : caller;
  if (/^iam:Put\w+PermissionsBoundary$/.test(step.action))
    return strongPolicies(home).map((arn) => ({ ...caller, 'iam:PermissionsBoundary': arn }));
  if (!/^iam:Attach\w+Policy$/.test(step.action)) return [target];
  return strongPolicies(home).map((arn) => ({ ...target, 'iam:PolicyARN': arn }));
}

function callerFacts({ needs }: EscalationPath): RequestFacts {
  const type = needs.find(({ kind }) => kind === 'caller-is')?.value;
  const facts = { 'aws:PrincipalIsAWSService': 'false' };
  if (type === undefined) return facts;
  return { ...facts, 'aws:PrincipalType': type === 'user' ? 'User' : 'AssumedRole' };
}

/** In China some services have names of their own. */
function servicesNamed(name: string, { partition }: Home): readonly string[] {
  return partition === 'aws-cn' || partition === '*' ? [name, `${name}.cn`] : [name];
}

/** Managed policies worth attaching, or having as a boundary: two of AWS with which one can do anything, and any of the customer's. */
function strongPolicies({ partition, account }: Home): readonly string[] {
  const area = partition === '*' ? 'aws' : partition;
  const owner = account === '*' ? '111122223333' : account;
  return [
    `arn:${area}:iam::aws:policy/AdministratorAccess`,
    `arn:${area}:iam::aws:policy/IAMFullAccess`,
    `arn:${area}:iam::${owner}:policy/any-policy-of-the-customer`,
  ];
}
