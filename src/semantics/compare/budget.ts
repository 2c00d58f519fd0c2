/** What a comparison may cost. Every loop that an input can make long spends from it. */

export interface Limits {
  /** States of one product of patterns. */
  readonly maxStates: number;
  /** Boxes looked at while statements are subtracted from each other. */
  readonly maxBoxes: number;
  /** Classes of one dimension. */
  readonly maxClasses: number;
  /** Single steps over everything; about twenty million a second. */
  readonly maxSteps: number;
}

export const defaultLimits: Limits = { maxStates: 20_000, maxBoxes: 300_000, maxClasses: 5_000, maxSteps: 10_000_000 };

/** A guard stopped the analysis: the answer is unknown. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

export interface Budget {
  readonly limits: Limits;
  /** Throws LimitReached when the whole analysis has cost too much. */
  spend(steps: number): void;
  spendBox(): void;
}

/** A budget for one check; `isExpired` lets the caller watch a clock. */
export function newBudget(limits: Limits, isExpired: () => boolean = () => false): Budget {
  let steps = 0;
  let boxes = 0;
  let asked = 0;
  const watch = (): void => {
    if (isExpired()) throw new LimitReached('the time limit was reached');
  };
  return {
    limits,
    spend: (count) => {
      steps += count;
      if (steps > limits.maxSteps) throw new LimitReached(`more than ${limits.maxSteps} steps were needed`);
      if (steps - asked < 20_000) return;
      asked = steps;
      watch();
    },
    spendBox: () => {
      boxes++;
      if (boxes > limits.maxBoxes) throw new LimitReached(`more than ${limits.maxBoxes} boxes were needed`);
      if (boxes % 256 === 0) watch();
    },
  };
}
