/** A reason why a command cannot run, told in one line. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Why a file could not be read, in words. */
export function readFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EISDIR') return 'a folder, expected a file';
  return oneLine(error);
}

/** An error's message on one line. */
export function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().replace(/\s*[\r\n]+\s*/g, ' ');
}

/** A fault of our own, for whoever reports it. */
export function internalError(error: unknown): string {
  return `internal error: ${oneLine(error)} (set CAVEAT_DEBUG=1 for the trace)`;
}
