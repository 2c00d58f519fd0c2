/** `Statement.0.Action` as a path; a step of digits is an index. */
export function parsePath(path: string): (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
