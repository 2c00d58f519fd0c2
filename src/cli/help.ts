/** Help texts, made from the same tables that parse the flags. */
import type { Command, Flag } from './command.ts';
import { commands } from './commands.ts';

export function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'iam-audit: AWS IAM linter and least-privilege auditor',
    '',
    'Usage: iam-audit <command> [flags]',
    '',
    'Commands:',
    ...lines,
    '',
    '`iam-audit <command> --help` tells more. Exit status: 0 clean, 1 findings, 2 the run went wrong.',
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const flags = Object.entries(command.flags).map(([name, flag]) => ({ left: flagText(name, flag), flag }));
  const width = Math.min(34, Math.max(0, ...flags.map(({ left }) => left.length)));
  const lines = flags.map(({ left, flag }) => `  ${left.padEnd(width)}  ${flag.description}${choicesOf(flag)}`);
  return [`Usage: iam-audit ${command.usage}`, '', `${capital(command.summary)}.`, '', 'Flags:', ...lines, ''].join(
    '\n',
  );
}

function flagText(name: string, { short, value = 'VALUE', type, optional }: Flag): string {
  const placeholder = type === 'string' ? ` ${optional === true ? `[${value}]` : value}` : '';
  return `${short === undefined ? '' : `-${short}, `}--${name}${placeholder}`;
}

function choicesOf({ choices }: Flag): string {
  return choices ? ` (${choices.join(', ')})` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
