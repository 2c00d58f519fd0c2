/** AWS service reference data behind one small interface: synchronous, one service loaded at a time. Names match without letter case. */

export interface Catalog {
  /** Day of the data, `YYYY-MM-DD`. */
  readonly date: string;
  /** Every service prefix, sorted. */
  readonly prefixes: readonly string[];
  hasService(prefix: string): boolean;
  /** Loads the service's file on first use. */
  service(prefix: string): Service | undefined;
  /** `s3:GetObject`, letter case ignored. */
  action(fullName: string): ActionInfo | undefined;
  /** A global key, also by a name with its last part filled in (`aws:RequestTag/team`). Some have a service's prefix (`lambda:SourceFunctionArn`). */
  globalKey(name: string): ConditionKeyInfo | undefined;
  readonly globalKeys: readonly ConditionKeyInfo[];
  /** A key of a service, also by a name with variable parts filled in (`s3:ExistingObjectTag/x`). Keys of identity providers belong to `sts`. */
  serviceKey(name: string): ConditionKeyInfo | undefined;
  /** Services whose resource types have ARNs of this service; most often itself alone. */
  arnListers(service: string): readonly string[];
  /** Services whose resources an RCP can protect. */
  readonly rcpServices: readonly string[];
}

export interface Service {
  readonly prefix: string;
  /** As AWS calls it, e.g. `Amazon S3`. */
  readonly name: string;
  /** By lower-case name. */
  readonly actions: ReadonlyMap<string, ActionInfo>;
  /** By name as the data writes it. */
  readonly resourceTypes: ReadonlyMap<string, ResourceTypeInfo>;
  readonly conditionKeys: readonly ConditionKeyInfo[];
}

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

export interface ActionInfo {
  readonly service: string;
  readonly name: string;
  readonly accessLevel: AccessLevel;
  readonly isWrite: boolean;
  /** Empty: the action supports only `*` as resource. */
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
  /** Keys of the action itself, beside those of its resource types. */
  readonly conditionKeys: readonly string[];
}

export interface ResourceTypeInfo {
  readonly key: string;
  /** With `${Partition}`, `${Region}`, `${Account}` and other variables. */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

export type ConditionKeyType =
  | 'String'
  | 'ArrayOfString'
  | 'ARN'
  | 'ArrayOfARN'
  | 'Bool'
  | 'ArrayOfBool'
  | 'Numeric'
  | 'Date'
  | 'IPAddress'
  | 'Binary';

export interface ConditionKeyInfo {
  /** Variable parts as `${Name}`. Spelled exactly as in the `conditionKeys` lists of actions and resource types. */
  readonly key: string;
  /** `ArrayOf...`: the key holds several values. `aws:EpochTime` is a `Date` that also takes numeric operators. */
  readonly type: ConditionKeyType;
}

/** Whole days from the day of the catalogue's data to `now`. */
export function catalogAgeInDays(catalog: Pick<Catalog, 'date'>, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(catalog.date)) / 86_400_000);
}
