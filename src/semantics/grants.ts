/**
 * How far a set of identity statements reaches: which actions they allow on every resource, as the union of what they
 * allow less what they deny without condition. A conditional Deny takes nothing away, for it may not apply.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { compileAction, coversAction, coversResource, intersectsAction, splitArn } from '../policy/arn.ts';
import type { ActionPattern, Statement } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { compilePattern, isStar, type Pattern } from '../policy/pattern.ts';
import { grantsEverything } from './access.ts';
import { compilePolicy } from './compile.ts';
import { expandActions } from './expand.ts';

/** What the conditions of a statement limit: nothing, who calls from where and when, or what may be done. */
export type Gate = 'none' | 'caller' | 'limits';

/** Of an Allow: does a grant count that holds only for some callers, for example after signing in with MFA? */
export type Accept = 'unconditional' | 'for some callers' | 'whatever the condition';

/** Keys that describe the caller or the way of the call: whoever meets them may do everything the statement says. */
const callerKeys =
  /^aws:(calledvia|calledviafirst|calledvialast|viaawsservice|principal[^:]*|userid|username|multifactorauth.*|tokenissuetime|sourceip|sourcevpc|sourcevpce|vpcsourceip|sourcevpcarn|vpce.*|requestedregion|currenttime|epochtime|securetransport|useragent|referer|federatedprovider|sourceidentity|resourceaccount|resourceorgid|resourceorgpaths)(\/|$)/;

export function gateOf({ conditions }: Statement): Gate {
  if (conditions.length === 0) return 'none';
  return conditions.every(({ key }) => callerKeys.test(key.text.toLowerCase())) ? 'caller' : 'limits';
}

/** Whether the statement has an Allow or Deny that can be judged. */
function isSound(statement: Statement, isAllow: boolean): boolean {
  return statement.isAllow === isAllow && !statement.isDamaged;
}

/** Whether the statement's resources are all there are (of one service, when it is named). */
export function coversAllResources({ resource, notResource }: Statement, service = '*'): boolean {
  if (notResource) return notResource.values.length > 0 && !notResource.values.some(({ text }) => isEvery(text, '*'));
  return resource?.values.some(({ text }) => isEvery(text, service)) ?? false;
}

function isEvery(text: string, service: string): boolean {
  // Nothing else is open at its end.
  if (!text.endsWith('*')) return false;
  if (isStar(compilePattern(text)) || text === '*/*') return true;
  const arn = splitArn(text);
  // Statements act in one account only, so the ARNs of one account are all.
  const account = arn && /^\d{12}$/.test(arn.account) ? arn.account : '*';
  // `arn:aws-cn:*` is no whole ARN and has a partition all the same.
  const partition = arn?.partition ?? /^arn:([^:]+):/.exec(text)?.[1] ?? 'aws';
  return coversResource(text, `arn:${partition}:${service}:*:${account}:*`);
}

function counts(statement: Statement, accept: Accept): boolean {
  if (accept === 'whatever the condition') return true;
  const gate = gateOf(statement);
  return gate === 'none' || (gate === 'caller' && accept === 'for some callers');
}

/**
 * Patterns within `wanted` that the statements do not allow on every resource; none: they allow all of it. May name too
 * much, never too little.
 */
export function missingActions(
  statements: readonly Statement[],
  wanted: string,
  catalog: Catalog,
  accept: Accept = 'unconditional',
): readonly string[] {
  const colon = wanted.indexOf(':');
  const service = colon > 0 ? wanted.slice(0, colon) : '*';
  // Most statements are about other services, and that is seen sooner than what their resources cover.
  const about = service === '*' ? statements : statements.filter((one) => mayBeAbout(one, service));
  // An administrator's statement answers for all the others, but for the Denies.
  if (about.some((one) => grantsAll(one, wanted) && coversAllResources(one, service)))
    return [...new Set(deniedIn(about, wanted, service))];
  const broad = about.filter((one) => coversAllResources(one, service));
  const allows = broad.filter((one) => isSound(one, true) && counts(one, accept));
  if (allows.length === 0) return [wanted];
  let missing: readonly string[] = [wanted];
  for (const { notAction } of allows) if (notAction) missing = common(missing, textsOf(notAction.values));
  const granted = allows.flatMap(({ action }) => action?.values.map(({ text }) => compileAction(text)) ?? []);
  missing = missing.flatMap((text) => notGranted(text, granted, catalog));
  return [...new Set([...missing, ...deniedIn(broad, wanted, service)])];
}

/** Whether the statement allows all of the pattern, without conditions, on the resources it names. */
function grantsAll(one: Statement, wanted: string): boolean {
  return (
    isSound(one, true) &&
    one.conditions.length === 0 &&
    (one.action?.values.some(({ text }) => coversAction(text, wanted)) ?? false)
  );
}

function mayBeAbout({ action, notAction }: Statement, service: string): boolean {
  return notAction !== undefined || (action?.values.some((value) => isOfService(value, service)) ?? false);
}

/** Whether the pattern covers an action of the service (in lower case). */
export function isOfService({ text, service }: ActionPattern, wanted: string): boolean {
  return service === undefined || /[*?]/.test(service) ? intersectsAction(text, `${wanted}:*`) : service === wanted;
}

/** What is in both lists of patterns. Where two overlap in part, both stand for what they share. */
function common(left: readonly string[], right: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const one of left) {
    for (const other of right) {
      if (coversAction(one, other)) found.add(other);
      else if (coversAction(other, one) || intersectsAction(one, other)) found.add(one);
    }
  }
  return [...found];
}

/** What is left of a pattern; of a whole service the actions of today, because lists of actions can name all of them. */
function notGranted(text: string, granted: readonly Pattern[], catalog: Catalog): readonly string[] {
  if (granted.some((pattern) => coversAction(pattern, text))) return [];
  if (!/^[\w-]+:[^:]*[*?]/.test(text) || !granted.some((pattern) => intersectsAction(pattern, text))) return [text];
  const actions = expandActions(catalog, text);
  const left = actions.filter((action) => !granted.some((pattern) => coversAction(pattern, action)));
  return left.length === actions.length ? [text] : left;
}

function deniedIn(statements: readonly Statement[], wanted: string, service: string): readonly string[] {
  const denies = statements.filter(
    (one) => isSound(one, false) && one.conditions.length === 0 && !one.notResource && coversAllResources(one, service),
  );
  return denies.flatMap(({ action, notAction }) => {
    if (action) return common([wanted], textsOf(action.values));
    return notAction?.values.some(({ text }) => coversAction(text, wanted)) ? [] : [wanted];
  });
}

function textsOf(values: readonly { readonly text: string }[]): readonly string[] {
  return values.map(({ text }) => text);
}

/** How much a set of statements allows on every resource. */
export interface Reach {
  /**
   * `almost`: all services, present and future, but those listed, and changes of permissions are among what is allowed,
   * so that the rest can be had as well.
   */
  readonly level: 'everything' | 'almost' | 'less';
  /** What is left out at level `almost`. */
  readonly missing: readonly string[];
  /** Only for callers that meet a condition. */
  readonly gated: boolean;
}

/** Each of them alone, on every resource, lets its holder take any permission. */
export const takeoverActions: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:AddUserToGroup',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
];

const little: Reach = { level: 'less', missing: [], gated: false };

/** Lists of actions never make an administrator, however long: only these can. */
function mayReachAll({ isAllow, action, notAction }: Statement): boolean {
  if (isAllow !== true) return false;
  return (
    notAction !== undefined ||
    (action?.values.some(({ text }) => (text.startsWith('*') || text.startsWith('?')) && coversAction(text, '*:*')) ??
      false)
  );
}

/** Whether the statements are an administrator's. */
export function reachOf(statements: readonly Statement[], catalog: Catalog): Reach {
  const wide = statements.filter(mayReachAll);
  if (wide.length === 0) return little;
  const reach = reachByPatterns(statements, catalog);
  if (reach.level === 'everything' && !reach.gated) return reach;
  // Conditions of one statement can begin where those of another end: with MFA everything, and without it as well.
  return wide.length > 1 && allowEverything(statements) ? { level: 'everything', missing: [], gated: false } : reach;
}

function reachByPatterns(statements: readonly Statement[], catalog: Catalog): Reach {
  for (const accept of ['unconditional', 'for some callers'] as const) {
    const missing = missingActions(statements, '*:*', catalog, accept);
    const level = levelOf(missing);
    if (level !== 'less') return { level, missing, gated: accept !== 'unconditional' };
  }
  return little;
}

const noPolicy = parsePolicy(
  { Version: '2012-10-17', Statement: [] },
  { type: 'identity', source: { pointer: '', locate: () => ({}) } },
);

/** By the set engine: exact, and dearer than patterns. */
function allowEverything(statements: readonly Statement[]): boolean {
  const sound = statements.filter(({ isDamaged }) => !isDamaged);
  return grantsEverything(compilePolicy({ ...noPolicy, statements: sound })) === true;
}

function levelOf(missing: readonly string[]): Reach['level'] {
  if (missing.length === 0) return 'everything';
  const patterns = missing.map((text) => compileAction(text));
  const namesServices = missing.every((text) => /^[\w-]+:/.test(text));
  const keepsOne = takeoverActions.some((action) => !patterns.some((pattern) => coversAction(pattern, action)));
  return namesServices && keepsOne ? 'almost' : 'less';
}

/** The lesser of two reaches, as of a principal's policies and its permissions boundary. */
export function narrower(left: Reach, right: Reach): Reach {
  const missing = [...new Set([...left.missing, ...right.missing])];
  if (left.level === 'less' || right.level === 'less') return little;
  return { level: levelOf(missing), missing, gated: left.gated || right.gated };
}

/** The first statement that alone reaches as far as the whole list; undefined when only several together do. */
export function statementBehind(
  statements: readonly Statement[],
  reach: Reach,
  catalog: Catalog,
): Statement | undefined {
  const denies = statements.filter(({ isAllow }) => isAllow === false);
  return statements.find((one) => {
    if (one.isAllow !== true) return false;
    const alone = reachOf([one, ...denies], catalog);
    return alone.level === reach.level && alone.gated === reach.gated;
  });
}

/** Services of which the statements allow every action on every resource; `*` when they name no service. */
export function wholeServices(statements: readonly Statement[], catalog: Catalog, accept: Accept): readonly string[] {
  const named = new Set<string>();
  for (const one of statements) {
    if (!isSound(one, true) || !counts(one, accept)) continue;
    if (one.notAction && coversAllResources(one)) named.add('*');
    for (const { text, service } of one.action?.values ?? []) {
      if (service === undefined || /[*?]/.test(service)) {
        if (isStar(compilePattern(text))) named.add('*');
      } else if (coversAction(text, `${service}:*`)) named.add(service);
    }
  }
  const held = [...named].filter(
    (service) => service === '*' || missingActions(statements, `${service}:*`, catalog, accept).length === 0,
  );
  return held.sort();
}

/** Whether an Allow of the statements covers the action on some resource, and no Deny takes it away everywhere. */
export function mayCall(statements: readonly Statement[], action: string): boolean {
  const isGranted = statements.some((one) => isSound(one, true) && namesAction(one, action));
  if (!isGranted) return false;
  return !statements.some(
    (one) => isSound(one, false) && one.conditions.length === 0 && coversAllResources(one) && namesAction(one, action),
  );
}

/** Whether the statement is about the action: listed under Action, or not listed under NotAction. */
export function namesAction({ action, notAction }: Statement, name: string): boolean {
  if (action) return action.values.some(({ text }) => coversAction(text, name));
  return notAction !== undefined && !notAction.values.some(({ text }) => coversAction(text, name));
}
