/**
 * Elements that may turn out not to be there: the value of an attribute that is not known may be null, and a `dynamic` block
 * may stand for no block at all. https://developer.hashicorp.com/terraform/language/expressions/types#null
 */
import type { PolicyType } from '../../policy/model.ts';
import type { Member, UnknownValue, Value } from './value.ts';

/** An element and its opposite. Of two that may be left out one is there, and nobody knows which. */
export function pairOf(element: Member | undefined, opposite: Member | undefined): readonly Member[] {
  if (!element || !opposite) return [element ?? opposite].filter((one) => one !== undefined);
  if (!element.isOptional && !opposite.isOptional) return [element, opposite];
  if (!element.isOptional || !opposite.isOptional) return [element.isOptional ? opposite : element];
  return [{ ...element, value: someOf(element.value) }];
}

/** The value stands for what cannot be told. */
function someOf(value: Value): UnknownValue {
  if (value.kind === 'unknown') return value;
  const below =
    value.kind === 'list' ? value.items : value.kind === 'object' ? value.members.map((one) => one.value) : [];
  const known = below.map((one) => (one.kind === 'list' ? one.items[0] : one)).find((one) => one?.kind === 'unknown');
  return known?.kind === 'unknown'
    ? { ...known, at: value.at }
    : { kind: 'unknown', expression: 'dynamic', at: value.at };
}

/** Whether a list of texts may be null or empty. */
export function mayBeAbsent(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind !== 'list') return false;
  return value.mayBeEmpty === true || value.items.every(({ kind }) => kind === 'unknown');
}

const principals = ['Principal', 'NotPrincipal'];
const identity = new Set<PolicyType>(['identity', 'boundary', 'scp']);

/** The policy without what may be left out and a policy of this type cannot have. */
export function withoutForeign(policy: Value, type: PolicyType | undefined): Value {
  const foreign = type === 'trust' ? ['Resource', 'NotResource'] : type && identity.has(type) ? principals : [];
  if (policy.kind !== 'object' || foreign.length === 0) return policy;
  const strip = (statement: Value): Value => {
    if (statement.kind !== 'object') return statement;
    const members = statement.members.filter((one) => !one.isOptional || !foreign.includes(one.name));
    return members.length === statement.members.length ? statement : { ...statement, members };
  };
  const members = policy.members.map((member) => {
    const { name, value } = member;
    if (name !== 'Statement') return member;
    return { ...member, value: value.kind === 'list' ? { ...value, items: value.items.map(strip) } : strip(value) };
  });
  return { ...policy, members };
}
