import type { Completion, FlagWords } from './model.ts';

export function zshCompletion({ commands }: Completion): string {
  return `#compdef iam-audit
# zsh completion for iam-audit; load it with: source <(iam-audit completion zsh)
_iam_audit() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _iam_audit ]; then
  _iam_audit "$@"
else
  compdef _iam_audit iam-audit
fi
`;
}

function commandCase({ name, flags, first }: Completion['commands'][number]): string {
  const rest = first.length > 0 ? `1:name:(${first.join(' ')})` : '*:file:_files';
  const specs = [...flags.map(flagSpec), quote('--help[tell what the command does]'), quote(rest)];
  return `    ${name}) _arguments ${specs.join(' ')} ;;`;
}

/** In a specification brackets and colons steer, so in descriptions they are taken out of play. */
function flagSpec({ name, description, takesValue, choices }: FlagWords): string {
  const said = description.replace(/[[\]\\:]/g, (letter) => `\\${letter}`);
  const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : '';
  return quote(`*--${name}[${said}]${value}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
