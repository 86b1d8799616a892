import type { ConceptRecord } from '../../glossary/loadGlossary.ts';
import type { NamedText, Problem } from '../../glossary/yamlFile.ts';

/** The formats that glossaries are exchanged in: our own table, TBX-Basic (ISO 30042:2019), SKOS as JSON-LD. */
export const EXCHANGE_FORMATS = ['csv', 'tbx', 'skos'] as const;
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

/** Something that one side cannot hold: whose, under which key, and what became of it. */
export interface Unheld {
  /** The concept's id, as the side that was read writes it. */
  readonly concept: string;
  readonly key: string;
  readonly message: string;
}

/** A glossary in another format, and what that format has no place for. */
export interface Exported {
  readonly text: string;
  readonly unheld: readonly Unheld[];
}

/** Concepts from another format, in the order of the file; with a problem the file as a whole is refused. */
export interface Imported {
  readonly concepts: readonly ConceptRecord[];
  readonly unheld: readonly Unheld[];
  /** How many concepts of the file are none here, as `unheld` tells. */
  readonly leftOut: number;
  readonly problems: readonly Problem[];
}

/** What a file gives that is refused. */
export function refused(...problems: readonly Problem[]): Imported {
  return { concepts: [], unheld: [], leftOut: 0, problems };
}

/** A fault at a 1-based line and column of a file that is being read. */
export function faultAt(file: NamedText, line: number, column: number, message: string): Problem {
  let start = 0;
  for (let left = line; left > 1; left--) {
    const next = file.text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  start = Math.min(start + column - 1, file.text.length);
  return { file: file.name, range: { start, end: start }, line, column, message };
}

/** Notes what one concept loses, each thing once. */
export function teller(concept: string, unheld: Unheld[]): (key: string, message: string) => void {
  const told = new Set<string>();
  return (key, message) => {
    const line = `${key} ${message}`;
    if (!told.has(line)) unheld.push({ concept, key, message });
    told.add(line);
  };
}
