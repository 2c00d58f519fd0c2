/** Runs one collector: its answer, or a note on what it could not see. */
import type { Collector } from './collectors.ts';
import { explainFailure } from './failure.ts';
import { readPages } from './pages.ts';
import type { Session } from './session.ts';
import type { Printed } from './types.ts';

/** The most that IAM hands out at a time; it may be less. */
const pageSize = 1000;

/** Throws what the calls throw. */
export async function readWhole(session: Session, collector: Collector): Promise<Printed> {
  return readPages(session, {
    ...collector,
    call: (token, http) =>
      collector.call(session.iam, { MaxItems: pageSize, ...(token !== undefined && { Marker: token }) }, http),
  });
}

/** Undefined: not seen, and noted. */
export async function readPart(session: Session, collector: Collector): Promise<Printed | null | undefined> {
  try {
    return await readWhole(session, collector);
  } catch (error) {
    if (collector.absentIsNull && explainFailure(error).kind === 'absent') return null;
    session.note(collector.part, collector.permission, error);
    return undefined;
  }
}
