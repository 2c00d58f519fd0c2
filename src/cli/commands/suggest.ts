import { readSnapshot } from '../../account/snapshot.ts';
import type { Account } from '../../account/model.ts';
import { isMembers } from '../../account/shape.ts';
import { openCatalog } from '../../catalog/iam-data.ts';
import { UsageError } from '../../errors.ts';
import { nearest } from '../../catalog/suggest.ts';
import { suggestDefaults, type SuggestOptions, type Suggestions } from '../../suggest/model.ts';
import { inChunks } from '../../report/chunks.ts';
import { suggest as suggestFor } from '../../suggest/suggest.ts';
import type { Arguments, Command, Flags, Io } from '../command.ts';
import { wantsColor } from '../outputs.ts';
import { sayProblems } from '../say-problems.ts';
import { parseNow } from '../setup.ts';
import { sharedFlags } from '../shared-flags.ts';
import { loadSnapshotParts } from '../snapshot-files.ts';
import { loadUsage, parseUsageFlags, usageKinds } from '../usage-sources.ts';

const formats = ['text', 'json', 'diff', 'markdown', 'cloudformation', 'terraform'] as const;

/** What decides on suggestions; a scan has these too. */
export const suggestFlags = {
  usage: {
    type: 'string',
    multiple: true,
    value: 'KIND=PATH',
    description: `more usage data; kinds: ${usageKinds.join(', ')}; may be given several times`,
  },
  'unused-days': { type: 'string', value: 'N', description: 'days without use that make a right unused; default 90' },
  'min-age': { type: 'string', value: 'N', description: 'days from which an identity or policy is judged; default 90' },
  keep: {
    type: 'string',
    multiple: true,
    value: 'ACTIONS',
    description: "actions to keep, as in 'iam:PassRole,sts:*'",
  },
  'keep-sid': {
    type: 'string',
    value: 'PREFIX',
    description: 'Sids that begin so mark statements to keep; default KEEP',
  },
  'pin-wildcards': { type: 'boolean', description: 'split wildcards into patterns for what is left of them today' },
} as const satisfies Flags;

const { catalog, color, now, debug } = sharedFlags;

export const suggest: Command = {
  name: 'suggest',
  summary: 'tighten policies to what is used, with proofs; changes nothing',
  usage: 'suggest --snapshot FILE_OR_DIR [flags]',
  flags: {
    snapshot: { type: 'string', value: 'FILE_OR_DIR', description: 'saved data of an account' },
    arn: { type: 'string', multiple: true, value: 'ARN', description: 'only this user, group, role or policy' },
    ...suggestFlags,
    format: { type: 'string', value: 'NAME', choices: formats, description: 'how to report; default text' },
    out: { type: 'string', value: 'DIR', description: 'write each new document and its diff to a file there' },
    catalog,
    color,
    'no-color': sharedFlags['no-color'],
    now,
    debug,
  },
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  const [extra] = args.positionals;
  const path = args.text('snapshot');
  if (extra !== undefined) throw new UsageError(`suggest takes no path; did you mean --snapshot ${extra}?`);
  if (path === undefined)
    throw new UsageError('suggest needs --snapshot FILE_OR_DIR; `scan --save-snapshot` makes one.');
  if (args.has('color') && args.has('no-color')) throw new UsageError('--color and --no-color contradict each other.');
  parseUsageFlags(args.list('usage'));
  const read = optionsFrom(args);
  const { account, reported } = await loadAccount(path, io);
  sayProblems(account, io);
  const moment = parseNow(args.text('now')) ?? account.collectedAt ?? io.now();
  const setting = { account, catalog: openCatalog(args.text('catalog')), now: moment };
  const sources = await loadUsage(args.list('usage'), setting, io, reported);
  const arns = askedFor(args, account);
  const result = suggestFor({ ...setting, sources, options: { ...read, now: moment }, arns });
  if (sources.length === 0) {
    io.stderr(
      'iam-audit: the snapshot has no access advisor reports and no --usage was given: nothing can be judged.\n',
    );
  }
  const out = args.text('out');
  if (out !== undefined) await (await import('../suggestion-files.ts')).writeSuggestions(result, out, io);
  for (const text of inChunks(await render(result, args, io))) await io.stdout(text);
  return 0;
}

/** The account, and the ARNs of its reports. The raw parts are let go: those of a large account are most of the memory. */
async function loadAccount(
  path: string,
  io: Io,
): Promise<{ readonly account: Account; readonly reported: readonly string[] | undefined }> {
  const loaded = await loadSnapshotParts(path, io.cwd);
  const reports = loaded.parts['accessAdvisor'];
  const reported = reports === undefined ? undefined : isMembers(reports) ? Object.keys(reports) : [];
  return { account: readSnapshot(loaded.parts, loaded), reported };
}

/** The options but for the moment. Throws UsageError. */
export function optionsFrom(args: Arguments): Omit<SuggestOptions, 'now'> {
  const keep = args.list('keep').flatMap((text) => text.split(','));
  const patterns = keep.map((text) => text.trim()).filter((text) => text !== '');
  const wrong = patterns.find((text) => !/^(?:\*|[\w-]+:[\w*?-]+|\*:[\w*?-]+)$/.test(text));
  if (wrong !== undefined) throw new UsageError(`--keep takes actions such as iam:PassRole or sts:*, not "${wrong}".`);
  return {
    unusedDays: args.number('unused-days', 1) ?? suggestDefaults.unusedDays,
    minAgeDays: args.number('min-age', 0) ?? suggestDefaults.minAgeDays,
    keep: patterns,
    keepSid: args.text('keep-sid') ?? suggestDefaults.keepSid,
    pinWildcards: args.has('pin-wildcards'),
  };
}

function askedFor(args: Arguments, { users, groups, roles, policies }: Account): readonly string[] | undefined {
  const asked = args.list('arn');
  if (asked.length === 0) return undefined;
  const known = [...users, ...groups, ...roles, ...policies].flatMap(({ arn }) => arn ?? []);
  for (const arn of asked) {
    if (known.includes(arn)) continue;
    const [near] = nearest(arn, known, 1);
    throw new UsageError(`--arn ${arn} is not in the snapshot.${near === undefined ? '' : ` Did you mean ${near}?`}`);
  }
  return asked;
}

async function render(result: Suggestions, args: Arguments, io: Io): Promise<Iterable<string>> {
  switch (args.text('format')) {
    case 'json':
      return (await import('../../report/suggest-json.ts')).suggestJsonParts(result);
    case 'diff':
      return (await import('../../report/suggest-text.ts')).suggestDiffParts(result);
    case 'markdown':
      return [(await import('../../report/suggest-markdown.ts')).suggestMarkdown(result)];
    case 'cloudformation':
      return [(await import('../../report/suggest-templates.ts')).suggestCloudFormation(result)];
    case 'terraform':
      return [(await import('../../report/suggest-templates.ts')).suggestTerraform(result)];
    default:
      return (await import('../../report/suggest-text.ts')).suggestTextParts(result, { color: wantsColor(args, io) });
  }
}
