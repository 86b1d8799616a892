import { type ReadReport, readReport } from '../report/readReport.ts';
import { decodeUtf8 } from './decode.ts';
import { Failure, readFault } from './failure.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';

/** Reads what `caveat check` wrote, in JSON or SARIF. */
export async function readResult(name: string, io: Io): Promise<ReadReport> {
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(absolute(io.cwd, slashed(name)));
  } catch (error) {
    throw new Failure(`${name}: ${readFault(error)}`);
  }
  const content = decodeUtf8(bytes);
  if ('error' in content) throw new Failure(`${name}: ${content.error}`);
  const read = readReport(content.text);
  if (!read) throw new Failure(`${name}: not a result of caveat check, expected JSON or SARIF`);
  return read;
}
