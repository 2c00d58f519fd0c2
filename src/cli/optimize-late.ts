/** When the program lets V8 turn code into machine code. */
import { setFlagsFromString } from 'node:v8';

/**
 * For work of a second or so: V8 by itself optimizes what has run for a moment, and on many short tasks that takes more
 * processor time than the code optimized gives back. What runs for long is still optimized, a few milliseconds later.
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function optimizeLate(): void {
  setFlagsFromString('--interrupt-budget=700000');
}
