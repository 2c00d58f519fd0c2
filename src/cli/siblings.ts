/** The files beside a file that its meaning depends on: the `.tf` files of a folder are one module. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeText } from '../document/decode.ts';
import { kindOfFile } from '../document/file-kind.ts';
import type { FileText } from '../document/readers.ts';
import { displayPath } from './display-path.ts';
import { readInput } from './inputs.ts';

/** Finds siblings; a folder's files are read once for all the files in it. What cannot be read is left out. */
export function makeSiblings(cwd: string): (absolute: string | undefined) => (() => readonly FileText[]) | undefined {
  let latest:
    { readonly folder: string; readonly texts: readonly (FileText & { readonly absolute: string })[] } | undefined;
  return (absolute) => {
    if (absolute === undefined || kindOfFile(absolute) !== 'terraform') return undefined;
    const folder = dirname(absolute);
    return () => {
      if (latest?.folder !== folder) latest = { folder, texts: readFolder(folder, cwd) };
      return latest.texts.filter((one) => one.absolute !== absolute);
    };
  };
}

function readFolder(folder: string, cwd: string): (FileText & { absolute: string })[] {
  return namesIn(folder).flatMap((name) => {
    const absolute = join(folder, name);
    const text = kindOfFile(name) === 'terraform' ? textOf(absolute) : undefined;
    return text === undefined ? [] : [{ path: displayPath(absolute, cwd), text, absolute }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort(); // prettier-ignore
  } catch {
    return [];
  }
}

function textOf(absolute: string): string | undefined {
  try {
    const decoded = decodeText(readInput({ absolute, kind: 'terraform' }));
    return 'text' in decoded ? decoded.text : undefined;
  } catch {
    return undefined;
  }
}
