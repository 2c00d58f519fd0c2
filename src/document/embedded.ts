/** Policy documents that stand as text in a string: plain JSON, or URL-encoded as the IAM API returns them. */

/** The JSON text in a string; undefined when it is neither an object's text nor the URL-encoding of one. */
export function decodeEmbedded(text: string): string | undefined {
  if (/^\s*\{/.test(text)) return text;
  if (!/^(?:\s|%20|%0[9AD])*%7B/i.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
