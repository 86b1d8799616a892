import { afterBlock, afterSentence, lineEnding } from '../markdown/insertion.ts';
import type { ClaimFound } from './claims.ts';
import { type Draft, outermost, sectionOfBlock, sentenceAt } from './draft.ts';
import type { Edit, Fix } from './finding.ts';
import { withDefaults } from './placeholders.ts';
import { createSafetySections } from './places.ts';
import type { ReadBlock } from './reading.ts';
import { removalFix, rewordFixes } from './rewording.ts';
import { PLACES, type StandardCaveat } from './rule.ts';
import type { Speller } from './spelling.ts';

function insertion(offset: number, template: string): Edit {
  const text = withDefaults(template);
  return { range: { start: offset, end: offset }, text, ...(text === template ? {} : { template }) };
}

/**
 * The ways out of a finding, best first: what its detector offers; a milder word; the standard caveat behind the sentence, in a safety section beside,
 * under the table, as an alert behind the block, as a footnote. Caveats are written in the draft's own spelling.
 */
export function fixesFor(draft: Draft, claim: ClaimFound, spell: Speller): readonly Fix[] {
  const caveats = (claim.fixesOnly ? [] : claim.rule.caveats).map((caveat) =>
    caveat.verbatim ? caveat : { ...caveat, text: spell(caveat.text) },
  );
  const each = (fix: (draft: Draft, claim: ClaimFound, caveat: StandardCaveat) => readonly Fix[]): readonly Fix[] =>
    caveats.flatMap((caveat) => fix(draft, claim, caveat));
  return [
    ...(claim.fixes ?? []),
    ...rewordFixes(draft, claim),
    ...each(sentenceFix),
    ...each(tableNoteFix),
    ...each(sectionFix),
    ...each(alertFix),
    ...each(footnoteFix),
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
): readonly Fix[] {
  const { read } = claim.part;
  if (read.block.kind !== 'paragraph') return [];
  const { offset, ended } = sentenceEnd(draft, claim);
  return [
    {
      title: `Add caveat after the sentence: ${caveat.title}`,
      edits: [insertion(offset, `${ended ? '' : '.'} ${caveat.text}`)],
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

function tableNoteFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly Fix[] {
  const { read } = claim.part;
  if (read.block.kind !== 'cell' || !reaches(claim, 'paragraph')) return [];
  return [
    {
      title: `Add caveat as a note under the table: ${caveat.title}`,
      edits: [blockInsertion(draft, read.index, (eol) => `Note: ${caveat.text.replaceAll('\n', eol)}`)],
    },
  ];
}

function sectionFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly Fix[] {
  if (!reaches(claim, 'section')) return [];
  const section = createSafetySections(draft)(sectionOfBlock(draft, claim.part.read.index))[0];
  const last = section && draft.blocks[(section.children[0]?.first ?? section.end) - 1];
  const heading = section?.heading === undefined ? undefined : draft.blocks[section.heading];
  if (!last || !heading || standsInNote(last)) return [];
  return [
    {
      title: `Add caveat to the section “${heading.block.prose.text.trim()}”: ${caveat.title}`,
      edits: [blockInsertion(draft, last.index, (eol) => caveat.text.replaceAll('\n', eol))],
    },
  ];
}

/** Behind a footnote's text a new block may become part of the note. */
function standsInNote(read: ReadBlock): boolean {
  return outermost(read.block.parent)?.kind === 'footnote';
}

function alertFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly Fix[] {
  const body = (eol: string): string =>
    caveat.text
      .split('\n')
      .map((text) => `> ${text}`.trimEnd())
      .join(eol);
  return [
    {
      title: `Add caveat as a warning after the block: ${caveat.title}`,
      edits: [blockInsertion(draft, claim.part.read.index, (eol) => `> [!WARNING]${eol}${body(eol)}`)],
    },
  ];
}

/** A block of its own behind the outermost block that holds another. */
function blockInsertion(draft: Draft, index: number, text: (lineEnd: string) => string): Edit {
  const { offset, prefix, suffix } = afterBlock(draft.document, index);
  return insertion(offset, prefix + text(lineEnding(draft.document.source)) + suffix);
}

/**
 * A mark behind the sentence, and the note behind the block or behind the draft's last note. A note speaks for its own sentence only, so where the
 * rule looks no farther than the paragraph, the next claim of the same finding would stay.
 */
function footnoteFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): readonly Fix[] {
  const { read } = claim.part;
  if (read.block.kind !== 'paragraph' || standsInNote(read) || !reaches(claim, 'section')) return [];
  const { label, last } = notesOf(draft);
  const note = blockInsertion(
    draft,
    (last ?? read).index,
    (eol) => `[^${label}]: ${caveat.text.replaceAll('\n', `${eol}    `)}`,
  );
  return [
    {
      title: `Add caveat as a footnote: ${caveat.title}`,
      edits: [insertion(sentenceEnd(draft, claim).offset, `[^${label}]`), note].sort(
        (one, two) => one.range.start - two.range.start,
      ),
    },
  ];
}

interface Notes {
  /** A label that no note has. */
  readonly label: string;
  /** The last block of the draft's notes. */
  readonly last: ReadBlock | undefined;
}

const notes = new WeakMap<Draft, Notes>();

function notesOf(draft: Draft): Notes {
  let known = notes.get(draft);
  if (!known) {
    known = { label: freeLabel(draft.document.source), last: draft.blocks.findLast(standsInNote) };
    notes.set(draft, known);
  }
  return known;
}

function freeLabel(source: string): string {
  const folded = source.toLowerCase();
  for (let number = 1; ; number++) {
    const label = number === 1 ? 'caveat' : `caveat-${number}`;
    if (!folded.includes(`[^${label}]`)) return label;
  }
}
