/** Statements that allow one dangerous action on every resource: the shared question of the pass-role and create-slr rules. */
import { coversResource, splitArn } from '../policy/arn.ts';
import { hasWildcard, isStarText, patternMatches } from '../policy/pattern.ts';
import type { ActionPattern, Element, Policy, ResourcePattern, Statement, Text } from '../policy/model.ts';
import type { Place } from '../policy/place.ts';
import { rememberTexts } from '../policy/remember.ts';

/** How the statement comes to hold the action. */
export type ActionForm = 'named' | 'wildcard' | 'not-action';
export type ResourceForm = 'star' | 'not-resource';

export interface BroadGrant {
  /** The action as written, or the `NotAction` element. */
  readonly action: { readonly place: Place; readonly text: string };
  /** The resource as written, or the `NotResource` element. */
  readonly resource: { readonly place: Place; readonly text: string };
}

/**
 * The first action and the first resource by which an Allow statement grants `action` in that form; undefined when it
 * does not. `everything` is the resource part, after the account, that a pattern must cover to count as every resource.
 */
export function broadGrant(
  statement: Statement,
  action: string,
  forms: readonly [ActionForm, ResourceForm],
  everything: string,
): BroadGrant | undefined {
  if (statement.isAllow !== true || statement.isDamaged || isFilter(statement)) return undefined;
  const actionForm = forms[0];
  const resourceForm = forms[1];
  // A statement has one form of each; looking at the values comes after that.
  if (!(actionForm === 'not-action' ? statement.notAction : statement.action)) return undefined;
  if (!(resourceForm === 'not-resource' ? statement.notResource : statement.resource)) return undefined;
  const granting = grantingAction(statement, action, actionForm);
  const reached = granting && broadResource(statement, resourceForm, everything);
  if (!reached || isDenied(statement.policy, action)) return undefined;
  return { action: granting, resource: reached };
}

/** A policy of a VPC endpoint lets calls pass that something else allows. */
function isFilter({ policy }: Statement): boolean {
  return policy.resourceType === 'AWS::EC2::VPCEndpoint';
}

function grantingAction(statement: Statement, action: string, form: ActionForm): BroadGrant['action'] | undefined {
  if (form === 'not-action') return excluding(statement.notAction, action);
  const values = statement.action?.values ?? none;
  // By index: several rules look through every action of every policy.
  for (let at = 0; at < values.length; at++) {
    const text = values[at]?.text ?? '';
    if (!mayBegin(text, action) || hasWildcard(text) !== (form === 'wildcard')) continue;
    if (patternMatches(text, action, true)) return values[at];
  }
  return undefined;
}

const none: readonly never[] = [];

const star = 0x2a;
const questionMark = 0x3f;

/** Whether the policy takes the action back altogether. */
function isDenied({ statements }: Policy, action: string): boolean {
  return statements.some(
    (one) =>
      one.isAllow === false &&
      one.conditions.length === 0 &&
      !one.isDamaged &&
      one.action?.values.some(({ text }) => patternMatches(text, action, true)) === true &&
      one.resource?.values.some(({ text }) => isStarText(text)) === true,
  );
}

/** Rules out most actions by their first letter. */
function mayBegin(text: string, action: string): boolean {
  const first = text.charCodeAt(0);
  // A letter and its capital differ in one bit.
  return first === star || first === questionMark || (first | 0x20) === (action.charCodeAt(0) | 0x20);
}

function excluding(element: Element<ActionPattern> | undefined, action: string): BroadGrant['action'] | undefined {
  if (!element || element.values.length === 0) return undefined;
  if (element.values.some(({ text }) => patternMatches(text, action, true))) return undefined;
  return { place: element.namePlace, text: element.name };
}

function broadResource(statement: Statement, form: ResourceForm, everything: string): Text | undefined {
  if (form === 'star') return statement.resource?.values.find((resource) => coversAll(resource, everything));
  const element = statement.notResource;
  return element && element.values.length > 0 ? { place: element.namePlace, text: element.name } : undefined;
}

function coversAll({ text }: ResourcePattern, everything: string): boolean {
  return isStarText(text) || (text.startsWith('arn:') && coversEvery(`${everything}\n${text}`));
}

/** Every role of one account is as broad as those of all: a statement acts in its own account only. */
const coversEvery = rememberTexts((question) => {
  const [everything, text] = splitOnce(question);
  const arn = splitArn(text);
  if (!arn) return false;
  const account = /^\d{12}$/.test(arn.account) ? arn.account : '*';
  return coversResource(text, `arn:${arn.partition}:iam::${account}:${everything}`);
});

function splitOnce(question: string): readonly [string, string] {
  const end = question.indexOf('\n');
  return [question.slice(0, end), question.slice(end + 1)];
}

/**
 * The values that a condition demands of the key: with IfExists, Null, or a negated operator the request may lack it or
 * hold almost any.
 */
export function demandedValues({ conditions }: Statement, key: string): readonly string[] {
  const demanding = conditions.filter(
    ({ operator, key: { text } }) =>
      text.toLowerCase() === key &&
      !operator.ifExists &&
      operator.qualifier !== 'ForAllValues' &&
      operator.base !== 'Null' &&
      !operator.base.includes('Not'),
  );
  return demanding.flatMap(({ values }) => values.map(({ text }) => text));
}
