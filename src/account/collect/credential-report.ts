/**
 * The credential report: made on demand, at most once in four hours, and fetched when it is ready.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
import { permissions } from './collectors.ts';
import { AnswerError, errorCodes } from './failure.ts';
import { pause } from './pace.ts';
import { send, type Session } from './session.ts';

/** What fetching says while there is nothing to fetch, by its name in the API and in the SDK. */
const notReady = /^(CredentialReport(NotPresent|NotReady|Expired)(Exception)?|Report(NotPresent|InProgress|Expired))$/;

const longestPoll = 15_000;

/** The CSV text; undefined: not seen, and noted. */
export async function collectCredentialReport(session: Session): Promise<string | undefined> {
  const failed = await awaitReport(session);
  try {
    const content = await fetchReport(session);
    if (content !== undefined) return content;
  } catch (error) {
    session.note('credentialReportCsv', permissions.getReport, error);
    return undefined;
  }
  session.note('credentialReportCsv', permissions.generateReport, failed ?? new AnswerError('ReportNotReady'));
  return undefined;
}

/**
 * Asks until the report is complete. What went wrong is handed back, not thrown: whoever may not make a report, or
 * has made too many, may still fetch one that someone else made.
 */
async function awaitReport(session: Session): Promise<unknown> {
  const { pollDelay, reportWait } = session.timing;
  try {
    for (let waited = 0, delay = pollDelay; waited <= reportWait; delay = Math.min(longestPoll, delay * 1.5)) {
      const { State } = await send(session, (http) => session.iam.generateCredentialReport({}, http));
      if (State === 'COMPLETE') return undefined;
      if (State === undefined) throw new AnswerError('EmptyAnswer');
      await pause(delay, session.signal);
      waited += delay;
    }
    return new AnswerError('ReportNotReady');
  } catch (error) {
    return error;
  }
}

/** Undefined: there is none to fetch. */
async function fetchReport(session: Session): Promise<string | undefined> {
  try {
    const { Content } = await send(session, (http) => session.iam.getCredentialReport({}, http));
    const text = Content && new TextDecoder().decode(Content);
    if (text?.startsWith('user,') !== true) throw new AnswerError(text ? 'UnreadableAnswer' : 'EmptyAnswer');
    return text;
  } catch (error) {
    if (errorCodes(error).some((code) => notReady.test(code))) return undefined;
    throw error;
  }
}
