/** Flags that lint and scan have in common. */
import { failLevels } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import type { Arguments, Flags } from './command.ts';

export const sharedFlags = {
  format: {
    type: 'string',
    multiple: true,
    value: 'NAME[=FILE]',
    description: 'how to report, and where to; may be given several times',
  },
  'fail-on': {
    type: 'string',
    value: 'LEVEL',
    choices: failLevels,
    description: 'lowest severity that ends with status 1; default security',
  },
  'max-warnings': { type: 'string', value: 'N', description: 'more warnings than that end with status 1' },
  config: { type: 'string', value: 'FILE', description: 'configuration to use instead of the one found upwards' },
  rule: {
    type: 'string',
    multiple: true,
    value: 'ID=SEVERITY|off',
    description: 'sets one rule, over the configuration',
  },
  catalog: { type: 'string', value: 'DIR', description: 'a newer copy of the service data' },
  baseline: { type: 'string', value: 'FILE', description: 'report only findings that are not in this file' },
  'update-baseline': { type: 'boolean', description: 'write all findings to the baseline file' },
  quiet: { type: 'boolean', description: 'report only findings that count for the exit status' },
  color: { type: 'boolean', description: 'colours, also when the output is no terminal' },
  'no-color': { type: 'boolean', description: 'no colours' },
  now: { type: 'string', value: 'TIME', description: 'the moment ages count back from, as ISO time' },
  debug: { type: 'boolean', description: 'show the stack of an internal error' },
} as const satisfies Flags;

/** What would otherwise show only after the work is done, or not at all. */
export function checkSharedFlags(args: Arguments): void {
  if (args.has('color') && args.has('no-color')) throw new UsageError('--color and --no-color contradict each other.');
  args.number('max-warnings', 0);
}
