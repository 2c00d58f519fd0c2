/**
 * The typed policy: what the grammar says, with each value knowing its place. Made by parse.ts from any JSON value; a
 * value of the wrong type never becomes part of the model but a GrammarProblem, so no rule meets it.
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import type { Place, PolicySource } from './place.ts';

export const policyTypes = ['identity', 'resource', 'trust', 'scp', 'rcp', 'boundary'] as const;
export type PolicyType = (typeof policyTypes)[number];

export interface Policy {
  readonly place: Place;
  readonly source: PolicySource;
  readonly type: PolicyType;
  /** CloudFormation type of the resource a resource policy belongs to, e.g. `AWS::S3::Bucket`. */
  readonly resourceType?: string;
  /** The value as parsed from JSON. */
  readonly raw: unknown;
  readonly version?: Text;
  readonly id?: Text;
  readonly statements: readonly Statement[];
  /** `Statement` is a list rather than a single object. */
  readonly statementsAreList: boolean;
  /** What does not fit the grammar, in document order. */
  readonly problems: readonly GrammarProblem[];
}

/** A string of the policy with its place. */
export interface Text {
  readonly text: string;
  readonly place: Place;
}

export interface Statement {
  readonly place: Place;
  readonly policy: Policy;
  readonly index: number;
  readonly sid?: Text;
  /** As written, also when it is neither Allow nor Deny. */
  readonly effect?: Text;
  /** Undefined when missing or neither `Allow` nor `Deny` (case-sensitive). */
  readonly isAllow: boolean | undefined;
  readonly action?: Element<ActionPattern>;
  readonly notAction?: Element<ActionPattern>;
  readonly resource?: Element<ResourcePattern>;
  readonly notResource?: Element<ResourcePattern>;
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  /** One entry for each operator and key. */
  readonly conditions: readonly Condition[];
  /** The `Condition` element, when it is there and an object. */
  readonly condition?: ConditionElement;
  /** Some part of the statement has a grammar problem, so meaning-based rules may want to stay silent. */
  readonly isDamaged: boolean;
}

/** `Action`, `NotAction`, `Resource` or `NotResource`. */
export interface Element<T> {
  readonly name: string;
  readonly place: Place;
  readonly namePlace: Place;
  readonly isList: boolean;
  readonly values: readonly T[];
}

export interface ActionPattern extends Text {
  /** Stands under NotAction. */
  readonly negated: boolean;
  /** Lower-case text before the first colon; undefined for `*` and for text without a colon. */
  readonly service: string | undefined;
  /** As written after the first colon; the whole text when there is no colon. */
  readonly name: string;
}

export interface ResourcePattern extends Text {
  readonly negated: boolean;
}

export interface PrincipalElement {
  readonly name: 'Principal' | 'NotPrincipal';
  readonly place: Place;
  readonly namePlace: Place;
  /** `"Principal": "*"` as a plain string. */
  readonly isStar: boolean;
  /** Each key of the object form, also those that are empty. */
  readonly groups: readonly PrincipalGroup[];
  readonly values: readonly Principal[];
}

export interface PrincipalGroup {
  /** As written: AWS, Service, Federated, CanonicalUser, or something else. */
  readonly key: Text;
  readonly place: Place;
  readonly isList: boolean;
  readonly values: readonly Principal[];
}

export interface Principal extends Text {
  readonly negated: boolean;
  /** As written; `AWS` for the plain string `*`. */
  readonly kind: string;
}

export interface ConditionElement {
  readonly place: Place;
  readonly namePlace: Place;
  readonly operators: readonly {
    readonly operator: ConditionOperator;
    readonly place: Place;
    readonly isEmpty: boolean;
  }[];
}

export interface ConditionOperator extends Text {
  /** `ForAllValues` or `ForAnyValue` in their exact spelling, when written. */
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  /** Without qualifier and IfExists, in the documented letter case when known, else as written. */
  readonly base: string;
}

/** One operator and one key with its values. */
export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: Text;
  /** Place of the value or list. */
  readonly place: Place;
  readonly isList: boolean;
  readonly values: readonly ConditionValue[];
}

export interface ConditionValue extends Text {
  /** What JSON type it was written as; IAM takes numbers and booleans as text. */
  readonly written: 'string' | 'number' | 'boolean';
}

/**
 * A departure from the grammar. Each is reported by exactly one rule, named like the check of IAM Access Analyzer.
 */
export type GrammarProblem = {
  readonly place: Place;
  readonly statement?: Statement | undefined;
} & (
  | {
      readonly kind: 'data-type-mismatch';
      readonly element: string;
      readonly found: string;
      readonly expected: readonly string[];
    }
  | {
      readonly kind: 'invalid-policy-element';
      readonly element: string;
      readonly allowed: readonly string[];
      readonly parent: 'policy' | 'statement';
    }
  | { readonly kind: 'missing-statement' }
  | { readonly kind: 'invalid-principal-format'; readonly element: string; readonly found: string }
  | { readonly kind: 'invalid-condition-data-type'; readonly key: string; readonly found: string }
);
