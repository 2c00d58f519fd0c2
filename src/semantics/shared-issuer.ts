/**
 * Issuers of tokens that serve every customer of a vendor, so that a token alone tells nothing about whose it is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import table from '../data/oidc-providers.json' with { type: 'json' };

export interface SharedIssuer {
  /** Any of these claims says whose token it is; the first is the usual one. */
  readonly claims: readonly string[];
  /** What every subject of the issuer begins with; the customer's name follows. */
  readonly subjectStart: string | undefined;
}

const issuers: ReadonlyMap<string, SharedIssuer> = new Map(
  table.issuers.map(({ issuer, claims, ...rest }) => [
    issuer,
    { claims, subjectStart: 'subjectStart' in rest ? rest.subjectStart : undefined },
  ]),
);

/** What has to be tested in tokens of the issuer; undefined when it is not known to be shared. GitHub is left out. */
export function sharedIssuer(issuer: string): SharedIssuer | undefined {
  return issuers.get(issuer);
}

/** Whether one issuer serves all customers of its vendor. */
export function isSharedIssuer(issuer: string): boolean {
  return issuers.has(issuer);
}
