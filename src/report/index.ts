/** The formats by name. Each is loaded when it is asked for, so that lint does not pay for `table`. */
import { UsageError } from '../errors.ts';
import type { PieceReporter, Reporter } from './report.ts';

type ReporterLoader = () => Promise<Reporter>;

/** Loaders by the name that `--format` takes. */
export const reporters: ReadonlyMap<string, ReporterLoader> = new Map<string, ReporterLoader>([
  ['stylish', async () => (await import('./stylish.ts')).stylish],
  ['table', async () => (await import('./table.ts')).tableReport],
  ['json', async () => (await import('./json.ts')).json],
  ['sarif', async () => (await import('./sarif.ts')).sarif],
  ['junit', async () => (await import('./junit.ts')).junit],
  ['github', async () => (await import('./github.ts')).github],
  ['markdown', async () => (await import('./markdown.ts')).markdown],
  ['html', async () => (await import('./html.ts')).html],
  ['csv', async () => (await import('./csv.ts')).csv],
  ['oneline', async () => (await import('./oneline.ts')).oneline],
  ['gitlab', async () => (await import('./gitlab.ts')).gitlab],
]);

/** The reporter of a format that can be written piece by piece. */
export async function loadPieceReporter(name: string): Promise<PieceReporter> {
  if (name === 'json') return (await import('./json.ts')).jsonInPieces;
  if (name === 'html') return (await import('./html.ts')).htmlInPieces;
  if (name === 'sarif') return (await import('./sarif.ts')).sarifInPieces;
  if (name === 'table') return (await import('./table.ts')).tableInPieces;
  const reporter = await loadReporter(name);
  return (report, style) => [reporter(report, style)];
}

/** Every format, in the order help shows them. */
export const formatNames: readonly string[] = [...reporters.keys()];

/** The reporter of a format; UsageError when there is none of that name. */
export async function loadReporter(name: string): Promise<Reporter> {
  const load = reporters.get(name);
  if (!load) throw new UsageError(`Unknown format ${JSON.stringify(name)}. Formats: ${formatNames.join(', ')}.`);
  return load();
}
