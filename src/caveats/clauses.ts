import { within } from './ordered.ts';
import type { Reading, TokenRange, Trigger } from './reading.ts';

// The closed classes of English words that tell where a clause or a list goes on; nothing that a writer would want to change.
const SUBJECTS = new Set(['he', 'she', 'it', 'they', 'we', 'you', 'i', 'there']);
const DETERMINERS = new Set(['the', 'a', 'an', 'his', 'her', 'its', 'their', 'our', 'your', 'my', 'this', 'that']);
const AUXILIARIES = new Set(
  'is are was were has had does did can could will would should must may might cannot isn’t aren’t wasn’t weren’t hasn’t doesn’t didn’t can’t won’t'
    .split(' ')
    .flatMap((word) => [word, word.replace('’', "'")]),
);
const RELATIVES = new Set(['that', 'which', 'who', 'whose', 'whom']);
const ALTERNATIVES = new Set(['or', 'nor']);
const JOINS = new Set(['and', 'so', 'or', 'nor']);
const STARTS_ANEW = new Set(['no', 'not', 'without', 'just', 'only', 'plus', 'never']);

/** How far ahead or back the words that tell about a clause are looked for: a longer stretch is no clause that anyone would read. */
const FARTHEST = 40;
/** The most words of an item of a list, and of one in a list that no "or" closes. */
const LONG_ITEM = 6;
const SHORT_ITEM = 3;

const ENDS_ITEM = new Set([',', ';', ':', '–', '—', '-', '(', ')']);

/** The mark at a token, '' for a word. */
export function markAt({ tokens }: Reading, token: number): string {
  return tokens.word[token] === 1 ? '' : tokens.text.slice(tokens.start[token], tokens.end[token]);
}

/** The word at a token in lower case, '' for a mark and outside the text. */
export function wordAt({ tokens }: Reading, token: number): string {
  if (tokens.word[token] !== 1) return '';
  return tokens.text.slice(tokens.start[token], tokens.end[token]).toLowerCase();
}

/** Whether tokens hold a finite auxiliary that belongs to no relative clause among them. */
export function hasFinite(reading: Reading, first: number, end: number): boolean {
  for (let token = first; token < end; token++) {
    const word = wordAt(reading, token);
    if (RELATIVES.has(word)) return false;
    if (AUXILIARIES.has(word)) return true;
  }
  return false;
}

/** Where the list item or clause that begins at a token ends. */
function itemEnd(reading: Reading, sentence: TokenRange, first: number): number {
  const limit = Math.min(sentence.end, first + FARTHEST);
  let token = first;
  while (token < limit && !ENDS_ITEM.has(markAt(reading, token))) token++;
  return token;
}

/** Where the list item or clause that holds the token before `end` begins. */
function itemStart(reading: Reading, sentence: TokenRange, end: number): number {
  const limit = Math.max(sentence.first, end - FARTHEST);
  let token = end;
  while (token > limit && !ENDS_ITEM.has(markAt(reading, token - 1))) token--;
  return token;
}

/** Whether the clause before a token already has its verb, so that one further on is another clause's. */
export function hasVerbBefore(reading: Reading, sentence: TokenRange, token: number): boolean {
  return hasFinite(reading, itemStart(reading, sentence, token), token);
}

/** Whether another clause begins at a comma: with its subject, or with "and" and words up to a verb of their own. */
export function startsClause(reading: Reading, sentence: TokenRange, comma: number): boolean {
  const next = wordAt(reading, comma + 1);
  if (SUBJECTS.has(next)) return true;
  return JOINS.has(next) && hasFinite(reading, comma + 2, itemEnd(reading, sentence, comma + 2));
}

/** Whether "and" at a token begins a further statement: another subject or verb ("and is …", "and his blood pressure is …"). */
export function addsStatement(reading: Reading, sentence: TokenRange, token: number): boolean {
  if (wordAt(reading, token) !== 'and') return false;
  const next = wordAt(reading, token + 1);
  if (SUBJECTS.has(next) || AUXILIARIES.has(next)) return true;
  const near = Math.min(itemEnd(reading, sentence, token + 1), token + 2 + SHORT_ITEM);
  return DETERMINERS.has(next) && hasFinite(reading, token + 2, near);
}

/** The word by which a sentence asks whether: an auxiliary before all others, and a question mark behind. */
export function asks(reading: Reading, { first, end }: TokenRange): TokenRange | undefined {
  const opening = wordAt(reading, first);
  const isQuestion = markAt(reading, end - 1) === '?' && (AUXILIARIES.has(opening) || opening === 'do');
  return isQuestion ? { first, end: first + 1 } : undefined;
}

/** Whether "and" at a token begins another noun's statement: one with an article, or with a verb of its own. */
export function addsNoun(reading: Reading, sentence: TokenRange, token: number, hasVerb: boolean): boolean {
  if (wordAt(reading, token) !== 'and') return false;
  if (DETERMINERS.has(wordAt(reading, token + 1))) return true;
  return hasVerb && hasFinite(reading, token + 1, itemEnd(reading, sentence, token + 1));
}

/** Whether a relative word, with a word before it, stands among the `most` tokens up to one: "moods that will not lift", "nights when sleep will not come". */
export function followsRelative(reading: Reading, { first }: TokenRange, token: number, most: number): boolean {
  for (let at = token; at > Math.max(first, token - most); at--) {
    const word = wordAt(reading, at);
    if (RELATIVES.has(word) || RELATIVE_ADVERBS.has(word)) return markAt(reading, at - 1) === '';
  }
  return false;
}

const RELATIVE_ADVERBS: ReadonlySet<string> = new Set(['when', 'where']);

/** How far before a word the pronoun of a clause may stand that describes somebody. */
const DESCRIBED = 10;

/** Whether "who" or "whose" stands shortly before a token: "anyone who becomes agitated or unable to …". */
export function describesSomebody(reading: Reading, { first }: TokenRange, token: number): boolean {
  for (let at = token - 1; at >= Math.max(first + 1, token - DESCRIBED); at--) {
    if (PEOPLE.has(wordAt(reading, at))) return markAt(reading, at - 1) === '';
  }
  return false;
}

const PEOPLE: ReadonlySet<string> = new Set(['who', 'whose']);

/** Whether a clause with a subject of its own begins at a token: "that …", "which …", "you …". */
export function opensClause(reading: Reading, token: number): boolean {
  const word = wordAt(reading, token);
  return RELATIVES.has(word) || SUBJECTS.has(word);
}

/** Whether "and" with a gerund as the next subject stands at a token: ", and adjusting it is unnecessary". */
export function joinsGerund(reading: Reading, token: number): boolean {
  return wordAt(reading, token) === 'and' && GERUND.test(wordAt(reading, token + 1));
}

const GERUND = /^(?!(?:any|every|some|no)?thing$|during$)\p{L}{2,}ing$/u;

/** Whether "should" or "must" stands at a token: behind a clause that describes somebody it tells what he is to do. */
export function advises(reading: Reading, token: number): boolean {
  const word = wordAt(reading, token);
  return word === 'should' || word === 'must';
}

/** Whether a word that joins clauses stands at a token. */
export function joins(reading: Reading, token: number): boolean {
  return JOINS.has(wordAt(reading, token));
}

/** Whether "or" or "nor" stands at a token. */
export function isAlternative(reading: Reading, token: number): boolean {
  return ALTERNATIVES.has(wordAt(reading, token));
}

/**
 * Whether the comma parts the items of a list: "no murmurs, rubs or gallops". In a clause that the comma may close (`strict`) only an "or" that
 * follows a further comma shows a list. `ownVerb`: a verb behind the list is that of its own clause ("No murmurs, rubs or gallops were heard").
 */
export function partsList(
  reading: Reading,
  sentence: TokenRange,
  comma: number,
  strict: boolean,
  ownVerb: boolean,
): boolean {
  let first = comma + 1;
  let longest = 0;
  const limit = Math.min(sentence.end, comma + FARTHEST);
  while (first < limit) {
    const end = itemEnd(reading, sentence, first);
    const words = end - first;
    const opening = wordAt(reading, first);
    if (STARTS_ANEW.has(opening)) return false;
    if (!ownVerb && hasFinite(reading, first, end)) return false;
    if (ALTERNATIVES.has(opening)) return true;
    if (!strict) {
      for (let token = first + 1; token < Math.min(end, first + LONG_ITEM); token++) {
        if (ALTERNATIVES.has(wordAt(reading, token))) return true;
      }
    }
    if (words > LONG_ITEM) return false;
    longest = Math.max(longest, words);
    if (markAt(reading, end) !== ',') break;
    first = end + 1;
  }
  return !strict && longest <= SHORT_ITEM;
}

/**
 * Whether a clause or phrase that the next comma closes begins the item that a token ends: "if …", "without …", "which …". A trigger that tells when
 * or by whom ("until 1989, …") is not closed in by its own item.
 */
export function isFronted(reading: Reading, sentence: TokenRange, end: number, trigger?: Trigger): boolean {
  let opener = end;
  while (opener > sentence.first && !ENDS_CLAUSE_PART.has(markAt(reading, opener - 1))) opener--;
  const status = trigger?.trigger.status;
  if (opener === trigger?.first && (status === 'historical' || status === 'other')) return false;
  if (opener > sentence.first && RELATIVES.has(wordAt(reading, opener))) return true;
  return within(reading.cues, { first: opener, end }).some((cue) => cue.set === 'subordinate' && cue.first === opener);
}

const ENDS_CLAUSE_PART = new Set([',', ';']);

/** Whether a trigger follows on a relative pronoun, which has a noun before it: a comma then ends its clause, "for moods that will not lift, try …". */
export function isInRelativeClause(reading: Reading, { first }: TokenRange, trigger: Trigger): boolean {
  for (let token = trigger.first; token > Math.max(first, trigger.first - 3); token--) {
    if (RELATIVES.has(wordAt(reading, token))) return markAt(reading, token - 1) === '';
  }
  return false;
}

/** Whether an "or" stands in what follows on a comma, up to the next. */
export function offersChoice(reading: Reading, sentence: TokenRange, comma: number): boolean {
  for (let token = comma + 1; token < sentence.end && markAt(reading, token) !== ','; token++) {
    if (isAlternative(reading, token)) return true;
  }
  return false;
}

/** Whether a sentence ends as a question. */
export function isQuestion(reading: Reading, { end }: TokenRange): boolean {
  return markAt(reading, end - 1) === '?';
}
