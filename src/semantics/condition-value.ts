/** Questions about the values of one operator and key that several rules ask. */
import { parseOperator, type OperatorFamily, type ParsedOperator } from '../policy/condition.ts';
import { cidrContains, isPrivate, parseCidr, type Cidr } from '../policy/ip.ts';
import type { Condition, ConditionValue, Policy, Statement } from '../policy/model.ts';
import { hasWildcard } from '../policy/pattern.ts';
import { rememberTexts } from '../policy/remember.ts';
import { mayHaveVariables, parseVariables } from '../policy/variable.ts';

const parsed: (text: string) => ParsedOperator = rememberTexts(parseOperator, 1_000);

/** One operator stands over many keys and is looked at by many rules. */
function parsedOperator({ operator }: Condition): ParsedOperator {
  return parsed(operator.text);
}

/** The operator's family; undefined for one that AWS does not document. */
export function familyOf(condition: Condition): OperatorFamily | undefined {
  return parsedOperator(condition).family;
}

/** Whether the operator matches what is not listed. */
export function isNegated(condition: Condition): boolean {
  return parsedOperator(condition).negated;
}

/** Whether the policy's version knows policy variables. */
export function knowsVariables(policy: Policy): boolean {
  return policy.version?.text === '2012-10-17';
}

/** Whether the text holds a policy variable such as `${aws:username}`; the escapes `${*}`, `${?}` and `${$}` are none. */
export function hasVariable(text: string): boolean {
  if (!mayHaveVariables(text)) return false;
  return parseVariables(text).parts.some((part) => typeof part !== 'string' && part.kind === 'variable');
}

/** Whether the value is one fixed text: no wildcard, and nothing that starts a variable. */
export function isFixed(value: ConditionValue): boolean {
  return !mayHaveVariables(value.text) && !hasWildcard(value.text);
}

/** `[]` as written, rather than a list whose members are all damaged. */
export function isEmptyList(condition: Condition, { policy }: Statement): boolean {
  if (!condition.isList || condition.values.length > 0) return false;
  return !policy.problems.some((problem) => problem.place.parent === condition.place);
}

/** The blocks of an IP condition on aws:SourceIp by whether the internet can come from them. */
export function splitByPrivacy(condition: Condition): {
  readonly hidden: readonly ConditionValue[];
  readonly open: readonly ConditionValue[];
} {
  const hidden: ConditionValue[] = [];
  const open: ConditionValue[] = [];
  for (const value of condition.values) {
    const block = parseCidr(value.text);
    if (block) (isPrivate(block) === 'private' ? hidden : open).push(value);
  }
  return { hidden, open };
}

/** Whether the blocks are all addresses of both versions. */
export function isWholeInternet(blocks: readonly Cidr[]): boolean {
  return everything.every((all) => blocks.some((block) => cidrContains(block, all)));
}

const everything: readonly Cidr[] = ['0.0.0.0/0', '::/0'].flatMap((text) => parseCidr(text) ?? []);

/** Which of the four checks on `[]` a condition falls under; undefined when its list is not empty. */
export function emptyListKind(
  condition: Condition,
  statement: Statement,
): 'plain' | 'ForAllValues' | 'ForAnyValue' | 'IfExists' | undefined {
  if (!isEmptyList(condition, statement)) return undefined;
  return condition.operator.qualifier ?? (condition.operator.ifExists ? 'IfExists' : 'plain');
}

/** Whether the only value is `*`. */
export function isLoneStar(condition: Condition): boolean {
  return condition.values.length === 1 && condition.values[0]?.text === '*';
}
