/**
 * HCL expressions to values, as far as the text alone tells them. Variables, attributes of resources and most functions are not
 * known: they become unknown parts. https://developer.hashicorp.com/terraform/language/expressions
 */
import { unknownPart } from '../../policy/unknown.ts';
import { chooseValue, conditionOf, inBranch } from './choice.ts';
import { callFunction, isTaken } from './functions.ts';
import { isExpression, spot, textAt, unknown, type Scope } from './scope.ts';
import { describeSyntax } from './source-file.ts';
import type { Syntax } from './syntax.ts';
import { piecesOf } from './template.ts';
import { asText, memberOf, type Member, type Piece, type Value } from './value.ts';

const maxDepth = 300;
const maxText = 1_000_000;

/** The value of an expression; what cannot be told is an unknown value named by its text. */
export function evaluate(node: Syntax, scope: Scope): Value {
  const { effort } = scope;
  if (++effort.steps > effort.limit || effort.depth > maxDepth) return unknown(node, scope);
  effort.depth++;
  const value = evaluateKind(node, scope);
  effort.depth--;
  return value;
}

function evaluateKind(node: Syntax, scope: Scope): Value {
  switch (node.type) {
    case 'expression':
      return evaluateTerm(node, scope);
    case 'literal_value':
    case 'collection_value':
    case 'template_expr':
    case 'for_expr':
    case 'operation':
      return evaluateOnly(node, scope);
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return evaluateText(node, scope);
    case 'numeric_lit':
    case 'bool_lit':
    case 'null_lit':
      return evaluateScalar(node, scope);
    case 'tuple':
      return {
        kind: 'list',
        items: node.children.filter(isExpression).map((item) => evaluate(item, scope)),
        at: spot(node, scope),
      };
    case 'object':
      return evaluateObject(node, scope);
    case 'unary_operation':
      return evaluateUnary(node, scope);
    case 'conditional':
      return evaluateConditional(node, scope);
    case 'for_tuple_expr':
      return evaluateFor(node, scope);
    case 'function_call':
      return evaluateCall(node, scope);
    case 'variable_expr':
      return refer([{ name: textAt(node, scope), node }], node, scope);
    default:
      return unknown(node, scope);
  }
}

function evaluateOnly(node: Syntax, scope: Scope): Value {
  const [only] = node.children;
  return only ? evaluate(only, scope) : unknown(node, scope);
}

/** A term with the attributes, indexes and splats after it. */
function evaluateTerm(node: Syntax, scope: Scope): Value {
  const [first, ...rest] = node.children;
  if (!first) return unknown(node, scope);
  if (first.type === 'variable_expr') {
    return refer(
      [{ name: textAt(first, scope), node: first }, ...rest.flatMap((step) => stepsOf(step, scope))],
      node,
      scope,
    );
  }
  const value = evaluate(first, scope);
  return follow(value, rest.flatMap((step) => stepsOf(step, scope)), node, scope); // prettier-ignore
}

interface Step {
  /** Of an attribute or an index; undefined for an index that is not known and for a splat. */
  readonly name: string | undefined;
  readonly isSplat?: boolean;
  readonly node: Syntax;
}

function stepsOf(node: Syntax, scope: Scope): Step[] {
  switch (node.type) {
    case 'get_attr':
      return [{ name: textAt(node.children[0] ?? node, scope), node }];
    case 'index':
      return node.children.flatMap((child) => stepsOf(child, scope));
    case 'new_index': {
      const key = node.children[0] && evaluate(node.children[0], scope);
      return [{ name: key && key.kind !== 'unknown' ? asText(key) : undefined, node }];
    }
    case 'legacy_index':
      return [{ name: textAt(node, scope).slice(1), node }];
    case 'splat':
      return node.children.flatMap((child) => stepsOf(child, scope));
    case 'attr_splat':
    case 'full_splat':
      return [{ name: undefined, isSplat: true, node }, ...node.children.flatMap((child) => stepsOf(child, scope))];
    default:
      return [{ name: undefined, node }];
  }
}

function refer(steps: readonly Step[], node: Syntax, scope: Scope): Value {
  const [root, second] = steps;
  const bound = scope.bound?.get(root?.name ?? '');
  if (bound) return follow(bound, steps.slice(1), node, scope);
  if (root?.name === 'local' && second?.name !== undefined) {
    const value = scope.names.local(second.name);
    return value ? follow(value, steps.slice(2), node, scope) : unknown(node, scope);
  }
  const name = documentIn(steps);
  const value = name === undefined ? undefined : scope.names.document(name);
  if (!value) return unknown(node, scope);
  return steps.some(({ isSplat }) => isSplat) ? { kind: 'list', items: [value], at: spot(node, scope) } : value;
}

/** The name in `data.aws_iam_policy_document.NAME.json`, whatever copy of it is meant. */
function documentIn(steps: readonly Step[]): string | undefined {
  const [data, type, name] = steps;
  const last = steps.at(-1)?.name;
  if (data?.name !== 'data' || type?.name !== 'aws_iam_policy_document' || steps.length > 5) return undefined;
  return last === 'json' || last === 'minified_json' ? name?.name : undefined;
}

function follow(value: Value, steps: readonly Step[], node: Syntax, scope: Scope): Value {
  let at: Value | undefined = value;
  for (const [index, { name, isSplat }] of steps.entries()) {
    if (isSplat && at.kind === 'list') {
      const rest = steps.slice(index + 1);
      return { ...at, items: at.items.map((item) => follow(item, rest, node, scope)) };
    }
    if (at.kind === 'list') at = name !== undefined && /^\d+$/.test(name) ? at.items[Number(name)] : undefined;
    else at = name === undefined ? undefined : memberOf(at, name);
    if (at === undefined) return unknown(node, scope);
  }
  return at;
}

function evaluateText(node: Syntax, scope: Scope): Value {
  const at = spot(node, scope);
  const [only, ...others] = node.children.filter(
    ({ type }) => type.startsWith('template_') && !/_(?:start|end)$/.test(type),
  );
  const isWhole = only?.type === 'template_interpolation' && others.length === 0 && node.type === 'quoted_template';
  // "${x}" is x itself, whatever its type.
  if (isWhole && only.start === node.start + 1 && only.end === node.end - 1) return evaluateInterpolation(only, scope);
  let length = 0;
  const pieces = piecesOf(node, scope.file, (part) => {
    const value = length > maxText ? undefined : evaluateInterpolation(part, scope);
    const filled = (value && asText(value)) ?? unknownPart(describeSyntax(inner(part), scope.file));
    length += filled.length;
    return filled;
  });
  if (length > maxText) return unknown(node, scope);
  const text = pieces.map((piece) => (piece.kind === 'directive' ? unknownOf(piece, scope) : piece.text)).join('');
  return { kind: 'text', text, at, written: { file: scope.file, pieces } };
}

function unknownOf(piece: Piece, scope: Scope): string {
  return unknownPart(describeSyntax(piece, scope.file));
}

function evaluateInterpolation(node: Syntax, scope: Scope): Value {
  const expression = node.children.find(isExpression);
  return expression ? evaluate(expression, scope) : { kind: 'text', text: '', at: spot(node, scope) };
}

function inner(node: Syntax): Syntax {
  return node.children.find(isExpression) ?? node;
}

function evaluateScalar(node: Syntax, scope: Scope): Value {
  const text = textAt(node, scope);
  const value = node.type === 'null_lit' ? null : node.type === 'bool_lit' ? text === 'true' : Number(text);
  return { kind: 'scalar', value, at: spot(node, scope) };
}

function evaluateUnary(node: Syntax, scope: Scope): Value {
  const operand = node.children[0] && evaluate(node.children[0], scope);
  if (operand?.kind !== 'scalar') return unknown(node, scope);
  const isMinus = textAt(node, scope).startsWith('-');
  if (isMinus && typeof operand.value === 'number') return { ...operand, value: -operand.value, at: spot(node, scope) };
  if (!isMinus && typeof operand.value === 'boolean')
    return { ...operand, value: !operand.value, at: spot(node, scope) };
  return unknown(node, scope);
}

function evaluateObject(node: Syntax, scope: Scope): Value {
  const members: Member[] = [];
  for (const element of node.children.filter(({ type }) => type === 'object_elem')) {
    const [key, value] = element.children;
    if (!key || !value) continue;
    members.push({ name: nameOf(key, scope), nameAt: spot(key, scope), value: evaluate(value, scope) });
  }
  return { kind: 'object', members, at: spot(node, scope) };
}

/** A bare word as a key is that word; anything else is an expression. */
function nameOf(key: Syntax, scope: Scope): string {
  const [only, ...others] = key.children;
  if (others.length === 0 && only?.type === 'variable_expr' && textAt(key, scope) === textAt(only, scope))
    return textAt(only, scope);
  return asText(evaluate(key, scope)) ?? unknownPart(describeSyntax(key, scope.file));
}

function evaluateConditional(node: Syntax, scope: Scope): Value {
  const parts = partsOf(node);
  if (!parts) return unknown(node, scope);
  const [test, first, second] = parts;
  const condition = evaluate(test, scope);
  if (condition.kind === 'scalar' && typeof condition.value === 'boolean') {
    return evaluate(condition.value ? first : second, scope);
  }
  const name = conditionOf(test, scope);
  const yes = evaluate(first, inBranch(scope, name, true));
  return chooseValue(node, name, yes, evaluate(second, inBranch(scope, name, false)), scope);
}

/** Condition and branches. The grammar takes `a ? b : c ? d : e` for `(a ? b : c) ? d : e`, which in Terraform it is not. */
function partsOf(node: Syntax): readonly [Syntax, Syntax, Syntax] | undefined {
  let [test, yes, no] = node.children;
  while (test && yes && no) {
    const inner = test.type === 'expression' ? test.children[0] : undefined;
    const [before, first, second] = inner?.type === 'conditional' ? inner.children : [];
    if (!before || !first || !second) return [test, yes, no];
    no = { type: 'conditional', start: second.start, end: node.end, children: [second, yes, no] };
    [test, yes] = [before, first];
  }
  return undefined;
}

/** Of a list that is not known one item stands for all: the body with the loop's names unknown. */
function evaluateFor(node: Syntax, scope: Scope): Value {
  const intro = node.children.find(({ type }) => type === 'for_intro');
  const body = node.children.find(isExpression);
  const names = intro?.children.filter(({ type }) => type === 'identifier') ?? [];
  const collection = intro?.children.find(isExpression);
  if (!body || !collection || names.length === 0) return unknown(node, scope);
  const over = evaluate(collection, scope);
  const hasCondition = node.children.some(({ type }) => type === 'for_cond');
  const isKnown = over.kind === 'list' && !hasCondition && names.length === 1 && over.items.length <= 1000;
  const rounds = isKnown ? over.items : [undefined];
  const items = rounds.map((item) => {
    const bound = new Map(scope.bound);
    for (const name of names) bound.set(textAt(name, scope), item ?? unknown(name, scope));
    return evaluate(body, { ...scope, bound });
  });
  return { kind: 'list', items, at: spot(node, scope), mayBeEmpty: !isKnown };
}

function evaluateCall(node: Syntax, scope: Scope): Value {
  const [name, list] = node.children;
  const hasSpread = list?.children.some(({ type }) => type === 'ellipsis') === true;
  if (!name || hasSpread) return unknown(node, scope);
  const args = list?.children.filter(isExpression).map((arg) => evaluate(arg, scope)) ?? [];
  if (textAt(name, scope) === 'coalesce') return coalesce(args, node, scope);
  const value = callFunction(textAt(name, scope), args, spot(node, scope)) ?? unknown(node, scope);
  return value.kind === 'unknown' && value.source !== undefined
    ? { ...unknown(node, scope), source: value.source }
    : value;
}

/** The first argument that is there; of those that may be, the world tells. */
function coalesce(args: readonly Value[], node: Syntax, scope: Scope): Value {
  const possible = args.filter((one) => isTaken(one) !== 'no');
  const sure = possible.findIndex((one) => isTaken(one) === 'yes');
  const value = (sure < 0 ? possible : possible.slice(0, sure + 1)).reduceRight<Value | undefined>((rest, one) => {
    const name = one.kind === 'unknown' ? one.expression : (asText(one) ?? '');
    return rest ? chooseValue(node, `coalesce(${name})`, one, rest, scope) : one;
  }, undefined);
  return value ?? unknown(node, scope);
}
