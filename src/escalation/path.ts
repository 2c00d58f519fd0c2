/** A known way to more permissions: which calls it takes, on what, and what must be there beside them. */

/** How the attacker gets there. */
export type PathGroup = 'new-passrole' | 'existing-passrole' | 'self-escalation' | 'principal-access';

/** What a step must be allowed on. */
export type TargetKind =
  /** A role that a service may assume and the attacker hands to it. */
  | 'passable-role'
  /** The call makes something new, or takes no target worth choosing. */
  | 'any'
  /** What an earlier step made. */
  | 'created'
  /** A resource that is there already, as a rule one that runs under a role. */
  | 'existing'
  /** The calling user, the calling role. */
  | 'self-user'
  | 'self-role'
  /** A group with the caller in it, a group without. */
  | 'own-group'
  | 'target-group'
  /** Another user; a role. */
  | 'target-user'
  | 'target-role'
  /** A customer managed policy that the caller has, or that the target role has. */
  | 'attached-policy'
  | 'target-role-policy'
  /** The customer managed policy that is the caller's permissions boundary. */
  | 'own-boundary';

/** One call. */
export interface PathStep {
  readonly action: string;
  readonly target: TargetKind;
  /** Of iam:PassRole: values of iam:PassedToService that serve the attacker; any of them will do. */
  readonly passedToService?: readonly string[];
  /** The action of an earlier step which must hit the same resource. */
  readonly sameAs?: string;
  /** Names of the action's resource types that count here, where not all do. */
  readonly resourceTypes?: readonly string[];
  /** The same call must be allowed on a resource of these types as well. */
  readonly alsoOn?: readonly string[];
}

/** What has to be there beside the permissions. Members depend on the kind. */
export interface PathNeed {
  readonly kind:
    /** A role exists whose trust policy names one of `services`. */
    | 'role-trusts-service'
    /** A resource of one of `types` exists; `mustCarryRole`: it runs under a role already. */
    | 'existing-resource'
    /** The role is in an instance profile. */
    | 'instance-profile'
    /** The caller is a `user` or `role` (`value`). */
    | 'caller-is'
    | 'caller-in-group'
    | 'policy-attached-to-caller'
    | 'customer-policy-attached-to-target-role'
    | 'target-role-trusts-caller'
    /** Access keys of the target user, `<2` or `2` (`value`). */
    | 'user-access-keys'
    /** Console password of the target user, `present` or `absent` (`value`). */
    | 'user-login-profile'
    /** Always so: AWS has its AdministratorAccess in every account. */
    | 'privileged-managed-policy-exists'
    /** The caller, or with `value` `target` the target role, is held by a permissions boundary. */
    | 'permissions-boundary'
    /** An older version of the policy allows more. */
    | 'stronger-policy-version'
    /** What an account's IAM data cannot show (`text`). */
    | 'state'
    /** Two roles, as said in `text`. */
    | 'role-chain'
    /** The role grants what `text` says. */
    | 'role-permits';
  readonly services?: readonly string[];
  readonly types?: readonly string[];
  readonly mustCarryRole?: boolean;
  readonly value?: string;
  readonly text?: string;
}

/**
 * Whose permissions the attacker ends up with. `anything`: chooses them freely, so always an administrator's. The others
 * make an administrator when that role, user or group is one. `carried-role` is the role of an existing resource,
 * `withheld` what a permissions boundary kept from the caller, `older-version` what an older policy version allows.
 */
export type PathGain =
  | 'anything'
  | 'passed-role'
  | 'carried-role'
  | 'target-role'
  | 'target-user'
  | 'target-group'
  | 'withheld'
  | 'older-version';

/** The same path in other collections. */
export interface PathReferences {
  readonly pathfinding?: readonly string[];
  readonly cloudsplaining?: readonly string[];
  readonly prowler?: readonly string[];
  readonly pmapper?: readonly string[];
  readonly iamVulnerable?: readonly string[];
}

export interface EscalationPath {
  /** An id of the pathfinding.cloud catalogue where it has one. */
  readonly id: string;
  /** The id is this project's own. */
  readonly isOwnId: boolean;
  /** One of the 65 paths that the catalogue held when this table was made; the others came later, or from elsewhere. */
  readonly isCatalogued: boolean;
  /** What the attacker does, in a few words. */
  readonly name: string;
  readonly group: PathGroup;
  readonly steps: readonly PathStep[];
  /** The step by whose target it is decided what the attacker gains; an action of `steps`. */
  readonly decisive: string;
  readonly needs: readonly PathNeed[];
  readonly gains: PathGain;
  /** Services that run under the role, as service principals. */
  readonly services: readonly string[];
  /** A path whose steps are all among these: where it is open, this one tells nothing new. */
  readonly parent?: string;
  /** The calls alone do not finish it: somebody or something else must do the rest. */
  readonly isPartial: boolean;
  readonly attack: string;
  readonly cut: string;
  readonly references: PathReferences;
}
