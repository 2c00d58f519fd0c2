import type { Completion, FlagWords } from './model.ts';

export function fishCompletion({ commands }: Completion): string {
  const lines = commands.flatMap(({ name, summary, flags, first }) => [
    `complete -c iam-audit -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    ...(first.length > 0 ? [`complete -c iam-audit -n ${within(name)} -f -a ${quote(first.join(' '))}`] : []),
    ...flags.map((flag) => `complete -c iam-audit -n ${within(name)} ${flagWords(flag)}`),
  ]);
  return ['# fish completion for iam-audit; load it with: iam-audit completion fish | source', ...lines, ''].join('\n');
}

function within(command: string): string {
  return quote(`__fish_seen_subcommand_from ${command}`);
}

function flagWords({ name, description, takesValue, choices }: FlagWords): string {
  const values = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : ' -r';
  return `-l ${name} -d ${quote(description)}${takesValue ? values : ''}`;
}

/** Between single quotes fish reads only `\\'` and `\\\\`. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (letter) => `\\${letter}`)}'`;
}
