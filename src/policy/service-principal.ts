/**
 * Names of services as principals: `lambda.amazonaws.com`, `logs.eu-west-1.amazonaws.com`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */

/** Longest first where one ends with the other. `amazon.com` is Alexa's. */
const suffixes: readonly string[] = [
  '.amazonaws.com.cn', '.amazonaws.com', '.amazonaws.eu', '.amazon.com', '.c2s.ic.gov', '.sc2s.sgov.gov', '.aws.internal',
]; // prettier-ignore

/** The labels before the suffix; undefined when the text is no service principal. Letter case counts. */
export function parseServicePrincipal(text: string): readonly string[] | undefined {
  if (text.length > 255) return undefined;
  const suffix = suffixes.find((end) => text.endsWith(end));
  if (suffix === undefined) return undefined;
  const labels = text.slice(0, -suffix.length).split('.');
  if (suffix === '.amazon.com' && !text.startsWith('alexa-')) return undefined;
  return labels.every((label) => /^[a-z0-9][a-z0-9-]*$/.test(label)) ? labels : undefined;
}
