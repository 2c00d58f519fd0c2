/** How reports and messages name a file. */
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** With `/`; relative inside the working directory (`.` for itself), else absolute. `path` may be relative to `cwd`. */
export function displayPath(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const inside = relative(cwd, absolute);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return toPosix(isOutside ? absolute : inside) || '.';
}

export function toPosix(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
