/** The forms of one policy: each is judged, the policy is counted once. */
import type { Location } from '../../finding.ts';
import { sayUnread, type Found } from './found.ts';
import { isReasonable, toJson, type Value } from './value.ts';

/** Of one policy: forms, and characters in all of them. A few lines of text can ask for any number. */
const most = { forms: 100, length: 2_000_000 };

export class Forms {
  readonly #found: Found;
  #count = 0;
  #length = 0;
  #isCut = false;
  readonly #seen = new Set<string>();

  constructor(found: Found) {
    this.#found = found;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Adds a form by `push`, unless another was the same. */
  add(policy: Value, push: () => void): void {
    if (this.#count >= most.forms || this.#length > most.length) {
      this.#isCut = true;
      return;
    }
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

  /** Says that forms were left out, also by this. */
  unreadRest(what: string, reasons: readonly string[], location: Location): void {
    for (const reason of reasons) this.#leaveOut(what, reason, location);
    if (this.#isCut) this.#leaveOut(what, 'it has too many', location);
  }

  #leaveOut(what: string, reason: string, location: Location): void {
    const message = `${what} is not judged in all its forms: ${reason}.`;
    this.once([message, location], () => { this.#found.unread.push({ message, location }); }); // prettier-ignore
  }

  /** Does for the first of the forms what is the same for others. */
  once(key: unknown, push: () => void): void {
    if (this.#isNew(key)) push();
  }

  #isNew(value: unknown): boolean {
    const key = JSON.stringify(value);
    this.#length += key.length;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
