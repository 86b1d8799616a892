import { afterBlock, afterSentence, lineEnding } from '../markdown/insertion.ts';
import type { ClaimFound } from './claims.ts';
import { type Draft, sentenceAt } from './draft.ts';
import type { Edit, Fix } from './finding.ts';
import type { StandardCaveat } from './rule.ts';

const PLACEHOLDER = /<<([^|>]*)\|([^>]*)>>/g;

/** A standard caveat as finished text: placeholders read as their defaults. */
export function withDefaults(text: string): string {
  return text.replace(PLACEHOLDER, '$2');
}

function insertion(offset: number, template: string): Edit {
  const text = withDefaults(template);
  return { range: { start: offset, end: offset }, text, ...(text === template ? {} : { template }) };
}

/** The ways to put a claim's standard caveat into the draft, best first: behind the sentence, or as an alert behind the block. */
export function fixesFor(draft: Draft, claim: ClaimFound): readonly Fix[] {
  const { read } = claim.part;
  const fixes = claim.rule.caveats.flatMap((caveat) => [
    ...(read.block.kind === 'paragraph' ? [sentenceFix(draft, claim, caveat)] : []),
    alertFix(draft, claim, caveat),
  ]);
  return fixes.sort((one, two) => Number(two.title.startsWith(SENTENCE)) - Number(one.title.startsWith(SENTENCE)));
}

const SENTENCE = 'Add caveat after the sentence';

function sentenceFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): Fix {
  const { read } = claim.part;
  const sentence = sentenceAt(read, claim.focus.first);
  const prose = {
    start: read.tokens.start[sentence.first] as number,
    end: read.tokens.end[sentence.end - 1] as number,
  };
  const offset = afterSentence(draft.document, read.block, prose);
  const ended = /[.!?…:]["'”’)\]\uFFFC]*$/.test(read.block.prose.text.slice(prose.start, prose.end).trimEnd());
  return { title: `${SENTENCE}: ${caveat.title}`, edits: [insertion(offset, `${ended ? '' : '.'} ${caveat.text}`)] };
}

function alertFix(draft: Draft, claim: ClaimFound, caveat: StandardCaveat): Fix {
  const { offset, prefix, suffix } = afterBlock(draft.document, claim.part.read.index);
  const line = lineEnding(draft.document.source);
  const body = caveat.text
    .split('\n')
    .map((text) => `> ${text}`.trimEnd())
    .join(line);
  return {
    title: `Add caveat as a warning after the block: ${caveat.title}`,
    edits: [insertion(offset, `${prefix}> [!WARNING]${line}${body}${suffix}`)],
  };
}
