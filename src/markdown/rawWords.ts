import { type Tokens, tokenize } from '../phrases/tokens.ts';
import { referenceAt } from './alignText.ts';

/** The words of a text as its source shows them: at least those that its prose has, unless it is doubtful. */
export interface RawWords {
  readonly tokens: Tokens;
  /** Words that pieces make which markup parts, as far as it can be told: `sero*tonin*`. */
  readonly joined: readonly string[];
  /** What the prose shows cannot be told without the parser: letters as entities, or text inside a word that may not be shown. */
  readonly isDoubtful: boolean;
}

/** What can vanish between two letters, and what stands unseen in a word or as itself (an apostrophe). */
const UNSEEN = String.raw`\u00AD\u200B-\u200D\u2060\uFEFF'\u2018\u2019\u02BC\u2032`;
const JOINING = new RegExp(`^[*~[\\]{}+=<>_${UNSEEN}]*$`);
/** Of these underscores alone never vanish. */
const APART = /^_+$/;
const MARKS = /[*~[\]{}+=<>_]/g;
/** Where text may begin that is not shown: a link's target, a tag or comment, a footnote mark. */
const HIDING = new RegExp(`^[*~[\\]{}+=>_${UNSEEN}]*(?:\\]\\(|\\]\\[|<|\\[\\^)`);
/** Where it may end, with a letter right behind. */
const HIDDEN = new RegExp(`[)\\]>][*~[\\]{}+=<_${UNSEEN}]*$`);
/** What so begins is a label, which the next bracket ends. */
const LABEL = /(?:\]\[|\[\^)$/;
const MOST_PIECES = 6;
/** Letters, and what the words of phrases are written with. */
const IN_WORDS = /[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF'\u2018\u2019\u02BC\u2032]/u;

/** Reads the words of a text without parsing it. Wherever that may not give all words of its prose, it is doubtful. */
export function readRawWords(text: string): RawWords {
  const tokens = tokenize(text);
  const joined: string[] = [];
  if (holdsEncodedLetters(text)) return { tokens, joined, isDoubtful: true };
  let isHidden = false;
  /** What is hidden is the label of a link or footnote. */
  let isLabel = false;
  const hasEscapedBracket = text.includes('\\]');
  /** Where the pieces begin of what may be one word up to here. */
  let pieces: number[] = [];
  let last = -1;
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.word[token] === 0) continue;
    const start = tokens.start[token] as number;
    const gap = last < 0 ? ' ' : text.slice(last, start);
    if (gap !== ' ') {
      const closed: number = isLabel ? gap.indexOf(']') : -1;
      // What looks like a label may be the text of a link after all: "[a][sero](u)tonin".
      const ended: number = gap[closed + 1] === '(' ? closed : closed + 1;
      const shown: string = closed === -1 ? gap : gap.slice(ended);
      // A label ends here, and a word that markup parts may go on behind it.
      if (closed !== -1) isHidden = false;
      const hiding: RegExpExecArray | null = isHidden ? null : HIDING.exec(shown);
      const goesOn = closed !== -1 && hiding === null && JOINING.test(shown);
      if (goesOn || (isHidden ? HIDDEN.test(gap) : hiding !== null && HIDDEN.test(shown.slice(hiding[0].length)))) {
        return { tokens, joined, isDoubtful: true };
      }
      if (!isHidden) isLabel = hiding !== null && LABEL.test(hiding[0]) && !hasEscapedBracket;
      isHidden ||= hiding !== null;
    }
    if (!JOINING.test(gap) || APART.test(gap)) pieces = [];
    for (const from of pieces) joined.push(text.slice(from, tokens.end[token]).replace(MARKS, ''));
    pieces.push(start);
    if (pieces.length > MOST_PIECES) return { tokens, joined, isDoubtful: true };
    last = tokens.end[token] as number;
  }
  return { tokens, joined, isDoubtful: false };
}

function holdsEncodedLetters(text: string): boolean {
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    const reference = referenceAt(text, at, text.length);
    if (reference !== undefined && IN_WORDS.test(reference.text)) return true;
  }
  return false;
}
