import { createAnalyzer } from '../src/analysis/analyzer.ts';
import { type Data, readData } from '../src/analysis/data.ts';
import type { Edit, Finding } from '../src/caveats/finding.ts';
import type { OffsetRange } from '../src/phrases/offsetRange.ts';
import { dataFiles } from './dataFiles.ts';

/** Lines as one text, each with its line end. */
export function joinLines(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** A text whose ⟦marked⟧ stretches are given as ranges of the text without the marks. */
export function unmark(marked: string): { readonly source: string; readonly ranges: readonly OffsetRange[] } {
  const ranges: OffsetRange[] = [];
  const open: number[] = [];
  let source = '';
  for (const char of marked) {
    if (char === '⟦') open.push(source.length);
    else if (char === '⟧') ranges.push({ start: open.pop() as number, end: source.length });
    else source += char;
  }
  return { source, ranges: ranges.sort((one, two) => one.start - two.start || one.end - two.end) };
}

/** The text after edits that do not overlap. */
export function applied(source: string, edits: readonly Edit[]): string {
  // Of two insertions at one place the first stands first.
  return edits
    .toReversed()
    .sort((one, two) => two.range.start - one.range.start)
    .reduce((text, { range, text: added }) => text.slice(0, range.start) + added + text.slice(range.end), source);
}

let own: Data | undefined;

/** The project's own data, read from disk once for each test file. */
export function ownData(): Data {
  own ??= readData(dataFiles()).data;
  return own;
}

/** What a finding marks, as `rule "text"`. */
export function shown(source: string, { rule, range }: Pick<Finding, 'rule' | 'range'>): string {
  return `${rule} "${source.slice(range.start, range.end)}"`;
}

/** Data of one language file and the given YAML texts: small words for tests of how things work. */
export function smallData(texts: {
  readonly glossary?: string;
  readonly cues?: string;
  readonly rules?: string;
}): Data {
  const file = (name: string, text: string | undefined) => (text === undefined ? [] : [{ name, text }]);
  const { data, problems } = readData({
    language: dataFiles().language,
    glossary: file('glossary.yaml', texts.glossary),
    cues: file('cues.yaml', texts.cues),
    rules: file('rules.yaml', texts.rules),
  });
  if (problems.length > 0)
    throw new Error(problems.map(({ file: name, line, message }) => `${name}:${line} ${message}`).join('\n'));
  return data;
}

/** An analyzer of the project's own data. */
export function ownAnalyzer(): ReturnType<typeof createAnalyzer> {
  return createAnalyzer({ data: ownData() });
}
