import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const here = new URL('.', import.meta.url);

/** One marked place as its YAML file gives it. */
interface MarkedPlace {
  readonly text: string;
  readonly line: number;
  /** Which of the places where `text` starts on its line, from 1. */
  readonly nth?: number;
  /** The same slice from the term's first character to its last, for terms that begin or end inside emphasis, a link or a tag. */
  readonly narrow?: string;
  /** A reader may see it otherwise. */
  readonly doubtful?: boolean;
  /** The concept that the place names; a decoy has none, but a reason. */
  readonly concept?: string;
  /** Concepts that a form of a shared row may equally stand for. */
  readonly or?: readonly string[];
  readonly why?: string;
}

/** A marked place with its half-open UTF-16 range, and that of its narrow slice. */
export interface GoldRecord extends MarkedPlace {
  readonly file: string;
  readonly kind: 'occurrence' | 'decoy';
  readonly start: number;
  readonly end: number;
  readonly narrowStart?: number;
  readonly narrowEnd?: number;
}

/** The gold standard for term spotting: drafts by file name, their records, and what is wrong with them. */
export interface Gold {
  readonly drafts: ReadonlyMap<string, string>;
  readonly records: readonly GoldRecord[];
  readonly faults: readonly string[];
}

/** Reads all drafts with their records and computes the offsets. */
export function readGold(): Gold {
  const drafts = new Map<string, string>();
  const records: GoldRecord[] = [];
  const faults: string[] = [];
  for (const file of readdirSync(here)
    .filter((name) => /^gold-\d+\.md$/.test(name))
    .sort()) {
    const source = readFileSync(new URL(file, here), 'utf8');
    const gold = parse(readFileSync(new URL(file.replace('.md', '.yaml'), here), 'utf8'));
    drafts.set(file, source);
    const starts = lineStarts(source);
    const own: GoldRecord[] = [];
    const add = (kind: GoldRecord['kind'], place: MarkedPlace): void => {
      const range = locate(source, starts, place);
      if (typeof range === 'string') faults.push(`${file}: ${kind}: ${range}`);
      else own.push({ file, kind, ...place, ...range });
      if (kind === 'decoy' && !place.why) faults.push(`${file}:${place.line}: a decoy without a reason`);
    };
    for (const place of gold.occurrences) add('occurrence', place);
    for (const place of gold.decoys) add('decoy', place);
    own.sort((one, two) => one.start - two.start || one.end - two.end);
    own.forEach(({ start }, index) => {
      if (start < (own[index - 1]?.end ?? 0)) faults.push(`${file}: records overlap at offset ${start}`);
    });
    records.push(...own);
  }
  return { drafts, records, faults };
}

/** The offset of each line's first character. */
function lineStarts(source: string): readonly number[] {
  const starts = [0];
  for (const end of source.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

type Range = Pick<GoldRecord, 'start' | 'end' | 'narrowStart' | 'narrowEnd'>;

/** The range of a place, or a sentence saying why it has none. */
function locate(source: string, starts: readonly number[], { text, line, nth, narrow }: MarkedPlace): Range | string {
  const from = starts[line - 1];
  if (from === undefined) return `line ${line} does not exist`;
  const to = starts[line] ?? source.length + 1;
  const found: number[] = [];
  for (let at = source.indexOf(text, from); at >= 0 && at < to; at = source.indexOf(text, at + 1)) found.push(at);
  const start = found[(nth ?? 1) - 1];
  if (start === undefined) return `${JSON.stringify(text)} stands ${found.length} times on line ${line}`;
  const range = { start, end: start + text.length };
  if (narrow === undefined) return range;
  const inner = text.indexOf(narrow);
  if (inner < 0) return `narrow ${JSON.stringify(narrow)} is not in ${JSON.stringify(text)}`;
  return { ...range, narrowStart: start + inner, narrowEnd: start + inner + narrow.length };
}
