/**
 * Parts of a string that a template or a plan leaves open until it is deployed. Such a part stays in the text between two
 * private characters, so that two uses of one expression are the same text and two expressions are not.
 */

const open = '\uE000';
const close = '\uE001';

/** The text for a part whose value is not known; `expression` names it for people, e.g. `BucketName`. */
export function unknownPart(expression: string): string {
  return open + expression.replaceAll(open, '').replaceAll(close, '') + close;
}

/** Whether the text holds a part that is not known. */
export function hasUnknownPart(text: string): boolean {
  return text.includes(open);
}

/** The text as a person reads it: unknown parts as `${expression}`. */
export function showUnknownParts(text: string): string {
  return hasUnknownPart(text) ? text.replaceAll(open, '${').replaceAll(close, '}') : text;
}
