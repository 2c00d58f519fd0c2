/**
 * Retries and pace, shared by all clients of one collection. The SDK's own adaptive mode starts at one call in two
 * seconds after the first throttle; a collection of twenty calls would spend half a minute on it. Here a throttle
 * spaces all calls that follow, doubling up to a second, and each success takes a third of the space back.
 */
import type { IAMClientConfig } from '@aws-sdk/client-iam';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainFailure } from './failure.ts';
import type { Timing } from './types.ts';

type Strategy = Exclude<NonNullable<IAMClientConfig['retryStrategy']>, { retry: unknown }>;
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>;

export interface Pace {
  readonly strategy: Strategy;
  /** Requests sent, retries included. */
  readonly calls: () => number;
}

const longestDelay = 20_000;
/** Of the first retry delay: a second by default. */
const longestSpace = 5;

/** A retry strategy with exponential backoff, full jitter and a common pace. */
export function createPace(timing: Timing, signal: AbortSignal, onCall: () => void): Pace {
  let calls = 0;
  let space = 0;
  let line: Promise<unknown> = Promise.resolve();

  const takeTurn = async (): Promise<void> => {
    const turn = line;
    // Cut short by the signal, for then nothing is sent any more.
    if (space > 0) line = turn.then(() => pause(space, signal)).catch(() => undefined);
    await turn;
    calls += 1;
    onCall();
  };
  const strategy: Strategy = {
    async acquireInitialRetryToken() {
      await takeTurn();
      return retryToken(0);
    },
    async refreshRetryTokenForRetry(token, { errorType, retryAfterHint, error }) {
      const count = token.getRetryCount() + 1;
      const throttled = errorType === 'THROTTLING';
      if (throttled) space = Math.min(timing.retryDelay * longestSpace, Math.max(space * 2, timing.retryDelay / 4));
      if (errorType === 'CLIENT_ERROR' || count >= attemptsFor(throttled, error, timing))
        throw new Error('not tried again');
      const longest = Math.min(longestDelay, timing.retryDelay * 2 ** count);
      await pause(retryAfterHint === undefined ? Math.random() * longest : longest, signal);
      await takeTurn();
      return retryToken(count);
    },
    recordSuccess() {
      space = space < 10 ? 0 : (space * 2) / 3;
    },
  };
  return { strategy, calls: () => calls };
}

/** Waits, unless cancelled: then it throws an AbortError. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal });
}

/** AWS names its errors. A bare 5xx comes from a proxy, or from an endpoint that does not know the operation. */
function attemptsFor(throttled: boolean, error: unknown, { attempts }: Timing): number {
  if (throttled) return attempts;
  return Math.ceil(attempts / (/^HTTP /.test(explainFailure(error).reason) ? 4 : 2));
}

function retryToken(count: number): Token {
  return { getRetryCount: () => count, getRetryDelay: () => 0 };
}
