/** Access advisor reports from files: a folder with one report each, or one file with reports by ARN. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isMembers, recordOf } from '../account/shape.ts';
import { InputError } from '../errors.ts';
import { readAdvisor, type AdvisorOptions } from '../usage/advisor.ts';
import type { UsageSource } from '../usage/usage.ts';
import { displayPath } from './display-path.ts';
import { decodeText, parseJson } from './snapshot-text.ts';
import { reasonOf } from './system-reason.ts';

/** The reports under a path. A file that cannot be read is a problem of the source, not of the run. */
export async function loadAdvisor(path: string, cwd: string, options: AdvisorOptions): Promise<UsageSource> {
  const full = resolve(cwd, path);
  const name = displayPath(full, cwd);
  try {
    const isFolder = (await stat(full)).isDirectory();
    if (!isFolder) return readAdvisor(await readFileOfReports(full, name), options);
    return await readFolder(full, name, options);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${name}: ${reasonOf(error)}`, { cause: error });
  }
}

async function readFileOfReports(full: string, name: string): Promise<unknown> {
  const value = parseJson(decodeText(await readFile(full), name), name);
  if (!isMembers(value)) throw new InputError(`${name} holds no reports by ARN`);
  const arn = value['Arn'];
  return typeof arn === 'string' ? recordOf([[arn, value]]) : value;
}

async function readFolder(full: string, name: string, options: AdvisorOptions): Promise<UsageSource> {
  const files = (await readdir(full)).filter((file) => file.endsWith('.json')).sort();
  if (files.length === 0) throw new InputError(`${name} holds no access advisor report: no .json file`);
  const reports: [string, unknown][] = [];
  const problems: string[] = [];
  for (const file of files) {
    try {
      const report = parseJson(decodeText(await readFile(join(full, file)), `${name}/${file}`), `${name}/${file}`);
      reports.push([arnOf(report, file), report]);
    } catch (error) {
      problems.push(error instanceof InputError ? error.message : `${name}/${file}: ${reasonOf(error)}`);
    }
  }
  const source = readAdvisor(recordOf(reports), options);
  return { ...source, problems: [...problems, ...source.problems] };
}

/** Each report carries its ARN, else the file's name is the ARN, percent-encoded. */
function arnOf(report: unknown, file: string): string {
  const arn = isMembers(report) && Object.hasOwn(report, 'Arn') ? report['Arn'] : undefined;
  if (typeof arn === 'string' && arn !== '') return arn;
  try {
    return decodeURIComponent(file.slice(0, -'.json'.length));
  } catch {
    throw new InputError(`${file} has no Arn`);
  }
}
