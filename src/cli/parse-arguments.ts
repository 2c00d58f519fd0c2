/** Flags as data to values, over `parseArgs` of Node. */
import { parseArgs } from 'node:util';
import { nearest } from '../catalog/suggest.ts';
import { UsageError } from '../errors.ts';
import type { Arguments, Command, Flags } from './command.ts';

type Value = string | boolean | readonly (string | boolean)[] | undefined;

/** Throws UsageError for an unknown flag (with the nearest one), a missing value or a value that is not allowed. */
export function parseArguments(command: Command, argv: readonly string[]): Arguments {
  const { values, positionals } = parse(command.flags, argv, command.name);
  for (const [name, flag] of Object.entries(command.flags)) {
    for (const value of listOf(values[name])) {
      if (flag.choices && typeof value === 'string' && !flag.choices.includes(value)) {
        throw new UsageError(
          `--${name} does not know "${value}".${didYouMean(value, flag.choices)} Allowed: ${flag.choices.join(', ')}.`,
        );
      }
    }
  }
  return argumentsOf(values, positionals);
}

function parse(flags: Flags, argv: readonly string[], command: string) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, multiple = false, short }]) => [
      name,
      { type, multiple, ...(short !== undefined && { short }) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: withValues(flags, argv),
      options,
      strict: true,
      allowPositionals: true,
    });
    return { values: values as Readonly<Record<string, Value>>, positionals };
  } catch (error) {
    throw new UsageError(explain(error as NodeJS.ErrnoException, flags, argv, command));
  }
}

/** A flag whose value may be left out gets an empty one, so that `parseArgs` finds what it expects. */
function withValues(flags: Flags, argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const taken = new Set<number>();
  return argv.flatMap((word, index) => {
    if (taken.has(index)) return [];
    const isOpen = word.startsWith('--') && Object.hasOwn(flags, word.slice(2)) && flags[word.slice(2)]?.optional;
    if (!isOpen || (end >= 0 && index > end)) return [word];
    const next = argv[index + 1];
    if (next === undefined || next.startsWith('-')) return [`${word}=`];
    taken.add(index + 1);
    return [`${word}=${next}`];
  });
}

function explain(error: NodeJS.ErrnoException, flags: Flags, argv: readonly string[], command: string): string {
  const more = `See \`iam-audit ${command} --help\`.`;
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${explainValue(error.message, flags)} ${more}`;
  const written = /'(--?[^']*)'/.exec(error.message)?.[1] ?? argv.find((word) => word.startsWith('-')) ?? '';
  const names = Object.keys(flags).map((name) => `--${name}`);
  return `Unknown flag ${written}.${didYouMean(written, names)} ${more}`;
}

function explainValue(message: string, flags: Flags): string {
  const name = /--([\w-]+)/.exec(message)?.[1] ?? '';
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (!flag) return `${message.split('\n')[0] ?? ''}.`;
  if (flag.type === 'boolean') return `--${name} takes no value.`;
  const value = flag.value ?? 'VALUE';
  const dash = message.includes('ambiguous') ? ` A value that begins with a dash is written --${name}=${value}.` : '';
  return `--${name} needs a value: --${name} ${value}.${dash}`;
}

export function didYouMean(written: string, known: readonly string[]): string {
  const [name] = nearest(written, known, 1);
  return name === undefined ? '' : ` Did you mean ${name}?`;
}

function argumentsOf(values: Readonly<Record<string, Value>>, positionals: readonly string[]): Arguments {
  const text = (name: string): string | undefined =>
    listOf(values[name])
      .filter((value) => typeof value === 'string')
      .at(-1);
  return {
    positionals,
    text,
    list: (name) => listOf(values[name]).filter((value) => typeof value === 'string'),
    has: (name) => values[name] !== undefined && values[name] !== false,
    number: (name, least) => {
      const written = text(name);
      if (written === undefined) return undefined;
      const value = Number(written);
      if (/^\d+$/.test(written) && Number.isSafeInteger(value) && value >= least) return value;
      throw new UsageError(`--${name} takes a whole number of at least ${least}, not "${written}".`);
    },
  };
}

function listOf(value: Value): readonly (string | boolean)[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}
