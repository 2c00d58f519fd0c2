/** The command line that shows a witness once more. */
import type { PolicyType } from '../policy/model.ts';
import type { Witness } from '../semantics/compare/witness.ts';

/** `iam-audit simulate ...`, ready to paste into a shell. */
export function witnessCommand(
  { principal, action, resource, context }: Witness,
  file: string,
  type: PolicyType,
): string {
  const pairs = Object.entries(context).flatMap(([key, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => `${key}=${one}`),
  );
  const words = [
    ['--document', file],
    ...(type === 'identity' ? [] : [['--policy-type', type]]),
    ['--principal', principal],
    ['--action', action],
    ['--resource', resource],
    ...pairs.map((pair) => ['--context', pair]),
  ];
  return ['iam-audit simulate', ...words.map(([flag = '', value = '']) => `${flag} ${quote(value)}`)].join(' ');
}

/** Characters that must not reach a terminal, and what a CI runner would obey. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|#(?=#)/u;

/** For POSIX shells; text that cannot be shown is written with escapes, which bash, zsh and ksh read. */
function quote(text: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text) && !text.startsWith('-')) return text;
  if (!unprintable.test(text)) return `'${text.replace(/'/g, `'\\''`)}'`;
  const escaped = text.replace(/[\\']/g, '\\$&').replace(new RegExp(unprintable, 'gu'), escapeForShell);
  return `$'${escaped}'`;
}

function escapeForShell(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
