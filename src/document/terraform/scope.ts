/** What evaluating an expression knows: its file, the names it can refer to, and what it has cost so far. */
import { describeSyntax, type SourceFile } from './source-file.ts';
import type { Choose, World } from '../template/worlds.ts';
import type { Syntax } from './syntax.ts';
import type { UnknownValue, Value } from './value.ts';

export interface Scope {
  readonly file: SourceFile;
  readonly names: Names;
  /** Names that a `for` or a `dynamic` block binds. */
  readonly bound?: ReadonlyMap<string, Value>;
  /** The item for which this is the scope may not be there. */
  readonly isOptional?: boolean;
  readonly effort: Effort;
  /** Decides open conditions; without it they stay open. */
  readonly choose?: Choose;
  /** The branches that this stands in. */
  readonly around?: World;
}

/** What evaluating a module has cost so far: hostile text must neither take forever nor exhaust the stack. */
export interface Effort {
  steps: number;
  depth: number;
  /** Conditions met of which a world may decide. */
  undecided: number;
  /** Of steps; the longer the text, the more. */
  readonly limit: number;
}

/** What an expression can refer to in its module. */
export interface Names {
  readonly local: (name: string) => Value | undefined;
  /** The JSON text of an `aws_iam_policy_document`. */
  readonly document: (name: string) => Value | undefined;
}

export function isExpression({ type }: Syntax): boolean {
  return type === 'expression';
}

export function unknown(node: Syntax, scope: Scope): UnknownValue {
  return { kind: 'unknown', expression: describeSyntax(node, scope.file), at: spot(node, scope) };
}

export function spot(node: Syntax, { file }: Scope) {
  return file.spot(node);
}

export function textAt({ start, end }: Syntax, { file }: Scope): string {
  return file.text.slice(start, end);
}
