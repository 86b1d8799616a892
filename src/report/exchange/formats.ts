import type { ConceptRecord } from '../../glossary/loadGlossary.ts';
import type { NamedText } from '../../glossary/yamlFile.ts';
import { fromCsv } from './csvRead.ts';
import { toCsv } from './csvWrite.ts';
import type { ExchangeFormat, Exported, Imported } from './exchange.ts';
import { fromSkos } from './skosRead.ts';
import { toSkos } from './skosWrite.ts';
import { fromTbx } from './tbxRead.ts';
import { toTbx } from './tbxWrite.ts';

/** How a format is written, read, and recognised by a file's name. */
export interface Format {
  readonly write: (concepts: readonly ConceptRecord[]) => Exported;
  readonly read: (file: NamedText) => Imported;
  readonly extensions: readonly string[];
}

export const FORMATS: Readonly<Record<ExchangeFormat, Format>> = {
  csv: { write: toCsv, read: fromCsv, extensions: ['.csv'] },
  tbx: { write: toTbx, read: fromTbx, extensions: ['.tbx'] },
  skos: { write: toSkos, read: fromSkos, extensions: ['.jsonld'] },
};
