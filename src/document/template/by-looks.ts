/** Policies in properties of types that the table does not list: custom resources, types newer than the table. */
import { isObject, own } from '../policy-type.ts';
import { memberOf, type Origins, type Sited } from './resolved.ts';

/** The depth is the document's, which is bounded. */
export function findByLooks(site: Sited, origins: Origins): readonly Sited[] {
  const { value } = site;
  if (typeof value !== 'object' || value === null) return [];
  if (isPolicyByLooks(value)) return [site];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return steps.flatMap((step) => {
    const member = memberOf(site, step, origins);
    return member ? findByLooks(member, origins) : [];
  });
}

/** An object with a statement that has an Effect. */
export function isPolicyByLooks(value: unknown): boolean {
  return isObject(value) && hasStatement(own(value, 'Statement'));
}

function hasStatement(value: unknown): boolean {
  const statements = Array.isArray(value) ? (value as unknown[]) : [value];
  return statements.some((one) => isObject(one) && Object.hasOwn(one, 'Effect'));
}
