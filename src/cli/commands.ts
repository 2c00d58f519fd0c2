/** The commands, each loaded on demand. */
import type { Command } from './command.ts';

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const commands = {
  lint: {
    summary: 'find problems in the policies of files',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  scan: {
    summary: 'find problems in an account or a snapshot of one',
    load: async () => (await import('./commands/scan.ts')).scan,
  },
  check: {
    summary: 'prove what a policy does or does not allow',
    load: async () => (await import('./commands/check.ts')).check,
  },
  simulate: {
    summary: 'decide one request against policies',
    load: async () => (await import('./commands/simulate.ts')).simulate,
  },
  diff: {
    summary: 'compare two snapshots: findings, principals, policies, trusts',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  suggest: {
    summary: 'tighten policies to what is used, with proofs; changes nothing',
    load: async () => (await import('./commands/suggest.ts')).suggest,
  },
  'who-can': {
    summary: 'which users and roles of an account may do something',
    load: async () => (await import('./commands/who-can.ts')).whoCan,
  },
  can: {
    summary: 'whether a user or role of an account may do something',
    load: async () => (await import('./commands/can.ts')).can,
  },
  paths: {
    summary: 'show who can become whom in an account',
    load: async () => (await import('./commands/paths.ts')).paths,
  },
  rules: { summary: 'list all rules', load: async () => (await import('./commands/rules.ts')).rulesCommand },
  explain: { summary: 'explain one rule', load: async () => (await import('./commands/explain.ts')).explain },
  init: {
    summary: 'write a commented configuration',
    load: async () => (await import('./commands/init.ts')).init,
  },
  completion: {
    summary: 'print the completion script for a shell',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof commands;
