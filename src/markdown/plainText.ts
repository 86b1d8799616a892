import type { Inline } from './document.ts';
import { appendAtomic, appendVerbatim, type ProseDraft } from './proseDraft.ts';

/** A line of a block's text, or a part of one, without white space around it. */
export interface PlainLine {
  readonly start: number;
  readonly end: number;
}

/** A run of asterisks that opens or closes emphasis. */
interface Mark {
  readonly start: number;
  readonly end: number;
  /** Undefined where it opens. */
  readonly opening: Mark | undefined;
}

const SPECIAL = /[*_`~[\]<&\\|@\t\r\n\0]/g;
const WHITE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const FOOTNOTE_MARK = /\[\^([A-Za-z0-9-]+)\](?![[(:])/y;
/** A footnote mark reads the same whether its note stands in the document or not, save before and among what these may begin. */
const MAY_SURROUND = /[{$⁰¹²³⁴-⁹]/;
/** Addresses that are links without any mark. */
const ADDRESS = /:\/\/|www\./i;

/**
 * Appends the lines of a block whose text is plain, but for emphasis in asterisks and footnote marks. False where it holds anything else, or anything
 * that takes more than a look at its neighbours to read; the draft is void then.
 */
export function appendPlain(draft: ProseDraft, source: string, lines: readonly PlainLine[]): boolean {
  const marks = marksIn(source, lines);
  if (marks === undefined) return false;
  const inlines = new Map<Mark, number>();
  let next = 0;
  for (const [index, { start, end }] of lines.entries()) {
    if (index > 0) {
      draft.breaks.push(draft.text.length);
      appendAtomic(draft, ' ', (lines[index - 1] as PlainLine).end, start);
    }
    let at = start;
    for (let mark = marks[next]; mark !== undefined && mark.start < end; mark = marks[++next]) {
      appendVerbatim(draft, source.slice(at, mark.start), at);
      at = mark.end;
      if ('label' in mark) addFootnote(draft, mark);
      else if (mark.opening === undefined) inlines.set(mark, open(draft, mark));
      else close(draft, inlines.get(mark.opening) as number, mark);
    }
    appendVerbatim(draft, source.slice(at, end), at);
  }
  return !ADDRESS.test(draft.text);
}

interface FootnoteMark {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** The marks that are not shown, in order; asterisks without a partner stand for themselves. Undefined where the text is not plain. */
function marksIn(source: string, lines: readonly PlainLine[]): readonly (Mark | FootnoteMark)[] | undefined {
  const marks: (Mark | FootnoteMark)[] = [];
  const opened: Mark[] = [];
  const single = new Set<Mark>();
  for (const line of lines) {
    SPECIAL.lastIndex = line.start;
    for (let found = SPECIAL.exec(source); found !== null && found.index < line.end; found = SPECIAL.exec(source)) {
      const start = found.index;
      if (found[0] === '[') {
        const label = footnoteAt(source, start);
        if (label === undefined) return undefined;
        marks.push({ start, end: start + label.length + 3, label });
      } else if (found[0] === '*') {
        let end = start + 1;
        while (end < line.end && source.charAt(end) === '*') end += 1;
        const role = end - start > 2 ? 'unclear' : roleOf(source, start, end, line);
        if (role === 'unclear') return undefined;
        if (role === 'opens') {
          const mark = { start, end, opening: undefined };
          opened.push(mark);
          single.add(mark);
          marks.push(mark);
        }
        const opening = role === 'closes' ? opened.pop() : undefined;
        if (opening !== undefined) {
          if (opening.end - opening.start !== end - start) return undefined;
          single.delete(opening);
          marks.push({ start, end, opening });
        }
        SPECIAL.lastIndex = end;
        continue;
      } else return undefined;
      SPECIAL.lastIndex = (marks.at(-1) as FootnoteMark).end;
    }
  }
  return single.size === 0 ? marks : marks.filter((mark) => 'label' in mark || !single.has(mark));
}

/** What asterisks do, as CommonMark tells it by the characters beside them; `unclear` where they may do both. */
function roleOf(
  source: string,
  start: number,
  end: number,
  line: PlainLine,
): 'opens' | 'closes' | 'unclear' | undefined {
  const before = start === line.start ? 'space' : kindOf(source.charAt(start - 1));
  const after = end === line.end ? 'space' : kindOf(source.charAt(end));
  const opens = after === 'other' || (after === 'punctuation' && before !== 'other');
  const closes = before === 'other' || (before === 'punctuation' && after !== 'other');
  if (opens && closes) return 'unclear';
  return opens ? 'opens' : closes ? 'closes' : undefined;
}

function kindOf(char: string): 'space' | 'punctuation' | 'other' {
  return WHITE.test(char) ? 'space' : PUNCTUATION.test(char) ? 'punctuation' : 'other';
}

function footnoteAt(source: string, index: number): string | undefined {
  if (source.charAt(index - 1) === '!' || MAY_SURROUND.test(source)) return undefined;
  FOOTNOTE_MARK.lastIndex = index;
  return FOOTNOTE_MARK.exec(source)?.[1];
}

function addFootnote(draft: ProseDraft, { start, end, label }: FootnoteMark): void {
  const prose = { start: draft.text.length, end: draft.text.length };
  draft.inlines.push({ kind: 'footnoteReference', range: { start, end }, prose, value: label.toLowerCase() });
}

/** Records emphasis that begins; the place of the record. */
function open(draft: ProseDraft, { start, end }: Mark): number {
  const prose = { start: draft.text.length, end: draft.text.length };
  draft.inlines.push({ kind: end - start === 1 ? 'emphasis' : 'strong', range: { start, end }, prose });
  return draft.inlines.length - 1;
}

function close(draft: ProseDraft, index: number, { end }: Mark): void {
  const { kind, range, prose } = draft.inlines[index] as Inline;
  draft.inlines[index] = {
    kind,
    range: { start: range.start, end },
    prose: { start: prose.start, end: draft.text.length },
  };
}
