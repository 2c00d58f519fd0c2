/** The few ANSI styles reports use. */
import type { Severity } from '../finding.ts';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  green: [32, 39],
} as const;

type Tint = keyof typeof codes;

/** Colours text, or leaves it alone when the output has no colours. */
export type Paint = (tint: Tint, text: string) => string;

/** A painter that does nothing when colours are off. */
export function painter(color: boolean): Paint {
  if (!color) return (_tint, text) => text;
  return (tint, text) => (text === '' ? '' : `\u001b[${codes[tint][0]}m${text}\u001b[${codes[tint][1]}m`);
}

/** The colour of each severity. */
export const severityTints: Readonly<Record<Severity, Tint>> = {
  error: 'red',
  security: 'magenta',
  warning: 'yellow',
  suggestion: 'cyan',
};
