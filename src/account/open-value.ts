/** Condition values that hold for strangers too, and so tie a trust to nobody. */
import { parseOperator } from '../policy/condition.ts';
import { isPrivate, parseCidr } from '../policy/ip.ts';
import type { Condition } from '../policy/model.ts';

/** Nothing but wildcards, or such an ARN: `*`, `*:*`, `arn:aws:s3:*:*:*`. */
export function isOpenValue(text: string): boolean {
  return /^[*?:/]*$/.test(text) || /^arn:[^:]*:[^:]*:[*]*:[*]+:[*]+$/.test(text);
}

/** Whether one of the values is open, values being alternatives. */
export function hasOpenValue({ operator, key, values }: Condition): boolean {
  const name = key.text.toLowerCase();
  const { family, base } = parseOperator(operator.text);
  // ArnEquals knows wildcards as ArnLike does; StringEquals does not.
  const isPattern = family === 'arn' || base.endsWith('Like');
  return values.some(
    ({ text }) => isOpenValue(text) || isWideRange(name, text) || (isPattern && isForeign(name, fillVariables(text))),
  );
}

/**
 * What AWS calls a very broad range, private ones aside:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function isWideRange(key: string, text: string): boolean {
  const block = key === 'aws:sourceip' ? parseCidr(text) : undefined;
  return block !== undefined && block.prefix < (block.version === 4 ? 8 : 32) && isPrivate(block) !== 'private';
}

/** What AWS fills in is as good as literal text, except the account of whoever calls. */
function fillVariables(text: string): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => (/^aws:PrincipalAccount\b/i.test(name) ? '*' : 'x'));
}

/** Whether strangers have values that the pattern matches. */
function isForeign(key: string, text: string): boolean {
  if (!/[*?]/.test(text)) return false;
  if (identifiers.has(key)) return true;
  if (arns.has(key)) return !namesAccount(text);
  // Whoever starts a role session names it; the id before the colon is what AWS gave the role.
  if (key === 'aws:userid') return /^[^:]*[*?]/.test(text);
  return paths.has(key) && /^[^/]*[*?]/.test(text);
}

/**
 * Anybody can have a role of any name in an account of their own. Buckets are named without account; there the name counts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function namesAccount(text: string): boolean {
  const [, account, resource = ''] = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):(.*)$/s.exec(text) ?? [];
  if (account === undefined) return /:\d{12}:/.test(text);
  return account === '' ? /[^*?:/]/.test(resource) : !/[*?]/.test(account);
}

const arns: ReadonlySet<string> = new Set(['aws:principalarn', 'aws:sourcearn']);
const paths: ReadonlySet<string> = new Set(['aws:principalorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths']);

/** A part of such an identifier says nothing; the rest is what strangers have. */
const identifiers: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
]);
