/**
 * `aws:SourceAccount` is the account of `aws:SourceArn` where that ARN names one: a request with two accounts is not known
 * to exist. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
import type { Witness } from './witness.ts';

/** The request itself, or where its two accounts differ, the same with either account in both keys. */
export function withOneAccount(witness: Witness): readonly Witness[] {
  const arn = find(witness, 'aws:sourcearn');
  const account = find(witness, 'aws:sourceaccount');
  if (arn === undefined || account === undefined) return [witness];
  const match = /^(arn:[^:]*:[^:]*:[^:]*:)([^:]+)(:[^]*)$/.exec(arn.value);
  if (match === null || match[2] === account.value) return [witness];
  const [, start = '', named = '', end = ''] = match;
  return [replace(witness, account.name, named), replace(witness, arn.name, `${start}${account.value}${end}`)];
}

function find({ context }: Witness, key: string): { readonly name: string; readonly value: string } | undefined {
  for (const [name, value] of Object.entries(context)) {
    if (name.toLowerCase() === key && typeof value === 'string') return { name, value };
  }
  return undefined;
}

function replace(witness: Witness, name: string, value: string): Witness {
  return { ...witness, context: { ...witness.context, [name]: value } };
}
