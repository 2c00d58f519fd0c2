/**
 * npm run bench [-- --runs N] [--corpus DIR] [--only PART,PART] : whole processes, several runs, medians, told as ratios. What a figure is
 * compared with: starting Node at all (`node -e 0`), and reading the same files and parsing them with JSON.parse. With
 * --corpus the policies are those of a folder instead of generated ones. Parts: lint (with the rules that cost most),
 * account, formats, escalation, suggest, cloudtrail; all of them without --only.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generateAccount } from './bench-account.ts';
import { benchCloudTrail } from './bench-cloudtrail.ts';
import { generatePolicy } from './bench-policies.ts';
import { benchSuggest } from './bench-suggest.ts';

const program = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const { values: flags } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, corpus: { type: 'string' }, only: { type: 'string' } },
});
const runs = Number(flags.runs);
const parts = ['lint', 'account', 'formats', 'escalation', 'suggest', 'cloudtrail'] as const;
type Part = (typeof parts)[number];
const chosen = flags.only?.split(',') ?? parts;
const unknown = chosen.find((name) => !parts.some((part) => part === name));
if (unknown !== undefined) throw new Error(`There is no part "${unknown}". Parts: ${parts.join(', ')}.`);

interface Measured {
  /** Of the clock. */
  readonly ms: number;
  /** Of the processor, all threads. */
  readonly cpuMs: number;
  readonly peakMib: number;
}

/** Prints what the child itself used at its exit, so that no external tool is needed. */
const usageProbe = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('USED ' + maxRSS + ' ' + (userCPUTime + systemCPUTime) + '\\n');
})`;

function once(args: readonly string[], cwd: string): Measured {
  const start = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ['--require', probe, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - start;
  if (status !== 0 && status !== 1)
    throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr.slice(0, 500)}`);
  const [, rss, micros] = /USED (\d+) (\d+)/.exec(stderr) ?? [];
  return { ms, cpuMs: Number(micros) / 1000, peakMib: Number(rss) / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Two commands in turn, so that a machine that slows down slows both; the ratio is taken pair by pair. */
function compare(name: string, ours: readonly string[], base: readonly string[], cwd: string): void {
  once(ours, cwd);
  once(base, cwd);
  const pairs = Array.from({ length: runs }, () => ({ ours: once(ours, cwd), base: once(base, cwd) }));
  const ratioOf = (time: 'ms' | 'cpuMs'): string =>
    median(pairs.map((pair) => pair.ours[time] / pair.base[time])).toFixed(2);
  const medianOf = (side: 'ours' | 'base'): string => median(pairs.map((pair) => pair[side].ms)).toFixed(0);
  const peak = Math.max(...pairs.map((pair) => pair.ours.peakMib)).toFixed(0);
  const times = `${medianOf('ours')} ms against ${medianOf('base')} ms; processor time of all threads ${ratioOf('cpuMs')} x; peak ${peak} MiB`;
  console.log(`${name.padEnd(46)} ${ratioOf('ms').padStart(5)} x  (${times})`);
}

/** Scans of growing accounts: the time must grow with them and no faster, and the largest stay below 15 s and 512 MiB. */
function measureAccounts(cwd: string): void {
  console.log('\nscan of a snapshot, default rules:');
  for (const principals of [1_000, 3_000, 10_000]) {
    const file = join(cwd, `account-${principals}.json`);
    writeFileSync(file, generateAccount(principals));
    const args = [program, 'scan', '--snapshot', file, '--format', 'json'];
    printUse(`${String(principals).padStart(6)} principals`, args, cwd);
  }
}

/** The same account in every format that may be long. */
function measureFormats(cwd: string): void {
  const principals = 10_000;
  console.log(`\nscan of a snapshot of ${principals.toLocaleString('en-US')} principals, by format:`);
  const file = join(cwd, `account-${principals}.json`);
  writeFileSync(file, generateAccount(principals));
  for (const format of ['table', 'html', 'sarif', 'markdown', 'csv'])
    printUse(format.padEnd(9), [program, 'scan', '--snapshot', file, '--format', format], cwd);
}

function printUse(name: string, args: readonly string[], cwd: string): void {
  const measured = Array.from({ length: Math.min(runs, 3) }, () => once(args, cwd));
  const [ms, cpuMs] = (['ms', 'cpuMs'] as const).map((time) => median(measured.map((one) => one[time])).toFixed(0));
  const peak = Math.max(...measured.map(({ peakMib }) => peakMib)).toFixed(0);
  console.log(`${name}: ${ms} ms, processor time ${cpuMs} ms, peak ${peak} MiB`);
}

/** Ways to an administrator, with planted chains that have to be found; each size in a process of its own. */
function measureEscalation(): void {
  console.log('\nsearch for ways to an administrator (at most 2 s for 1,000 principals, 20 s and 512 MiB for 10,000):');
  const script = `const { benchEscalation } = await import(process.argv[1]);
    const { principals, ms, peakMib, found } = benchEscalation(Number(process.argv[2]));
    console.log(String(principals).padStart(6) + ' principals: ' + ms.toFixed(0) + ' ms, peak ' + peakMib.toFixed(0) + ' MiB, ' + found + ' found as planted');`;
  const part = new URL('bench-escalation.ts', import.meta.url).href;
  for (const principals of [1_000, 3_000, 10_000]) {
    const args = [...process.execArgv, '--input-type=module', '-e', script, part, String(principals)];
    // From here: what runs TypeScript is found from the current folder.
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`the search in ${principals} principals ended with ${String(status)}`);
  }
}

/** What `--stats` prints, of which the dearest rules come first. */
function printDearestRules(corpus: string, cwd: string): void {
  const args = [program, 'lint', corpus, '--format', 'oneline', '--stats', '--fail-on', 'never'];
  const { stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = stderr.split('\n').filter((line) => /^ *[\d.]+ |^ +ms /.test(line));
  console.log(
    `\nThe rules that cost most, measured (which itself costs):\n${lines.slice(0, 11).join('\n')}\n${lines.at(-1) ?? ''}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'iam-audit-bench-'));
const probe = join(folder, 'probe.cjs');

/** Small and large policies against starting Node and against JSON.parse. */
function measureLint(): void {
  const corpus = flags.corpus === undefined ? join(folder, 'corpus') : resolve(flags.corpus);
  if (flags.corpus === undefined) {
    mkdirSync(corpus);
    for (let i = 0; i < 1_500; i++) writeFileSync(join(corpus, `policy-${i}.json`), generatePolicy(i));
  }
  writeFileSync(join(folder, 'small.json'), generatePolicy(7));
  // As far down as `lint` itself looks.
  const count = readdirSync(corpus, { recursive: true }).filter((name) => String(name).endsWith('.json')).length;
  const readAll = `const f=require('node:fs'),d=${JSON.stringify(`${corpus}/`)};for(const n of f.readdirSync(d,{recursive:true}))if(n.endsWith('.json'))JSON.parse(f.readFileSync(d+n,'utf8'))`;
  compare('--version : node -e 0', [program, '--version'], ['-e', '0'], folder);
  const small = [program, 'lint', 'small.json', '--format', 'oneline'];
  compare('lint of one small policy : node -e 0', small, ['-e', '0'], folder);
  const all = [program, 'lint', corpus, '--format', 'oneline'];
  compare(`lint of ${count.toLocaleString('en-US')} policies : read and JSON.parse`, all, ['-e', readAll], folder);
  printDearestRules(corpus, folder);
}

const measures: Readonly<Record<Part, () => void>> = {
  lint: measureLint,
  account: () => {
    measureAccounts(folder);
  },
  formats: () => {
    measureFormats(folder);
  },
  escalation: () => {
    measureEscalation();
  },
  suggest: () => {
    console.log('\nsuggestions for a snapshot:');
    for (const principals of [1_000, 10_000]) benchSuggest(principals);
  },
  cloudtrail: () => {
    console.log('');
    benchCloudTrail(500_000, Math.min(runs, 3));
  },
};

try {
  writeFileSync(probe, usageProbe);
  console.log(`Node ${process.version}, ${runs} pairs of runs, medians of the ratios`);
  for (const part of parts) if (chosen.includes(part)) measures[part]();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
