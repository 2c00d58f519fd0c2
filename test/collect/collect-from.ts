/** Runs a collection with the real SDK against the loopback endpoint. */
import { vi } from 'vitest';
import { collectAccount } from '../../src/account/collect/collect.ts';
import type { Collected, CollectOptions, Progress } from '../../src/account/collect/types.ts';
import { startEndpoint } from '../support/aws-endpoint/endpoint.ts';
import type { Call, Faults, State } from '../support/aws-endpoint/types.ts';

export interface Ran extends Collected {
  readonly requests: readonly Call[];
  readonly progress: readonly Progress[];
  readonly mostOpen: number;
}

export const quick = {
  retryDelay: 1,
  attempts: 3,
  pollDelay: 1,
  reportWait: 20,
  jobWait: 20,
  connectTimeout: 2000,
  requestTimeout: 2000,
};

export const defaults: CollectOptions = {
  accessAdvisor: 'services',
  region: 'eu-west-1',
  concurrency: 4,
  now: new Date('2026-02-01T00:00:00Z'),
  timing: quick,
};

/** Nothing of the machine's own AWS configuration counts. */
export function useTestCredentials(): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
  for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL'])
    vi.stubEnv(name, undefined);
}

/** `watch` sees each progress and may abort. */
export async function collectFrom(
  state: State,
  faults: Faults = {},
  options: Partial<CollectOptions> = {},
  watch: (progress: Progress, abort: () => void) => void = () => undefined,
): Promise<Ran> {
  const endpoint = await startEndpoint(state, faults);
  const controller = new AbortController();
  const progress: Progress[] = [];
  const onProgress = (event: Progress): void => {
    progress.push(event);
    watch(event, () => { controller.abort(); });
  }; // prettier-ignore
  try {
    const collected = await collectAccount(
      { ...defaults, endpointUrl: endpoint.url, ...options },
      onProgress,
      controller.signal,
    );
    return { ...collected, requests: [...endpoint.calls], progress, mostOpen: endpoint.mostOpen() };
  } finally {
    await endpoint.close();
  }
}
