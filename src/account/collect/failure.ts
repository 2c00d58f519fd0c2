/** What went wrong with a call, as a short code for `notCollected` and a kind to act on. */

export type FailureKind = 'denied' | 'credentials' | 'throttled' | 'absent' | 'cancelled' | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** An error code, never a message: those of signature errors quote what was signed, tokens included. */
  readonly reason: string;
}

/** An answer that arrived and cannot be used. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the names other services use. */
const codes: Readonly<Record<Exclude<FailureKind, 'cancelled' | 'other'>, RegExp>> = {
  denied: /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized|AuthorizationError|OptInRequired)$/,
  credentials:
    /^(ExpiredToken|ExpiredTokenException|RequestExpired|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|MissingAuthenticationToken(Exception)?|AuthFailure|CredentialsProviderError|TokenProviderError)$/,
  throttled:
    /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|PriorRequestNotComplete)$/,
  absent: /^(NoSuchEntity|NoSuchEntityException|ResourceNotFoundException)$/,
};

const kinds = Object.keys(codes) as (keyof typeof codes)[];

/** The code of an error as AWS gives it (`Code`), else the SDK's or Node's name for it. */
export function errorCodes(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { Code, name, code } = error as { Code?: unknown; name?: unknown; code?: unknown };
  return [Code, code, name].filter((text): text is string => typeof text === 'string' && /^[\w.:-]{1,80}$/.test(text));
}

/** Classifies anything a call can throw. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof AnswerError) return { kind: 'other', reason: error.reason };
  const names = errorCodes(error);
  if (names.includes('AbortError')) return { kind: 'cancelled', reason: 'Cancelled' };
  for (const kind of kinds) {
    const name = names.find((text) => codes[kind].test(text));
    if (name !== undefined) return { kind, reason: kind === 'denied' ? 'AccessDenied' : name };
  }
  return explainStatus(statusOf(error), names);
}

function explainStatus(status: number, names: readonly string[]): Failure {
  const name = names.find((text) => !/^(Error|TypeError|SyntaxError|Unknown|UnknownError|Sender|Receiver)$/.test(text));
  if (status === 429) return { kind: 'throttled', reason: name ?? 'Throttling' };
  if (name !== undefined) return { kind: 'other', reason: name };
  if (status === 403) return { kind: 'denied', reason: 'AccessDenied' };
  return { kind: 'other', reason: status === 0 || status === 200 ? 'UnreadableAnswer' : `HTTP ${status}` };
}

function statusOf(error: unknown): number {
  const metadata = (error as { $metadata?: { httpStatusCode?: unknown } } | null)?.$metadata;
  return typeof metadata?.httpStatusCode === 'number' ? metadata.httpStatusCode : 0;
}
