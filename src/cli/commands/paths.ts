import { readSnapshot } from '../../account/snapshot.ts';
import type { Account } from '../../account/model.ts';
import { openCatalog } from '../../catalog/iam-data.ts';
import { answerPaths } from '../../escalation/graph/answers.ts';
import { UsageError } from '../../errors.ts';
import type { PathsReport } from '../../report/paths-text.ts';
import { version } from '../../version.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { findByName } from '../find-principal.ts';
import { sayProblems } from '../say-problems.ts';
import { sharedFlags } from '../shared-flags.ts';
import { loadSnapshotParts } from '../snapshot-files.ts';

/** Who can become an administrator, or a role or user that is named. */
export const paths: Command = {
  name: 'paths',
  summary: 'show who can become whom in an account, and by which permissions',
  usage: 'paths --snapshot FILE_OR_DIR [--from PRINCIPAL] [--to admin|PRINCIPAL] [flags]',
  flags: {
    snapshot: { type: 'string', value: 'FILE_OR_DIR', description: 'the account, as scan --save-snapshot keeps it' },
    from: {
      type: 'string',
      value: 'PRINCIPAL',
      description: 'only ways that begin with this user or role (name or ARN)',
    },
    to: {
      type: 'string',
      value: 'PRINCIPAL',
      description: 'admin, or the role or user to become; default admin, with --from everybody',
    },
    format: {
      type: 'string',
      value: 'NAME',
      choices: ['text', 'table', 'json', 'dot', 'mermaid'],
      description: 'how to report; default text',
    },
    catalog: sharedFlags.catalog,
    debug: sharedFlags.debug,
  },
  run,
};

/** 0: no way found; 1: at least one. */
async function run(args: Arguments, io: Io): Promise<number> {
  const snapshot = args.text('snapshot');
  const [extra] = args.positionals;
  if (extra !== undefined) throw new UsageError(`paths takes no path; did you mean --snapshot ${extra}?`);
  if (snapshot === undefined) throw new UsageError('paths needs --snapshot FILE_OR_DIR.');
  const loaded = await loadSnapshotParts(snapshot, io.cwd);
  const account = readSnapshot(loaded.parts, loaded);
  sayProblems(account, io);
  const from = arnOf(account, args.text('from'));
  const wanted = args.text('to');
  const to = wanted === 'admin' ? undefined : arnOf(account, wanted);
  const catalog = openCatalog(args.text('catalog'));
  const question = { from, to, onlyAdministrators: wanted === 'admin' };
  const report: PathsReport = {
    tool: { name: 'iam-audit', version, catalog: catalog.date },
    account: account.id,
    from,
    to: to ?? 'admin',
    ...answerPaths(account, catalog, question),
  };
  await io.stdout(await render(report, args.text('format') ?? 'text', io));
  return report.paths.length > 0 ? 1 : 0;
}

function arnOf(account: Account, written: string | undefined): string | undefined {
  return written === undefined ? undefined : findByName(account, written).arn;
}

async function render(report: PathsReport, format: string, io: Io): Promise<string> {
  if (format === 'dot' || format === 'mermaid') {
    const { viewGraph } = await import('../../report/graph-view.ts');
    const view = viewGraph(report);
    if (format === 'dot') return (await import('../../report/graph-dot.ts')).graphDot(view);
    return (await import('../../report/graph-mermaid.ts')).graphMermaid(view);
  }
  const { pathsJson, pathsTable, pathsText } = await import('../../report/paths-text.ts');
  if (format === 'json') return pathsJson(report);
  return format === 'table' ? pathsTable(report, io.columns) : pathsText(report);
}
