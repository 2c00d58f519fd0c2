/** One request as the evaluator sees it: names folded, context keys found without letter case. */
import { fold } from '../policy/pattern.ts';
import { parseCaller, type Caller } from './caller.ts';

/** A concrete request; see `docs/semantics.md` for the notation of principals. */
export interface AccessRequest {
  /** IAM or STS ARN, 12-digit account (its root user), service principal, identity provider, or `*` for an anonymous caller. */
  readonly principal: string;
  readonly action: string;
  /** A concrete ARN, or `*` for actions without resource types. */
  readonly resource: string;
  /** Default: the principal's account. */
  readonly resourceAccount?: string | undefined;
  /** Exactly the keys present in the request: a string is one value, a list a multivalued key. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** A request prepared for matching. */
export interface Prepared {
  readonly caller: Caller;
  /** In lower case. */
  readonly action: string;
  /** The action's part before the colon. */
  readonly service: string;
  readonly resource: string;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Keys given as one value: only those can stand in for a policy variable. */
  readonly resolve: (variable: string) => string | undefined;
}

/** Prepares a request once for any number of statements. */
export function prepareRequest(request: AccessRequest): Prepared {
  const action = fold(request.action);
  const colon = action.indexOf(':');
  const values = new Map<string, readonly string[]>();
  const single = new Map<string, string>();
  const { context } = request;
  if (context !== undefined) {
    for (const key of Object.keys(context)) {
      const value = context[key];
      if (value === undefined) continue;
      const name = lowerKey(key);
      if (typeof value === 'string') {
        values.set(name, [value]);
        single.set(name, value);
      } else {
        values.set(name, value);
        single.delete(name);
      }
    }
  }
  return {
    caller: parseCaller(request.principal),
    action,
    service: colon < 0 ? action : action.slice(0, colon),
    resource: request.resource,
    values,
    resolve: (variable) => resolveVariable(variable, values, single),
  };
}

function resolveVariable(
  variable: string,
  values: ReadonlyMap<string, readonly string[]>,
  single: ReadonlyMap<string, string>,
): string | undefined {
  const { key, fallback } = variableParts(variable);
  const value = single.get(key);
  if (value !== undefined) return value;
  // A default stands in for an absent key only; a key with several values cannot be a variable at all.
  return (values.get(key)?.length ?? 0) === 0 ? fallback : undefined;
}

/** Key (folded) and default of a variable token. */
export function variableParts(variable: string): { readonly key: string; readonly fallback: string | undefined } {
  const known = variables.get(variable);
  if (known !== undefined) return known;
  const [key, fallback] = JSON.parse(variable) as [string, string | null];
  const parts = { key, fallback: fallback ?? undefined };
  if (variables.size >= 1000) variables.clear();
  variables.set(variable, parts);
  return parts;
}

/** Variables taken apart before; a cache, bounded. */
const variables = new Map<string, { key: string; fallback: string | undefined }>();

const lowered = new Map<string, string>();

/** A context key's name as it is compared. */
export function lowerKey(key: string): string {
  const known = lowered.get(key);
  if (known !== undefined) return known;
  const lower = key.toLowerCase();
  if (lowered.size >= 1000) lowered.clear();
  lowered.set(key, lower);
  return lower;
}
