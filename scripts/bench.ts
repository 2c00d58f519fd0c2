/**
 * npm run bench [-- --runs N] : whole processes, several runs, medians, told as ratios. What a figure is compared with:
 * starting Node at all (`node -e 0`), and reading the same files and parsing them with JSON.parse.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePolicy } from './bench-policies.ts';

const program = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const runsFlag = process.argv.indexOf('--runs');
const runs = runsFlag < 0 ? 9 : Number(process.argv[runsFlag + 1]);

interface Measured {
  readonly ms: number;
  readonly peakMib: number;
}

/** Prints the child's own peak memory at its exit, so that no external tool is needed. */
const peakProbe = "process.on('exit',()=>process.stderr.write('PEAK '+process.resourceUsage().maxRSS+'\\n'))";

function once(args: readonly string[], cwd: string): Measured {
  const preload = `data:text/javascript,${encodeURIComponent(peakProbe)}`;
  const start = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ['--import', preload, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - start;
  if (status !== 0 && status !== 1)
    throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr.slice(0, 500)}`);
  return { ms, peakMib: Number(/PEAK (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
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
  const ratio = median(pairs.map((pair) => pair.ours.ms / pair.base.ms));
  const peak = Math.max(...pairs.map((pair) => pair.ours.peakMib));
  const times = `${median(pairs.map((pair) => pair.ours.ms)).toFixed(0)} ms against ${median(pairs.map((pair) => pair.base.ms)).toFixed(0)} ms`;
  console.log(`${name.padEnd(46)} ${ratio.toFixed(2)} x  (${times}, peak ${peak.toFixed(0)} MiB)`);
}

const folder = mkdtempSync(join(tmpdir(), 'iam-audit-bench-'));
try {
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  for (let i = 0; i < 1_500; i++) writeFileSync(join(corpus, `policy-${i}.json`), generatePolicy(i));
  writeFileSync(join(folder, 'small.json'), generatePolicy(7));
  const readAll =
    "const f=require('node:fs');for(const n of f.readdirSync('corpus'))JSON.parse(f.readFileSync('corpus/'+n,'utf8'))";
  console.log(`Node ${process.version}, ${runs} pairs of runs, medians of the ratios`);
  compare('--version : node -e 0', [program, '--version'], ['-e', '0'], folder);
  compare(
    'lint of one small policy : node -e 0',
    [program, 'lint', 'small.json', '--format', 'oneline'],
    ['-e', '0'],
    folder,
  );
  compare(
    'lint of 1,500 policies : read and JSON.parse',
    [program, 'lint', 'corpus', '--format', 'oneline'],
    ['-e', readAll],
    folder,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
