import { posix } from 'node:path';

/** A path with `/`, as every report writes it. A backslash is part of a name except on Windows. */
export function slashed(path: string, platform: string = process.platform): string {
  return platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** A path as given, made absolute and normal. */
export function absolute(cwd: string, path: string): string {
  const full = posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path) ? path : `${cwd}/${path}`;
  const normal = posix.normalize(full);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}
