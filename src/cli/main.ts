/** argv in, exit status out. Commands are loaded when they are called, so that `--version` loads none. */
import { InputError, UsageError } from '../errors.ts';
import { homepage, version } from '../version.ts';
import type { Command, Io } from './command.ts';
import { commands, type CommandName } from './commands.ts';

export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    io.stderr(await explain(error, argv.includes('--debug')));
    return 2;
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v' || first === '-V') return await printVersion(io);
  if (first === undefined || first === '--help' || first === '-h' || first === 'help')
    return await printHelp(rest, first, io);
  if (!isCommand(first)) throw new UsageError(await unknownCommand(first));
  const command = await commands[first].load();
  if (isAsked(rest, '--help', '-h')) {
    const { commandHelp } = await import('./help.ts');
    await io.stdout(commandHelp(command));
    return 0;
  }
  const { parseArguments } = await import('./parse-arguments.ts');
  return await command.run(parseArguments(command, rest), io);
}

/** A flag before `--`, after which everything is a file name. */
function isAsked(argv: readonly string[], ...names: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).some((word) => names.includes(word));
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}

async function printVersion(io: Io): Promise<number> {
  const { openCatalog } = await import('../catalog/iam-data.ts');
  await io.stdout(`iam-audit ${version} (catalogue of ${openCatalog().date})\n`);
  return 0;
}

async function printHelp(rest: readonly string[], first: string | undefined, io: Io): Promise<number> {
  const { commandHelp, overview } = await import('./help.ts');
  const [name] = rest;
  if (first === 'help' && name !== undefined && !name.startsWith('-')) {
    if (!isCommand(name)) throw new UsageError(await unknownCommand(name));
    const command: Command = await commands[name].load();
    await io.stdout(commandHelp(command));
    return 0;
  }
  if (first === undefined) {
    io.stderr(overview());
    return 2;
  }
  await io.stdout(overview());
  return 0;
}

async function unknownCommand(word: string): Promise<string> {
  const { didYouMean } = await import('./parse-arguments.ts');
  const names = Object.keys(commands);
  if (word.startsWith('-'))
    return `${word} stands before a command. Usage: iam-audit <command> [flags]. Commands: ${names.join(', ')}.`;
  return `There is no command "${word}".${didYouMean(word, names)} Commands: ${names.join(', ')}.`;
}

/** Names of files come from strangers: nothing in them may steer a terminal or a CI log. */
async function explain(error: unknown, debug: boolean): Promise<string> {
  const { harmless } = await import('../report/harmless.ts');
  const said = error instanceof Error ? error.message : String(error);
  const lines = said.split('\n').map((line) => harmless(line));
  const stack = error instanceof Error ? (error.stack ?? said) : said;
  if (error instanceof UsageError || error instanceof InputError)
    return `iam-audit: ${lines.join('\n')}\n${debug ? `${frames(stack)}\n` : ''}`;
  const shown = debug ? [lines[0], frames(stack)].join('\n') : `${lines[0] ?? ''}\n(--debug shows where)`;
  return `iam-audit: this is a bug, please report it at ${homepage}/issues\n${shown}\n`;
}

/** Where it happened, without the message again: that may hold whatever a file holds. */
function frames(stack: string): string {
  const lines = stack.split('\n');
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}
