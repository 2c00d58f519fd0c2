/**
 * Subjects of GitHub Actions tokens: `repo:<organization>/<repository>:<branch, tag, environment or event>`.
 * https://docs.github.com/en/actions/reference/security/oidc
 */

/** What a pattern for subjects leaves open; undefined when nothing, or when the subject has a form of its own. */
export function githubSubjectGap(pattern: string): 'anyone' | 'repository' | 'branch' | undefined {
  if (pattern.includes('${')) return undefined;
  if (/^[*?]/.test(pattern) || /^repo[:*?]*[*?]/.test(pattern)) return 'anyone';
  if (!pattern.startsWith('repo:')) return undefined;
  const rest = pattern.slice('repo:'.length);
  const slash = rest.indexOf('/');
  if (slash < 0) return /[*?]/.test(rest) ? 'anyone' : undefined;
  if (/[*?]/.test(rest.slice(0, slash))) return 'anyone';
  const colon = rest.indexOf(':', slash);
  const repository = rest.slice(slash + 1, colon < 0 ? undefined : colon);
  if (/[*?]/.test(repository)) return 'repository';
  return colon >= 0 && isAnyRef(rest.slice(colon + 1)) ? 'branch' : undefined;
}

/** `*`, `ref:*`, `ref:refs/heads/*`: nothing but a wildcard after the words that every branch has. */
function isAnyRef(text: string): boolean {
  const wildcard = text.search(/[*?]/);
  return wildcard >= 0 && 'ref:refs/heads/'.startsWith(text.slice(0, wildcard)) && /^\*+$/.test(text.slice(wildcard));
}
