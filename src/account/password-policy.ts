/** What the account's password policy demands, held against what a rule wants. No policy at all is password-policy-missing. */
import type { Account, PasswordPolicy } from './model.ts';

type Skip = (reason: string) => void;

type Flag = 'requireUppercaseCharacters' | 'requireLowercaseCharacters' | 'requireSymbols' | 'requireNumbers';

const flags: Readonly<Record<Flag, string>> = {
  requireUppercaseCharacters: 'an uppercase letter',
  requireLowercaseCharacters: 'a lowercase letter',
  requireSymbols: 'a symbol',
  requireNumbers: 'a number',
};

/** True when the policy is there and does not demand it. A policy without the member is said as skipped. */
export function lacksFlag({ passwordPolicy }: Account, flag: Flag, skip: Skip): boolean {
  if (!passwordPolicy) return false;
  if (passwordPolicy[flag] === undefined) skip(`the password policy does not tell ${flag}`);
  return passwordPolicy[flag] === false;
}

export interface Demands {
  readonly flags: readonly Flag[];
  readonly length: number;
  /** 0: not demanded. */
  readonly reuse: number;
  /** 0: not demanded. */
  readonly maxAge: number;
}

/** In words, what of the demands the policy does not meet; all of them when the account has none. */
export function unmetDemands(policy: PasswordPolicy | null, demands: Demands): readonly string[] {
  const { minimumPasswordLength = 0, passwordReusePrevention = 0 } = policy ?? {};
  const age = passwordAgeOf(policy);
  const unmet = demands.flags.filter((flag) => policy?.[flag] !== true).map((flag) => flags[flag]);
  if (minimumPasswordLength < demands.length) unmet.push(`at least ${demands.length} characters`);
  if (passwordReusePrevention < demands.reuse) unmet.push(`no reuse of the last ${demands.reuse} passwords`);
  if (demands.maxAge > 0 && (age === undefined || age > demands.maxAge)) {
    unmet.push(`expiry after at most ${demands.maxAge} days`);
  }
  return unmet;
}

/** Days until a password expires; undefined when it never does. AWS leaves MaxPasswordAge out, or prints 0, for never. */
export function passwordAgeOf(policy: PasswordPolicy | null): number | undefined {
  const age = policy?.expirePasswords === false ? 0 : (policy?.maxPasswordAge ?? 0);
  return age > 0 ? age : undefined;
}
