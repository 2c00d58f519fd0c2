/** Tags that people set. */

export type TagGap = { readonly message: 'untagged' | 'incomplete'; readonly keys: readonly string[] };

/** What is wrong with the tags: none at all, or required keys absent. Keys that begin with `aws:` are set by AWS itself. */
export function tagGap(tags: Readonly<Record<string, string>>, required: readonly string[]): TagGap | undefined {
  const own = Object.keys(tags).filter((key) => !key.toLowerCase().startsWith('aws:'));
  const keys = required.filter((key) => !own.includes(key));
  if (own.length === 0) return { message: 'untagged', keys };
  return keys.length > 0 ? { message: 'incomplete', keys } : undefined;
}
