/** Large tables that only some runs need: read on first use instead of being part of the program. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The table `data/<name>.json`: in the built package beside the code, in source one folder up. */
export function readData(name: string): unknown {
  const places = [`./data/${name}.json`, `../data/${name}.json`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new Error(`data/${name}.json is missing from the package`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
