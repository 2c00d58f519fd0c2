/** A role that a template makes, as an account would have it. */
import type { Policy } from '../policy/model.ts';
import { showUnknownParts } from '../policy/unknown.ts';
import type { PolicyHolder, Spot } from '../rule.ts';
import type { AccountPolicy, AttachedPolicy, Role } from './model.ts';

/** `formOf` gives the form of a policy in which all is known. The role itself stands where the template says so. */
export function roleOf(holder: PolicyHolder, formOf: (policy: Policy) => Policy): Role & Spot {
  const { ref, location, trust, policies, boundary, isBoundaryUnknown, attached } = holder;
  const limit = boundary ? { document: formOf(boundary) } : {};
  return {
    ref,
    location,
    name: ref.name,
    arn: ref.name,
    path: '/',
    ...(trust && { trust: formOf(trust) }),
    inlinePolicies: policies.map((policy) => inlineOf(policy, formOf(policy), holder)),
    attachedPolicies: attached.map((arn): AttachedPolicy => ({ name: nameOf(arn), arn })),
    ...((boundary !== undefined || isBoundaryUnknown) && {
      boundary: {
        name: 'its permissions boundary',
        arn: '',
        ...(boundary && { policy: { ...inlineOf(boundary, boundary, holder), ...limit } }),
      },
    }),
    tags: {},
    lastUsedKnown: false,
    isServiceLinked: false,
    isReserved: false,
  };
}

function inlineOf({ source }: Policy, document: Policy, { ref }: PolicyHolder): AccountPolicy {
  const name = source.resource?.name ?? ref.name;
  return { ref: source.resource ?? ref, kind: 'inline', name, owner: ref, document, attachedTo: [] };
}

function nameOf(arn: string): string {
  return showUnknownParts(arn).replace(/^.*\//, '');
}
