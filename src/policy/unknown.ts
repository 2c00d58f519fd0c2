/**
 * Parts of a string that a template or a plan leaves open until it is deployed. Such a part stays in the text between two
 * private characters, so that two uses of one expression are the same text and two expressions are not.
 */

const open = '\uE000';
const close = '\uE001';
/** Right after `open`: the part is one plain name. */
const name = '\uE002';

/** Before a number that tells apart two expressions that people see as the same, shortened text. */
const mark = '\uE003';

/** The shortened text of an expression; `number` is that of no other whose text is shortened to the same. */
export function markedExpression(text: string, number: number): string {
  return `${text}${mark}${number}`;
}

/** The text, expressions as people see them. */
export function hideMarks(text: string): string {
  return text.includes(mark) ? text.replace(/\uE003\d*/g, '') : text;
}

/** The text for a part whose value is not known; `expression` names it for people, e.g. `BucketName`. */
export function unknownPart(expression: string): string {
  return open + expression.replace(/[\uE000-\uE002]/g, '') + close;
}

/** The same for the name of a resource that exists by deployment: letters and digits, no wildcard, slash or colon. */
export function unknownName(expression: string): string {
  return unknownPart(expression).replace(open, open + name);
}

/** Whether the text holds a part that is not known. */
export function hasUnknownPart(text: string): boolean {
  return text.includes(open);
}

/** Whether the text is one part that is not known, so that it may stand for a value of any kind. */
export function isUnknownText(text: string): boolean {
  return text.startsWith(open) && text.indexOf(close) === text.length - 1;
}

export interface TextPart {
  /** The known text, or the expression. */
  readonly text: string;
  readonly isUnknown: boolean;
  /** An unknown part made by `unknownName`. */
  readonly isName: boolean;
}

/** The text taken apart: known texts, and the expressions of unknown parts. */
export function splitUnknownParts(text: string): readonly TextPart[] {
  return text
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (!part.startsWith(open)) return { text: part, isUnknown: false, isName: false };
      return { text: part.slice(1, -1).replace(name, ''), isUnknown: true, isName: part.startsWith(open + name) };
    });
}

/** The text as a person reads it: unknown parts as `${expression}`. */
export function showUnknownParts(text: string): string {
  if (!hasUnknownPart(text)) return text;
  return hideMarks(text).replaceAll(name, '').replaceAll(open, '${').replaceAll(close, '}');
}
