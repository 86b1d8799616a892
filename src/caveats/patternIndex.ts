import { isFor } from './match.ts';
import type { ReadBlock } from './reading.ts';
import type { ClaimPattern, Rule } from './rule.ts';
import type { Part, Statement } from './statements.ts';

/** A pattern with its rule. */
export interface RulePattern {
  readonly rule: Rule;
  readonly pattern: ClaimPattern;
}

/** The patterns that a statement may fit, as far as the cue sets and classes tell that stand in it and above it; in the order of rules and patterns. */
export type PatternIndex = (statement: Statement) => readonly RulePattern[];

/** The index of a list of rules, made once. */
export function patternIndexOf(rules: readonly Rule[]): PatternIndex {
  const known = indexes.get(rules) ?? createIndex(rules);
  indexes.set(rules, known);
  return known;
}

const indexes = new WeakMap<readonly Rule[], PatternIndex>();

/** What a pattern asks for, cue sets and classes by number. */
interface Asked extends RulePattern {
  /** Sets that have to stand in the statement or in what governs it, and those that may stand in anything above it. */
  readonly near: readonly number[];
  readonly wide: readonly number[];
  /** Of each list one class has to stand there; in the statement itself or what governs it where `isOwn`. */
  readonly mentions: readonly (readonly number[])[];
  readonly isOwn: boolean;
}

function createIndex(rules: readonly Rule[]): PatternIndex {
  const sets = new Map<string, number>();
  const classes = new Map<string, number>();
  const numberOf = (names: Map<string, number>, name: string): number => {
    const number = names.get(name) ?? sets.size + classes.size;
    names.set(name, number);
    return number;
  };
  const patterns = rules.flatMap((rule) =>
    rule.any.map((pattern): Asked => {
      const { cues, before, after, mentions } = pattern;
      const mayStandBeside = (name: string): boolean => before.includes(name) || after.includes(name);
      const numbers = (names: readonly string[]): readonly number[] => names.map((name) => numberOf(sets, name));
      return {
        rule,
        pattern,
        near: numbers(cues.filter((name) => !mayStandBeside(name))),
        wide: numbers(cues.filter(mayStandBeside)),
        mentions: mentions.map((names) => names.map((name) => numberOf(classes, name))),
        isOwn: pattern.topic === 'none',
      };
    }),
  );
  const keyed = keyedPatterns(patterns, sets.size + classes.size);
  const holdings = createHoldings(sets, classes);
  return (statement) => {
    const { near, wide } = holdings(statement);
    const found: number[] = [...keyed.always];
    for (let word = 0; word < wide.length; word++) {
      for (let bits = wide[word] as number; bits !== 0; bits &= bits - 1) {
        for (const pattern of keyed.by[word * 32 + 31 - Math.clz32(bits & -bits)] as readonly number[]) {
          const { near: cues, wide: farther, mentions, isOwn, pattern: asked } = patterns[pattern] as Asked;
          if (!isFor(asked, statement) || !holdsAll(near, cues) || !holdsAll(wide, farther)) continue;
          const from = isOwn ? near : wide;
          if (mentions.every((names) => holdsOne(from, names))) found.push(pattern);
        }
      }
    }
    found.sort((one, two) => one - two);
    return found.filter((pattern, at) => pattern !== found[at - 1]).map((pattern) => patterns[pattern] as Asked);
  };
}

/** The patterns by what has to stand where they are fitted: the cue set that the fewest ask for, or each class of a mention. */
function keyedPatterns(
  patterns: readonly Asked[],
  count: number,
): { readonly by: readonly (readonly number[])[]; readonly always: readonly number[] } {
  const uses = new Int32Array(count);
  for (const { near, wide } of patterns) {
    for (const set of near) uses[set] = (uses[set] as number) + 1;
    for (const set of wide) uses[set] = (uses[set] as number) + 1;
  }
  const by = Array.from({ length: count }, (): number[] => []);
  const always: number[] = [];
  for (const [pattern, { near, wide, mentions }] of patterns.entries()) {
    const [first, ...others] = [...near, ...wide];
    if (first !== undefined) {
      const rarest = others.reduce((best, set) => ((uses[set] as number) < (uses[best] as number) ? set : best), first);
      (by[rarest] as number[]).push(pattern);
    } else if (mentions[0]) for (const name of mentions[0]) (by[name] as number[]).push(pattern);
    else always.push(pattern);
  }
  return { by, always };
}

function holdsAll(bits: Int32Array, numbers: readonly number[]): boolean {
  for (const number of numbers) if (!holds(bits, number)) return false;
  return true;
}

function holdsOne(bits: Int32Array, numbers: readonly number[]): boolean {
  for (const number of numbers) if (holds(bits, number)) return true;
  return false;
}

function holds(bits: Int32Array, number: number): boolean {
  return ((bits[number >>> 5] as number) & (1 << (number & 31))) !== 0;
}

/** What stands in a statement and what governs it, and in all that may lend it a topic or an act; the arrays hold until the next call. */
interface Holdings {
  readonly near: Int32Array;
  readonly wide: Int32Array;
}

function createHoldings(
  sets: ReadonlyMap<string, number>,
  classes: ReadonlyMap<string, number>,
): (statement: Statement) => Holdings {
  const words = Math.ceil((sets.size + classes.size) / 32);
  const near = new Int32Array(words);
  const wide = new Int32Array(words);
  /** Block → a row of bits for each sentence and one for all of it. */
  const known = new WeakMap<ReadBlock, Int32Array>();
  const rowsOf = (read: ReadBlock): Int32Array => {
    const rows = known.get(read) ?? rowsIn(read, sets, classes, words);
    known.set(read, rows);
    return rows;
  };
  const add = (to: Int32Array, parts: readonly Part[]): void => {
    for (const { read, range } of parts) {
      if (range.end === range.first) continue;
      const rows = rowsOf(read);
      const sentence = read.sentenceOf[range.first] as number;
      const isWhole = range.end > (read.sentences[sentence]?.end ?? 0);
      const from = words * (isWhole ? read.sentences.length : sentence);
      for (let word = 0; word < words; word++) to[word] = (to[word] as number) | (rows[from + word] as number);
    }
  };
  return (statement) => {
    near.fill(0);
    add(near, statement.own);
    add(near, statement.governing);
    wide.set(near);
    add(wide, statement.before);
    add(wide, statement.after);
    add(wide, statement.topic);
    return { near, wide };
  };
}

function rowsIn(
  read: ReadBlock,
  sets: ReadonlyMap<string, number>,
  classes: ReadonlyMap<string, number>,
  words: number,
): Int32Array {
  const { mentions, cues, sentences, sentenceOf } = read;
  const rows = new Int32Array(words * (sentences.length + 1));
  const add = (token: number, number: number | undefined): void => {
    if (number === undefined) return;
    const bit = 1 << (number & 31);
    for (const row of [sentenceOf[token] as number, sentences.length]) {
      const at = row * words + (number >>> 5);
      rows[at] = (rows[at] as number) | bit;
    }
  };
  for (const { concept, first } of mentions) for (const name of concept.classes) add(first, classes.get(name));
  for (const { set, opposite, first } of cues) if (!opposite) add(first, sets.get(set));
  return rows;
}
