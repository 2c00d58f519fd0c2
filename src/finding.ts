/** What a rule found: one type for lint, scan and check. The shape of JSON output (see README, "JSON"). */

export const severities = ['error', 'security', 'warning', 'suggestion'] as const;

/** From highest to lowest, as `--fail-on` orders them. */
export type Severity = (typeof severities)[number];

export interface Location {
  /** With `/`; relative to the working directory, absolute outside it. Absent for a live account. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 units. */
  readonly column?: number;
  readonly endLine?: number;
  /** Exclusive. */
  readonly endColumn?: number;
  /** RFC 6901, from the root of the file. */
  readonly pointer?: string;
}

/** The user, group, role, policy, root or account that a finding is about. */
export interface ResourceRef {
  /** CloudFormation type name, e.g. `AWS::IAM::Role`; `AWS::Account` and `AWS::IAM::Root` for those two. */
  readonly type: string;
  readonly name: string;
  readonly arn?: string;
}

/** One replacement in the file's text, offsets in UTF-16 units, `end` exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Fix {
  readonly edits: readonly TextEdit[];
}

export interface Suggestion extends Fix {
  readonly title: string;
}

export interface RelatedLocation {
  readonly message: string;
  readonly location: Location;
}

export interface Finding {
  readonly ruleId: string;
  /** Stable: tests and machines rely on it, so the wording of `message` can improve. */
  readonly messageId: string;
  /** One line; the first sentence stands alone. */
  readonly message: string;
  readonly severity: Severity;
  readonly location: Location;
  readonly resource?: ResourceRef;
  readonly related?: readonly RelatedLocation[];
  /** The facts behind the message, for machines. Never a secret. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** Keeps the meaning of the policy: `--fix` applies it. */
  readonly fix?: Fix;
  /** Changes access: applied only when a person asks for it. */
  readonly suggestions?: readonly Suggestion[];
  /** Of rule, place and facts, without line numbers: survives edits elsewhere in the file. */
  readonly fingerprint: string;
}
