/** The forms of one policy: each is judged, the policy is counted once. */
import type { Location } from '../../finding.ts';
import { sayUnread, type Found } from './found.ts';
import { isReasonable, toJson, type Value } from './value.ts';

export class Forms {
  readonly #found: Found;
  #count = 0;
  readonly #seen = new Set<string>();

  constructor(found: Found) {
    this.#found = found;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Adds a form by `push`, unless another was the same. */
  add(policy: Value, push: () => void): void {
    if (isReasonable(policy) && !this.#isNew(toJson(policy))) return;
    push();
    const { policies } = this.#found;
    const last = policies.at(-1);
    if (last && this.#count++ > 0) policies[policies.length - 1] = { ...last, isAlternative: true };
  }

  /** Says once what is not judged. */
  unread(what: string, reason: string, location: Location): void {
    this.once([what, reason, location], () => { sayUnread(what, reason, location, this.#found); }); // prettier-ignore
  }

  /** Says that some forms were left out. */
  unreadRest(what: string, reason: string, location: Location): void {
    const message = `${what} is not judged in all its forms: ${reason}.`;
    this.once([message, location], () => { this.#found.unread.push({ message, location }); }); // prettier-ignore
  }

  /** Does for the first of the forms what is the same for others. */
  once(key: unknown, push: () => void): void {
    if (this.#isNew(key)) push();
  }

  #isNew(value: unknown): boolean {
    const key = JSON.stringify(value);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
