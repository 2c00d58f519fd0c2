/** Credentials never reach an output, also when they stand in a file that is quoted or in a name that is printed. */

/**
 * Stars for all but the last four characters of access key ids
 * (IAM User Guide, "IAM identifiers": AKIA for long-term, ASIA for temporary keys). Keeps the length.
 * Also in the middle of a word, as in a percent-encoded path.
 */
export function maskKeyIds(text: string): string {
  if (!text.includes('AKIA') && !text.includes('ASIA')) return text;
  return text.replace(/(?:AKIA|ASIA)[A-Z0-9]{12,}/g, (id) => '*'.repeat(id.length - 4) + id.slice(-4));
}

/** For quoted source lines: also what looks like a secret access key, 40 characters of base64. Keeps the length. */
export function maskSecrets(line: string): string {
  return maskKeyIds(line).replace(/(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, (word) =>
    /[A-Z]/.test(word) && /[a-z]/.test(word) && /[0-9/+]/.test(word) ? '*'.repeat(word.length) : word,
  );
}
