/** `suggest --out DIR`: a file for each new document, one for each diff, and the whole as JSON. Only ever writes there. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { inChunks } from '../report/chunks.ts';
import { harmless } from '../report/harmless.ts';
import { jsonText } from '../report/json-text.ts';
import { suggestJsonParts } from '../report/suggest-json.ts';
import { diffOfSuggestion, pathOfSuggestion } from '../report/suggest-words.ts';
import type { Suggestion, Suggestions } from '../suggest/model.ts';
import type { Io } from './command.ts';
import { reasonOf } from './system-reason.ts';

/** Writes everything below `dir`, which is made when it is not there; files of an earlier run are overwritten. */
export async function writeSuggestions(result: Suggestions, dir: string, io: Io): Promise<void> {
  const root = resolve(io.cwd, dir);
  let count = 1;
  try {
    await mkdir(root, { recursive: true });
    for (const one of result.suggestions) {
      for (const [path, text] of filesOf(one)) {
        const full = join(root, path);
        await mkdir(dirname(full), { recursive: true });
        await writeFile(full, text);
        count++;
      }
    }
    await writeFile(join(root, 'suggestions.json'), inChunks(suggestJsonParts(result)));
  } catch (error) {
    throw new InputError(`--out ${dir} cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
  io.stderr(`iam-audit: ${count} ${count === 1 ? 'file' : 'files'} written to ${harmless(dir)}.\n`);
}

/** Names are percent-encoded, so none leads out of the folder. */
function filesOf(one: Suggestion): readonly (readonly [path: string, text: string])[] {
  const path = pathOfSuggestion(one);
  const stem = path.slice(0, -'.json'.length);
  const documents = one.change === 'rewrite' ? [one.document, ...(one.moreDocuments ?? [])] : [];
  return [
    ...documents.map((document, at) => [at === 0 ? path : `${stem}.${at + 1}.json`, jsonText(document)] as const),
    [`${stem}.diff`, diffOfSuggestion(one)],
  ];
}
