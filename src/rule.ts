/** The only module a rule has to know. */
import type { Account, AccountFact, Group, Role, User, AccountPolicy, Entity } from './account/model.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Fix, Location, ResourceRef, Severity } from './finding.ts';
import type { FixBuilder } from './fix/builder.ts';
import type {
  ActionPattern,
  Condition,
  GrammarProblem,
  Policy,
  PolicyType,
  Principal,
  ResourcePattern,
  Statement,
} from './policy/model.ts';
import type { Place } from './policy/place.ts';

/** A rule's names in other tools and benchmarks, as lists. */
export type References = Readonly<
  Partial<
    Record<
      | 'accessAnalyzer'
      | 'cis'
      | 'prowler'
      | 'scoutsuite'
      | 'securityHub'
      | 'awsConfig'
      | 'trustedAdvisor'
      | 'parliament'
      | 'boogy'
      | 'cfnLint'
      | 'cloudsplaining'
      | 'pathfinding',
      readonly string[]
    >
  >
>;

export interface OptionSchema {
  readonly type: 'number' | 'string' | 'boolean' | 'strings';
  readonly default: number | string | boolean | readonly string[];
  readonly description: string;
}

export interface RuleMeta<Ids extends string = string> {
  /** Kebab-case, equal to the file's name. */
  readonly id: string;
  readonly subject: 'policy' | 'user' | 'group' | 'role' | 'account' | 'file';
  readonly severity: Severity;
  /** 0.0 to 10.0, ranks findings of one severity; shown by SARIF consumers. */
  readonly securitySeverity?: number;
  /** Default `very-high`. */
  readonly precision?: 'very-high' | 'high' | 'medium' | 'low';
  /** One sentence, present tense, of what the rule demands. */
  readonly summary: string;
  /** What goes wrong in practice. */
  readonly why: string;
  readonly remedy: string;
  /** By message id, with `{{name}}` for data. */
  readonly messages: Readonly<Record<Ids, string>>;
  /** Absent: every type. */
  readonly policyTypes?: readonly PolicyType[];
  /** Parts of the account without which the rule cannot judge; it is then skipped, and said so. A list inside: any of them. */
  readonly needs?: readonly (AccountFact | readonly AccountFact[])[];
  readonly options?: Readonly<Record<string, OptionSchema>>;
  readonly fixable?: boolean;
  /** Off unless the configuration turns it on. */
  readonly offByDefault?: boolean;
  /**
   * Rules that say less of the same statement, or of the same user, group or role, by id or by its beginning before a `*`: in an account their findings are
   * folded into this rule's. Never a rule that answers a requirement of a benchmark.
   */
  readonly supersedes?: readonly string[];
  /** Its `role` also judges roles that a template or a Terraform configuration makes, as far as these are known. */
  readonly inTemplates?: boolean;
  /** For a rule on policies that judges the customer's file only and stays silent in a scan. */
  readonly lintOnly?: boolean;
  /**
   * Also reports at texts of which a part is known only at deployment: what the rule says of them must hold whatever
   * that part is. Without it such a text is never where a finding points; elsewhere only what holds in each case is reported.
   */
  readonly readsUnknown?: boolean;
  readonly references: References;
  readonly since: string;
}

/** A value of a policy, the entity of an account, or a spot in a file, that a finding points at. */
export type Locatable = Place | { readonly place: Place } | Entity | Spot;

/** A spot in a file, and whose it is where that is known. */
export interface Spot {
  readonly location: Location;
  readonly ref?: ResourceRef;
}

/** A managed policy that a template attaches to a user, group, role or permission set. */
export interface Attachment extends Spot {
  readonly ref: ResourceRef;
  /** With unknown parts; of a policy of AWS's own the partition is always there. */
  readonly policyArn: string;
}

/** A user, group, role or permission set that a template makes, with what the template gives it. */
export interface PolicyHolder extends Spot {
  readonly ref: ResourceRef;
  readonly kind: 'user' | 'group' | 'role';
  /** Of a role. */
  readonly trust?: Policy;
  /** Inline and attached ones that stand in the template. */
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  /** There is a boundary that stands elsewhere. */
  readonly isBoundaryUnknown: boolean;
  /** That is being judged: of policies in others only what they add is reported. */
  readonly file: string | undefined;
  /** ARNs of attached policies that do not stand in the template; with unknown parts. */
  readonly attached: readonly string[];
}

/** A file as such, before any policy in it: what rules with subject `file` look at. */
export interface FileSubject {
  readonly path: string;
  readonly location: Location;
  readonly syntaxErrors: readonly { readonly message: string; readonly location: Location }[];
  /** Member names that stand twice in one object of a policy. */
  readonly duplicates: readonly { readonly key: string; readonly first: Location; readonly location: Location }[];
  /** An AWS credentials download, when it is one. */
  readonly credentials?: { readonly kind: string; readonly keyIdEnding?: string; readonly location: Location };
}

export interface Problem<Ids extends string = string> {
  readonly at: Locatable;
  readonly message: Ids;
  readonly data?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly related?: readonly { readonly at: Locatable; readonly text: string }[];
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** For a rule with several grades; default the rule's own severity. Configuration still overrides both. */
  readonly severity?: Severity;
  /** Whom it is about, where that is not the owner of the place: a policy's holder. */
  readonly resource?: ResourceRef;
  /** A change that keeps the meaning; undefined when this text cannot be edited safely. */
  readonly fix?: (build: FixBuilder) => Fix | undefined;
  readonly suggestions?: readonly { readonly title: string; readonly fix: (build: FixBuilder) => Fix | undefined }[];
}

export interface RuleContext<Ids extends string = string> {
  readonly catalog: Catalog;
  /** The moment ages count back from. */
  readonly now: Date;
  readonly options: Readonly<Record<string, unknown>>;
  /** The account being scanned; undefined in lint. */
  readonly account: Account | undefined;
  readonly report: (problem: Problem<Ids>) => void;
  /** Says that something could not be judged; shown under `skipped`. One line a reason. */
  readonly skip: (reason: string) => void;
}

/** Every method is optional. Each subject is walked once for all rules. */
export interface Visitor {
  file?(file: FileSubject): void;
  /** Of a file; attachments in an account are seen through its users, groups and roles. */
  attachment?(attachment: Attachment): void;
  /** Of a file, before the policies in it: the policies that one user, group or role has together. */
  holder?(holder: PolicyHolder): void;
  policy?(policy: Policy): void;
  problem?(problem: GrammarProblem, policy: Policy): void;
  statement?(statement: Statement): void;
  action?(action: ActionPattern, statement: Statement): void;
  resource?(resource: ResourcePattern, statement: Statement): void;
  condition?(condition: Condition, statement: Statement): void;
  principal?(principal: Principal, statement: Statement): void;
  user?(user: User): void;
  group?(group: Group): void;
  role?(role: Role): void;
  /** A policy of the account: managed by the customer or by AWS, or inline. Trust policies are not among them. */
  accountPolicy?(policy: AccountPolicy): void;
  account?(account: Account): void;
}

export interface Rule<Ids extends string = string> {
  readonly meta: RuleMeta<Ids>;
  create(context: RuleContext<Ids>): Visitor;
}

/** The identity function, typed: `report` accepts only the message ids that `meta` declares. */
export function defineRule<const Ids extends string>(rule: Rule<Ids>): Rule<Ids> {
  return rule;
}
