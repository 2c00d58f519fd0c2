/**
 * Condition values whose wildcards or variables match more than the policy seems to say, judged as IAM Access Analyzer
 * does: by the literal text before them, and without exception on keys that identify an account, organization or network.
 */
import { isProviderKey } from '../catalog/condition-keys.ts';
import type { Condition, ConditionValue, Statement } from '../policy/model.ts';
import { parseVariables, type Variable } from '../policy/variable.ts';
import { isNegated, knowsVariables } from './condition-value.ts';

/** Keys that hold one identifier, of which a wildcard would match those of strangers. Organization paths are meant to be cut short. */
const identifierKeys: ReadonlySet<string> = new Set([
  'aws:ec2instancesourcevpc',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
]);

/** What callers choose themselves or bring along from their identity provider. */
const chosenByCaller =
  /^(?:aws:(?:principaltag\/|requesttag\/|referer$|useragent$|sourceidentity$|username$|userid$)|saml:|sts:rolesessionname$)/;

/** Literal characters that have to stand before a wildcard. */
const leastLiteral = 6;

export type Looseness = 'short' | 'identifier' | 'userid';

/** A mark is a wildcard, or a variable that the caller fills. */
export type Mark = 'wildcard' | 'variable';

/** The values of a condition in which a mark is too open, each with the reason. */
export function findLoose(
  condition: Condition,
  statement: Statement,
  mark: Mark,
): readonly (readonly [ConditionValue, Looseness])[] {
  const key = condition.key.text.toLowerCase();
  if (!condition.operator.base.endsWith('Like') || !grantsByMatch(condition, statement)) return [];
  const isTrusted = statement.policy.type === 'trust' && isProviderKey(key);
  const reason = identifierKeys.has(key)
    ? 'identifier'
    : key === 'aws:userid'
      ? 'userid'
      : isTrusted
        ? 'short'
        : undefined;
  if (reason === undefined) return [];
  return condition.values
    .filter(({ text }) => isLoose(readPieces(text, mark, knowsVariables(statement.policy)), reason))
    .map((value) => [value, reason] as const);
}

/** A wide value is dangerous where a match opens the door: Allow when it matches, Deny when it does not. */
function grantsByMatch(condition: Condition, { isAllow }: Statement): boolean {
  return isAllow !== undefined && isAllow !== isNegated(condition);
}

/** Literal text, and `null` for each mark. */
type Pieces = readonly (string | null)[];

function readPieces(text: string, mark: Mark, variables: boolean): Pieces {
  if (!variables) return mark === 'wildcard' ? splitMarks(text) : [text];
  return parseVariables(text).parts.flatMap((part): Pieces => {
    if (typeof part === 'string') return mark === 'wildcard' ? splitMarks(part) : [part];
    if (part.kind === 'escape') return [part.char];
    if (mark === 'variable') return isChosenByCaller(part) ? [null] : [];
    // Text that AWS fills in is at least as narrow as literal text.
    return ['#'.repeat(leastLiteral)];
  });
}

function isChosenByCaller({ key }: Variable): boolean {
  return chosenByCaller.test(key.toLowerCase()) || isProviderKey(key);
}

function splitMarks(text: string): Pieces {
  return text
    .split(/([*?])/)
    .flatMap((piece) => (piece === '*' || piece === '?' ? [null] : piece === '' ? [] : [piece]));
}

function isLoose(pieces: Pieces, reason: Looseness): boolean {
  if (!pieces.includes(null)) return false;
  if (reason === 'identifier') return true;
  return reason === 'userid' ? isLooseUserId(pieces) : hasShortRun(pieces);
}

function hasShortRun(pieces: Pieces): boolean {
  let run = 0;
  for (const piece of pieces) {
    if (piece !== null) run += piece.length;
    else if (run < leastLiteral) return true;
    else run = 0;
  }
  return false;
}

/** `AROA...:*` and `*:name` name a role or a session; what lies left of the colon is whole or left open, never in part. */
function isLooseUserId(pieces: Pieces): boolean {
  const colon = pieces.findIndex((piece) => piece?.includes(':') === true);
  if (colon < 0) return true;
  const left = pieces.slice(0, colon);
  return left.includes(null) && !(left.length === 1 && pieces[colon]?.startsWith(':') === true);
}
