/** What each rule costs, measured only when somebody asks: without a stopwatch the engine calls the rules themselves. */

export interface RuleCost {
  readonly ruleId: string;
  readonly ms: number;
  readonly calls: number;
}

/** A rule's method: the subject, and what it stands in. */
export type Visit = (subject: never, around?: never) => void;

export interface Stopwatch {
  /** The same function, measured. */
  time(ruleId: string, visit: Visit): Visit;
  /** The dearest rule first. */
  costs(): readonly RuleCost[];
}

/** `now` in milliseconds, as finely as the caller can tell. */
export function newStopwatch(now: () => number): Stopwatch {
  const costs = new Map<string, { ruleId: string; ms: number; calls: number }>();
  return {
    time: (ruleId, visit) => {
      let cost = costs.get(ruleId);
      if (!cost) costs.set(ruleId, (cost = { ruleId, ms: 0, calls: 0 }));
      const own = cost;
      return (subject, around) => {
        own.calls++;
        const start = now();
        try {
          visit(subject, around);
        } finally {
          own.ms += now() - start;
        }
      };
    },
    costs: () => [...costs.values()].sort((a, b) => b.ms - a.ms || (a.ruleId < b.ruleId ? -1 : 1)),
  };
}

/** A table for people: milliseconds, calls, rule. */
export function describeCosts(costs: readonly RuleCost[]): string {
  const total = costs.reduce((sum, { ms }) => sum + ms, 0);
  const lines = costs.map(
    ({ ruleId, ms, calls }) => `${ms.toFixed(1).padStart(10)} ${String(calls).padStart(9)}  ${ruleId}`,
  );
  return ['        ms     calls  rule', ...lines, `${total.toFixed(1).padStart(10)}            all rules`, ''].join(
    '\n',
  );
}
