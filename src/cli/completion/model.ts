/** What a shell needs to know to complete a command line. */
import type { Command, Flag } from '../command.ts';

export interface Completion {
  readonly commands: readonly CommandWords[];
  /** Every rule's id, for `explain` and `--rule`. */
  readonly ruleIds: readonly string[];
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly FlagWords[];
  /** Words that may stand first after the command. */
  readonly first: readonly string[];
}

export interface FlagWords {
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** The value is one of these; empty: a file, most often. */
  readonly choices: readonly string[];
}

const firstWords: Readonly<Record<string, readonly string[]>> = {
  check: ['no-new-access', 'access-not-granted', 'no-public-access'],
  completion: ['bash', 'zsh', 'fish'],
};

export function modelOf(
  commands: readonly Command[],
  ruleIds: readonly string[],
  formats: readonly string[],
): Completion {
  const choicesOf = (command: string, name: string, { choices }: Flag): readonly string[] => {
    if (choices) return choices;
    if (name === 'rule') return ruleIds.map((id) => `${id}=`);
    return name === 'format' && ['lint', 'scan'].includes(command) ? formats : [];
  };
  return {
    ruleIds,
    commands: commands.map(({ name, summary, flags }) => ({
      name,
      summary,
      first: name === 'explain' ? ruleIds : (firstWords[name] ?? []),
      flags: Object.entries(flags).map(([flag, about]) => ({
        name: flag,
        description: about.description,
        takesValue: about.type === 'string',
        choices: choicesOf(name, flag, about),
      })),
    })),
  };
}
