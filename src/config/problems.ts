/** Collects what is wrong with a configuration, so that a person mends it in one go. */
import { UsageError } from '../errors.ts';
import type { ConfigPlace } from './config.ts';

const mostShown = 50;

export interface Problems {
  readonly add: (at: string, text: string) => void;
  /** Throws one UsageError with all of them, if there are any. */
  readonly throwIfAny: () => void;
}

export function collectProblems(place: ConfigPlace): Problems {
  const lines: string[] = [];
  return {
    add: (at, text) => {
      const position = place.locate?.(at);
      const where = position?.line === undefined ? '' : `${position.line}:${position.column ?? 1} `;
      lines.push(`  ${where}${at === '' ? '(root)' : cut(at)}: ${text}`);
    },
    throwIfAny: () => {
      if (lines.length === 0) return;
      const rest = lines.length > mostShown ? [`  ... and ${lines.length - mostShown} more`] : [];
      const count = lines.length === 1 ? 'a problem' : `${lines.length} problems`;
      const head = `The configuration ${place.file} has ${count}:`;
      throw new UsageError([head, ...lines.slice(0, mostShown), ...rest].join('\n'));
    },
  };
}

function cut(pointer: string): string {
  return pointer.length > 120 ? `${pointer.slice(0, 120)}…` : pointer;
}
