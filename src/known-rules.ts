/** Every rule a person can name: those that visit subjects, and the one that judges the configuration itself. */
import { unusedSuppression } from './config/unused-suppression.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';

export const knownRules: readonly Rule[] = [...rules, unusedSuppression].sort((a, b) =>
  a.meta.id < b.meta.id ? -1 : 1,
);
