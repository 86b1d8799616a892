import { afterBlock, afterSentence, lineEnding } from '../markdown/insertion.ts';
import { type AnchoredEdit, type AnchoredFix, anchored, placeOf } from './anchored.ts';
import type { ClaimFound } from './claims.ts';
import { type Draft, outermost, sentenceAt } from './draft.ts';
import { type Passage, passagesOf } from './passages.ts';
import { withDefaults } from './placeholders.ts';
import type { ReadBlock } from './reading.ts';
import { removalFix, rewordFixes } from './rewording.ts';
import { PLACES, type StandardCaveat } from './rule.ts';
import type { Speller } from './spelling.ts';

/** What fixes ask of the draft. */
export interface FixInput {
  readonly draft: Draft;
  /** Writes a text in the draft's spelling. */
  readonly spell: Speller;
  /** The safety section whose text counts for the claim's section, if there is one. */
  safety(): Passage | undefined;
}

function insertion(read: ReadBlock, offset: number, template: string): AnchoredEdit {
  const text = withDefaults(template);
  const at = anchored(read, { start: offset, end: offset });
  return { at, text, ...(text === template ? {} : { template }) };
}

/**
 * The ways out of a finding, best first: what its detector offers; a milder word; the standard caveat behind the sentence, in a safety section beside,
 * under the table, as an alert behind the block, as a footnote. Caveats are written in the draft's own spelling. What the claim's own sentence denies is
 * not made good in another section.
 */
export function fixesFor(input: FixInput, claim: ClaimFound, isDenied: boolean): readonly AnchoredFix[] {
  const { draft, spell } = input;
  const caveats = (claim.fixesOnly ? [] : claim.rule.caveats).map((caveat) =>
    caveat.verbatim ? caveat : { ...caveat, text: spell(caveat.text) },
  );
  const each = (fix: (claim: ClaimFound, caveat: StandardCaveat) => readonly AnchoredFix[]): readonly AnchoredFix[] =>
    caveats.flatMap((caveat) => fix(claim, caveat));
  return [
    ...(claim.fixes ?? []),
    ...rewordFixes(draft, claim),
    ...each((one, caveat) => sentenceFix(draft, one, caveat)),
    ...each((one, caveat) => tableNoteFix(draft, one, caveat)),
    ...(isDenied ? [] : each((one, caveat) => sectionFix(input, one, caveat))),
    ...each((one, caveat) => alertFix(draft, one, caveat)),
    ...each((one, caveat) => footnoteFix(draft, one, caveat)),
    ...removalFix(draft, claim),
  ];
}

/** Whether a caveat that stands no nearer than `place` is near enough for all that the rule asks. */
function reaches(claim: ClaimFound, place: (typeof PLACES)[number]): boolean {
  return claim.rule.caveat.every(({ within }) => PLACES.indexOf(within) >= PLACES.indexOf(place));
}

/** A caveat behind the sentence of a claim and its citations; none in a heading or cell. */
export function sentenceFix(
  draft: Draft,
  claim: Pick<ClaimFound, 'part' | 'focus'>,
  caveat: Pick<StandardCaveat, 'title' | 'text'>,
): readonly AnchoredFix[] {
  const { read } = claim.part;
  if (read.block.kind !== 'paragraph') return [];
  const { offset, ended } = sentenceEnd(draft, claim);
  return [
    {
      title: `Add caveat after the sentence: ${caveat.title}`,
      edits: [insertion(claim.part.read, offset, `${ended ? '' : '.'} ${caveat.text}`)],
    },
  ];
}

/** The place behind a claim's sentence with its citations, and whether the sentence ends with a mark. */
function sentenceEnd(
  draft: Draft,
  claim: Pick<ClaimFound, 'part' | 'focus'>,
): { readonly offset: number; readonly ended: boolean } {
  const { read } = claim.part;
  const sentence = sentenceAt(read, claim.focus.first);
  const prose = {
    start: read.tokens.start[sentence.first] as number,
    end: read.tokens.end[sentence.end - 1] as number,
  };
  const ended = /[.!?…:]["'”’)\]\uFFFC]*$/.test(read.block.prose.text.slice(prose.start, prose.end).trimEnd());
  return { offset: afterSentence(draft.document, read.block, prose), ended };
}

function tableNoteFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly AnchoredFix[] {
  const { read } = claim.part;
  if (read.block.kind !== 'cell' || !reaches(claim, 'paragraph')) return [];
  return [
    {
      title: `Add caveat as a note under the table: ${caveat.title}`,
      edits: [blockInsertion(draft, read, (eol) => `Note: ${caveat.text.replaceAll('\n', eol)}`)],
    },
  ];
}

function sectionFix({ draft, safety }: FixInput, claim: ClaimFound, caveat: StandardCaveat): readonly AnchoredFix[] {
  if (!reaches(claim, 'section') || claim.rule.caveat.some(({ fromSafety }) => fromSafety?.length === 0)) return [];
  const { heading, reads = [] } = safety() ?? {};
  const last = reads[reads.length - 1];
  if (!last || !heading || standsInNote(last)) return [];
  return [
    {
      title: `Add caveat to the section “${heading.block.prose.text.trim()}”: ${caveat.title}`,
      edits: [blockInsertion(draft, last, (eol) => caveat.text.replaceAll('\n', eol))],
    },
  ];
}

/** Behind a footnote's text a new block may become part of the note. */
function standsInNote(read: ReadBlock): boolean {
  return outermost(read.block.parent)?.kind === 'footnote';
}

function alertFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly AnchoredFix[] {
  const body = (eol: string): string =>
    caveat.text
      .split('\n')
      .map((text) => `> ${text}`.trimEnd())
      .join(eol);
  return [
    {
      title: `Add caveat as a warning after the block: ${caveat.title}`,
      edits: [blockInsertion(draft, claim.part.read, (eol) => `> [!WARNING]${eol}${body(eol)}`)],
    },
  ];
}

/** A block of its own behind the outermost block that holds another. */
function blockInsertion(draft: Draft, read: ReadBlock, text: (lineEnd: string) => string): AnchoredEdit {
  const { offset, prefix, suffix } = afterBlock(draft.document, read.index);
  return insertion(read, offset, prefix + text(lineEnding(draft.document.source)) + suffix);
}

/**
 * A mark behind the sentence, and the note behind the block or behind the draft's last note. A note speaks for its own sentence only, so where the
 * rule looks no farther than the paragraph, the next claim of the same finding would stay.
 */
function footnoteFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly AnchoredFix[] {
  const { read } = claim.part;
  if (read.block.kind !== 'paragraph' || standsInNote(read) || !reaches(claim, 'section')) return [];
  const { label, last } = notesOf(draft);
  const note = blockInsertion(
    draft,
    last ?? read,
    (eol) => `[^${label}]: ${caveat.text.replaceAll('\n', `${eol}    `)}`,
  );
  return [
    {
      title: `Add caveat as a footnote: ${caveat.title}`,
      edits: [insertion(read, sentenceEnd(draft, claim).offset, `[^${label}]`), note].sort(
        (one, two) => placeOf(one.at).start - placeOf(two.at).start,
      ),
    },
  ];
}

/** What footnotes in a draft have to heed. */
export interface Notes {
  /** A label that no note has. */
  readonly label: string;
  /** The last block of the draft's notes. */
  readonly last: ReadBlock | undefined;
}

const notes = new WeakMap<Draft, Notes>();

/** What a new footnote in a draft has to heed. */
export function notesOf(draft: Draft): Notes {
  let known = notes.get(draft);
  if (!known) {
    known = { label: freeLabel(draft.document.source), last: lastNote(passagesOf(draft)) };
    notes.set(draft, known);
  }
  return known;
}

function lastNote(passages: readonly Passage[]): ReadBlock | undefined {
  for (let index = passages.length - 1; index >= 0; index--) {
    const passage = passages[index] as Passage;
    const known = lastNotes.has(passage) ? lastNotes.get(passage) : passage.reads.findLast(standsInNote);
    lastNotes.set(passage, known);
    if (known) return known;
  }
  return undefined;
}

const lastNotes = new WeakMap<Passage, ReadBlock | undefined>();

const LABEL = /\^caveat(?:-([2-9]|[1-9]\d+))?\]/iy;

function freeLabel(source: string): string {
  const taken = new Set<number>();
  for (let at = source.indexOf('[^'); at >= 0; at = source.indexOf('[^', at + 1)) {
    LABEL.lastIndex = at + 1;
    const label = LABEL.exec(source);
    if (label) taken.add(Number(label[1] ?? 1));
  }
  let number = 1;
  while (taken.has(number)) number++;
  return number === 1 ? 'caveat' : `caveat-${number}`;
}
