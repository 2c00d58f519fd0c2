import { UsageError } from '../../errors.ts';
import { knownRules } from '../../known-rules.ts';
import { formatNames } from '../../report/index.ts';
import type { Command } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { modelOf, type Completion } from '../completion/model.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { commands } from '../commands.ts';

const shells: Readonly<Record<string, (completion: Completion) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export const completion: Command = {
  name: 'completion',
  summary: 'print the completion script for a shell',
  usage: 'completion bash|zsh|fish',
  flags: { debug: { type: 'boolean', description: 'show the stack of an internal error' } },
  run: async ({ positionals }, io) => {
    const [shell = '', ...others] = positionals;
    const print = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
    if (!print || others.length > 0) throw new UsageError('completion takes one shell: bash, zsh or fish.');
    const loaded = await Promise.all(Object.values(commands).map((entry): Promise<Command> => entry.load()));
    const ruleIds = knownRules.map(({ meta }) => meta.id);
    await io.stdout(print(modelOf(loaded, ruleIds, formatNames)));
    return 0;
  },
};
