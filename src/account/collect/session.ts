/** The one place that opens SDK clients: region, credentials, pace and what happens on Ctrl-C. */
import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer';
import type { IAM, IAMClientConfig } from '@aws-sdk/client-iam';
import type { Organizations } from '@aws-sdk/client-organizations';
import { setMaxListeners } from 'node:events';
import { InputError } from '../../errors.ts';
import { AnswerError, errorCodes, explainFailure } from './failure.ts';
import { createLimit, type Limit } from './limit.ts';
import { createPace } from './pace.ts';
import {
  defaultTiming,
  type CollectOptions,
  type NotCollected,
  type OnProgress,
  type Part,
  type Timing,
} from './types.ts';

export interface Session {
  readonly iam: IAM;
  readonly region: string;
  analyzer(region: string): Promise<AccessAnalyzer>;
  organizations(): Promise<Organizations>;
  readonly timing: Timing;
  readonly limit: Limit;
  readonly signal: AbortSignal;
  readonly notCollected: NotCollected[];
  /** Writes down what a failed call costs. */
  note(part: Part, permission: string, error: unknown, only?: readonly string[]): void;
  /** For progress: access advisor jobs that have not ended. */
  setPending(jobs: number): void;
  /** Requests sent so far. */
  calls(): number;
  /** Ends what is running. */
  stop(): void;
  close(): void;
}

/** What a collector hands to the SDK with each call. */
export interface Http {
  readonly abortSignal: AbortSignal;
}

const ignore = (): void => undefined;

/** Nothing the SDK has to say belongs on the screen. */
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Opens the IAM client and makes sure of credentials, so that their lack is one error and not a dozen denied calls. */
export async function openSession(
  options: CollectOptions,
  progress: OnProgress,
  cancel: AbortSignal,
): Promise<Session> {
  const timing = { ...defaultTiming, ...options.timing };
  const stop = new AbortController();
  const signal = AbortSignal.any([cancel, stop.signal]);
  setMaxListeners(0, signal);
  let jobsPending = 0;
  const report = (): void => {
    progress({ calls: pace.calls(), jobsPending });
  };
  const pace = createPace(timing, signal, report);
  const { IAM } = await import('@aws-sdk/client-iam');
  const region = options.region ?? (await configuredRegion(IAM, options));
  const config = { ...clientConfig(options, timing), region, retryStrategy: pace.strategy };
  const iam = new IAM({ ...config, credentials: await credentialChain(options, region) });
  await checkCredentials(iam, options);
  const opened: { destroy(): void }[] = [iam];
  const credentials: Credentials = () => iam.config.credentials();
  const notCollected: NotCollected[] = [];
  return {
    iam, region, timing, signal, notCollected,
    limit: createLimit(Math.max(1, options.concurrency)),
    async analyzer(at) {
      const { AccessAnalyzer } = await import('@aws-sdk/client-accessanalyzer');
      const client = new AccessAnalyzer({ ...config, region: at, credentials });
      opened.push(client);
      return client;
    },
    async organizations() {
      const { Organizations } = await import('@aws-sdk/client-organizations');
      const client = new Organizations({ ...config, credentials });
      opened.push(client);
      return client;
    },
    note(part, permission, error, only) {
      notCollected.push({ part, permission, reason: explainFailure(error).reason, ...(only && { only }) });
    },
    setPending(jobs) {
      jobsPending = jobs;
      report();
    },
    calls: pace.calls,
    stop: () => { stop.abort(); },
    close() {
      for (const client of opened) client.destroy();
    },
  }; // prettier-ignore
}

/** One call through the gate. */
export async function send<T>(
  { limit, signal }: Pick<Session, 'limit' | 'signal'>,
  call: (http: Http) => Promise<T>,
): Promise<T> {
  return limit(async () => {
    throwCancelled(signal);
    try {
      return await call({ abortSignal: signal });
    } catch (error) {
      // Cut off in the middle, a call fails with all sorts of names.
      throwCancelled(signal);
      throw error;
    }
  });
}

function throwCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AnswerError('Cancelled');
}

function clientConfig({ profile, endpointUrl }: CollectOptions, timing: Timing): IAMClientConfig {
  return {
    logger: silent,
    requestHandler: {
      connectionTimeout: timing.connectTimeout,
      requestTimeout: timing.requestTimeout,
      throwOnRequestTimeout: true,
      logger: silent,
    },
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
  };
}

/** What environment and profile say. IAM itself has one endpoint for a partition, so any region of it will do. */
async function configuredRegion(Client: typeof IAM, { profile }: CollectOptions): Promise<string> {
  const client = new Client({ logger: silent, ...(profile !== undefined && { profile }) });
  try {
    return await client.config.region();
  } catch {
    return 'us-east-1';
  }
}

type Credentials = NonNullable<IAMClientConfig['credentials']>;

async function credentialChain(options: CollectOptions, region: string): Promise<Credentials> {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const { profile, endpointUrl, mfaCode, roleArn, externalId } = options;
  const common = {
    logger: silent,
    clientConfig: { logger: silent, ...(endpointUrl !== undefined && { endpoint: endpointUrl }) },
    ...(mfaCode && { mfaCodeProvider: mfaCode }),
  };
  const chain = fromNodeProviderChain({ ...common, ...(profile !== undefined && { profile }) });
  if (roleArn === undefined) return chain;
  return fromTemporaryCredentials({
    ...common,
    clientConfig: { ...common.clientConfig, region },
    masterCredentials: chain,
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'iam-audit',
      ...(externalId !== undefined && { ExternalId: externalId }),
    },
  });
}

async function checkCredentials(iam: IAM, { profile, roleArn }: CollectOptions): Promise<void> {
  try {
    await iam.config.credentials();
  } catch (error) {
    const [code = 'unknown error'] = errorCodes(error);
    if (roleArn !== undefined && !/^(CredentialsProviderError|TokenProviderError)$/.test(code)) {
      throw new InputError(`cannot assume the role ${roleArn}: ${code}`, { cause: error });
    }
    const where = profile === undefined ? '' : ` in profile ${profile}`;
    throw new InputError(`no AWS credentials${where}: ${adviceOf(error)}`, { cause: error });
  }
}

/** The SDK's own words help with an expired SSO session; those of a failed `credential_process` quote its command line. */
function adviceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  if (/\bsso\b/i.test(text) && !/command failed/i.test(text)) return text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 300);
  return 'set AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or --profile; or scan a saved snapshot with --snapshot';
}
