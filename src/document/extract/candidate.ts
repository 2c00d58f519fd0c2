/** A value inside a document that is, or should be, a policy. */
import type { ResourceRef } from '../../finding.ts';
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';

export interface Candidate {
  /** From the root of the document. */
  readonly path: Path;
  /** The policy, or the text of one, URL-encoded or not. */
  readonly value: unknown;
  /** The wrapping leaves no doubt: anything here that is no policy is an error, not something else. */
  readonly sure: boolean;
  /** Undefined: the wrapping does not tell. */
  readonly type?: PolicyType | undefined;
  readonly resourceType?: string | undefined;
  readonly resource?: ResourceRef | undefined;
}
