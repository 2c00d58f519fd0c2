/** What a principal can do, in words. */
import type { PrincipalPower, PrincipalUse } from './report.ts';
import { plural } from './summary.ts';

/** Services named in a line. */
const fewServices = 4;

/** `administrator`, `limited`, `no access`; what was not seen may add to it. */
export function describePower({ level, isGated, unknown }: PrincipalPower): string {
  if (level === 'administrator') return isGated ? 'administrator under a condition' : 'administrator';
  if (level === 'limited') return 'limited';
  return unknown.length > 0 ? 'unknown' : 'no access';
}

/** Whether a pattern without a service is among what is allowed: `*:Describe*`, or NotAction. */
export function isWide({ services }: PrincipalPower): boolean {
  return services.includes('*');
}

/** `all of s3, sqs and parts of 3 services`; harmless it is not yet. */
export function describeGrant(power: PrincipalPower): string {
  const { level, whole, services, unknown } = power;
  const seen = unknown.length === 0 ? '' : `, and ${plural(unknown.length, 'policy', 'policies')} not seen`;
  if (level === 'administrator') return 'every action, or as good as every';
  if (level === 'none') return `${unknown.length > 0 ? 'nothing that was seen' : 'nothing'}${seen}`;
  const partly = services.filter((one) => one !== '*' && !whole.includes(one));
  const named = whole.filter((one) => one !== '*');
  return `${[
    ...(isWide(power) ? ['some actions of every service'] : []),
    ...(named.length > 0 ? [`all of ${listFew(named)}`] : []),
    ...(partly.length > 0 ? [`parts of ${listFew(partly)}`] : []),
  ].join(', ')}${seen}`;
}

/** `uses 3 of 8 services`. */
export function describeUse({ used, granted }: PrincipalUse): string {
  return `uses ${used} of ${plural(granted, 'service')}`;
}

function listFew(names: readonly string[]): string {
  if (names.length <= fewServices) return names.join(', ');
  return `${names.slice(0, fewServices).join(', ')} and ${names.length - fewServices} more`;
}
