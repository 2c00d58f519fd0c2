/** A document that is too long for one managed policy as several that allow and deny the same together. */
import { isMembers, type Members } from '../account/shape.ts';

/** As IAM counts: without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function lengthOf(document: unknown): number {
  return JSON.stringify(document).replace(/\s+/g, '').length;
}

/** The document alone when it fits; undefined when a statement can be cut no further. */
export function splitDocument(document: unknown, most: number): readonly unknown[] | undefined {
  if (lengthOf(document) <= most) return [document];
  if (!isMembers(document)) return undefined;
  const body = document['Statement'];
  const statements: readonly unknown[] = Array.isArray(body) ? body : [body];
  const frame = lengthOf({ ...document, Statement: [] });
  const room = most - frame;
  const pieces: Members[] = [];
  for (const statement of statements) {
    const cut = isMembers(statement) ? cutStatement(statement, room) : undefined;
    if (!cut) return undefined;
    pieces.push(...cut);
  }
  return pack(pieces, room).map((Statement) => ({ ...document, Statement }));
}

/** In order, as many into each as fit. A Sid may stand only once in a document. */
function pack(pieces: readonly Members[], room: number): readonly (readonly Members[])[] {
  const documents: Members[][] = [];
  let left = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece) + 1;
    const current = documents.at(-1);
    const isTaken = piece['Sid'] !== undefined && current?.some((one) => one['Sid'] === piece['Sid']) === true;
    if (!current || length > left || isTaken) {
      documents.push([piece]);
      left = room - length;
    } else {
      current.push(piece);
      left -= length;
    }
  }
  return documents;
}

/** The list of actions in halves until each statement fits. A list under NotAction means something else when cut. */
function cutStatement(statement: Members, room: number): readonly Members[] | undefined {
  if (lengthOf(statement) + 1 <= room) return [statement];
  const actions = statement['Action'];
  if (!Array.isArray(actions) || actions.length < 2) return undefined;
  const middle = actions.length >> 1;
  const halves = [actions.slice(0, middle), actions.slice(middle)].map((half) =>
    cutStatement({ ...statement, Action: half }, room),
  );
  return halves.every((half) => half !== undefined) ? halves.flat() : undefined;
}
