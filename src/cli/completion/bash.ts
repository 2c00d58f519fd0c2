import type { Completion } from './model.ts';

/** Words are our own names: letters, digits, `-` and `=`, so they need no quoting. */
export function bashCompletion({ commands }: Completion): string {
  return `# bash completion for iam-audit; load it with: source <(iam-audit completion bash)
_iam_audit() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]-} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$current"))
    return
  fi
  case "$command $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case $command in
${commands.map(commandCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _iam_audit iam-audit
`;
}

type Words = Completion['commands'][number];

/** After a flag with a value its choices; without choices nothing, so that bash offers files. */
function valueCases({ name, flags }: Words): string[] {
  return flags
    .filter(({ takesValue }) => takesValue)
    .map(({ name: flag, choices }) => {
      const reply = choices.length > 0 ? ` COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$current"));` : '';
      return `    "${name} --${flag}")${reply} return ;;`;
    });
}

function commandCase({ name, flags, first }: Words): string {
  const names = [...flags.map((flag) => `--${flag.name}`), '--help'].join(' ');
  const words = first.length > 0 ? `; [ "$COMP_CWORD" -eq 2 ] && words="${first.join(' ')} $words"` : '';
  return `    ${name}) if [[ $current == -* ]]; then words="${names}"; fi${words} ;;`;
}
