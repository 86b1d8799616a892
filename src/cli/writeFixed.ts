import type { FileResult } from '../report/fileResult.ts';
import type { DraftResult } from './analyseDrafts.ts';
import { writeFault } from './glossaryFiles.ts';
import type { Io } from './io.ts';

/** Writes a draft with its caveats inserted, to standard output when it came from standard input; gives what to report of it. */
export async function writeFixed({ draft, result, fix }: DraftResult, fromStdin: boolean, io: Io): Promise<FileResult> {
  if (!fix) return result;
  if (fromStdin) {
    io.stdout.write(fix.after);
    return result;
  }
  if (fix.inserted === 0) return result;
  const failed = (error: string): FileResult => ({ path: draft.path, error });
  // A run over many files takes its time, and somebody may be writing.
  const now = await draft.read();
  if ('error' in now) return failed(now.error);
  if (now.mark + now.text !== fix.before) return failed('changed while it was checked, so nothing was inserted');
  try {
    await io.writeFile(draft.absolute, fix.after);
    return result;
  } catch (error) {
    return failed(writeFault(error));
  }
}
