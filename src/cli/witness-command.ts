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

/** For POSIX shells. */
function quote(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
