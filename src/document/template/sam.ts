/**
 * `Policies` of SAM functions and state machines: statements, managed policies by name or ARN, and SAM's own policy
 * templates, which are not expanded here.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
import type { Path } from '../../policy/place.ts';
import { isUnknownText, showUnknownParts } from '../../policy/unknown.ts';
import { isObject } from '../policy-type.ts';
import { memberOf, type Origins, type Sited } from './resolved.ts';

/** Gives each policy document to `read`, and to `note` what is not judged. */
export function samPolicies(
  site: Sited,
  origins: Origins,
  read: (policy: Sited) => void,
  note: (message: string, at: Path) => void,
): void {
  const { value, path } = site;
  if (Array.isArray(value)) {
    value.forEach((_, index) => {
      const item = memberOf(site, index, origins);
      if (item) samPolicies(item, origins, read, note);
    });
  } else if (isObject(value)) {
    if (Object.hasOwn(value, 'Statement')) read(site);
    else
      for (const name of Object.keys(value))
        note(`the SAM policy template ${name} is not expanded, so not judged.`, path);
  } else if (typeof value === 'string' && isUnknownText(value)) {
    note(`the policies are given by ${showUnknownParts(value)}, which only deployment knows.`, path);
  }
}
