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
  /** What the place is called, where the wrapping does not tell the type. */
  readonly called?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly resource?: ResourceRef | undefined;
  /** Tells it from other policies of the resource that the same file or another one has. */
  readonly inline?: string | undefined;
  /** Where in the document a part of the value stands, when the value was put together rather than written there. */
  readonly origin?: ((path: Path) => Path) | undefined;
}
