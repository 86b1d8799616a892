import { type English, inflectionsOf, pluralOf, spellingIndex, spellingsOf } from './english.ts';
import { foldForms, foldWord } from './fold.ts';
import { type Node, NotationError, parsePhrase } from './notation.ts';
import { tokenize } from './tokens.ts';

/** A word of a run: folded, or with its letters exactly as written. */
export interface RunWord {
  readonly text: string;
  readonly exact: boolean;
}

/** One thing that can stand in a place of a phrase: a run of words, a cue of a set, a term of a class. */
export type Alternative =
  | { readonly kind: 'words'; readonly words: readonly RunWord[] }
  | { readonly kind: 'set' | 'class'; readonly name: string };

/** One reading of a phrase: places, each with its alternatives, and the greatest number of words between them. */
export interface Pattern {
  readonly places: readonly (readonly Alternative[])[];
  /** `gaps[i]` lies between place i and place i + 1; 0 means that they touch. */
  readonly gaps: readonly number[];
}

export interface Expander {
  /** All readings of a phrase. @throws NotationError when it is not well formed or has more than 10 000 ways through a place */
  patterns(phrase: string): readonly Pattern[];
  /** The runs of a term, with the plural of the last word: terms are nouns. @throws NotationError when it is not words only, or can be empty */
  termRuns(phrase: string): readonly (readonly RunWord[])[];
}

const MOST_PATHS = 10_000;

/** Letters joined by hyphens: what most terms are made of, and needs no tokenizer. */
const PLAIN_WORDS = /^[A-Za-z]+(?:-[A-Za-z]+)*$/;

function tokenTexts(text: string): readonly string[] {
  const { count, start, end } = tokenize(text);
  return Array.from({ length: count }, (_, index) => text.slice(start[index], end[index]));
}

type Step = RunWord | { readonly gap: number } | Extract<Alternative, { name: string }>;

/** Makes the expander of a language's inflections and spellings. */
export function createExpander(english: English): Expander {
  const spellings = spellingIndex(english);
  /** A term is expanded when it is checked, compared and compiled. */
  const runsOf = new Map<string, readonly (readonly RunWord[])[]>();
  const variantsOf = new Map<string, readonly string[]>();

  const variants = (word: string): readonly string[] => {
    let known = variantsOf.get(word);
    if (!known) {
      const folded = foldWord(word);
      known = [folded, ...spellingsOf(folded, english, spellings)];
      variantsOf.set(word, known);
    }
    return known;
  };

  const wordChoices = (node: Extract<Node, { kind: 'word' }>): readonly (readonly Step[])[] => {
    // A hyphen that touches a group joins words like any other.
    const text = node.text.length > 1 ? node.text.replace(/^-|-$/g, '') : node.text;
    const parts = PLAIN_WORDS.test(text) ? text.split('-') : tokenTexts(text);
    let choices: Step[][] = [[]];
    parts.forEach((part, index) => {
      const last = index === parts.length - 1;
      const forms = node.inflected && last ? inflectionsOf(foldWord(part), english) : [part];
      const words: RunWord[] = node.exact
        ? forms.map((form) => ({ text: foldForms(form), exact: true }))
        : [...new Set(forms.flatMap(variants))].map((text) => ({ text, exact: false }));
      choices = choices.flatMap((choice) => words.map((word) => [...choice, word]));
    });
    return choices;
  };

  const expand = (nodes: readonly Node[], phrase: string): readonly (readonly Step[])[] => {
    let paths: (readonly Step[])[] = [[]];
    for (const node of nodes) {
      const choices = stepChoices(node, phrase);
      if (paths.length * choices.length > MOST_PATHS) {
        throw new NotationError(
          `The phrase "${phrase}" has more than ${MOST_PATHS} readings, expected fewer alternatives`,
        );
      }
      paths = paths.flatMap((path) => choices.map((choice) => [...path, ...choice]));
    }
    return paths;
  };

  const stepChoices = (node: Node, phrase: string): readonly (readonly Step[])[] => {
    if (node.kind === 'word') return wordChoices(node);
    if (node.kind === 'choice') return node.options.flatMap((option) => expand(option, phrase));
    if (node.kind === 'gap') return [[{ gap: node.max }]];
    return [[node]];
  };

  return {
    patterns: (phrase) => {
      let readings: Reading[] = [{ places: [], gaps: [], pending: 0, leads: false }];
      for (const stretch of stretchesOf(parsePhrase(phrase))) {
        if ('gap' in stretch) {
          readings = readings.map((reading) => append(reading, [stretch]));
          continue;
        }
        const branches = branchesOf(expand(stretch, phrase));
        if (readings.length * branches.length > MOST_PATHS) {
          throw new NotationError(
            `The phrase "${phrase}" has more than ${MOST_PATHS} readings, expected fewer alternatives`,
          );
        }
        readings = readings.flatMap((reading) => branches.map((branch) => append(reading, branch)));
      }
      for (const reading of readings) {
        if (reading.places.length === 0 || reading.pending > 0 || reading.leads) {
          throw new NotationError(
            `One reading of "${phrase}" is empty, or begins or ends with a gap, expected a word that is not optional`,
          );
        }
      }
      return readings.map(({ places, gaps }) => ({ places, gaps }));
    },
    termRuns: (phrase) => {
      const known = runsOf.get(phrase);
      if (known) return known;
      const runs = new Map<string, readonly RunWord[]>();
      for (const steps of expand(parsePhrase(phrase), phrase)) {
        if (steps.length === 0) {
          throw new NotationError(`One reading of the term "${phrase}" is empty, expected a word that is not optional`);
        }
        if (!steps.every((step): step is RunWord => 'text' in step)) {
          throw new NotationError(`The term "${phrase}" has a gap or a reference, expected words only`);
        }
        for (const run of [steps, ...pluralRuns(steps, english, variants)]) runs.set(runKey(run), run);
      }
      const list = [...runs.values()];
      runsOf.set(phrase, list);
      return list;
    },
  };
}

/** A run as one string, to tell equal runs. */
export function runKey(run: readonly RunWord[]): string {
  return run.map(({ text, exact }) => (exact ? `=${text}` : text)).join(' ');
}

interface Reading extends Pattern {
  /** Words that may stand before the next place. */
  readonly pending: number;
  /** Whether a gap stands before the first place. */
  readonly leads: boolean;
}

type Branch = readonly (readonly Alternative[] | { readonly gap: number })[];

/** Parts a phrase where alternatives need not be multiplied: at gaps, references, and groups that hold either. */
function stretchesOf(nodes: readonly Node[]): readonly (readonly Node[] | { readonly gap: number })[] {
  const stretches: (Node[] | { readonly gap: number })[] = [];
  let open: Node[] | undefined;
  for (const node of nodes) {
    if (node.kind === 'gap') {
      stretches.push({ gap: node.max });
      open = undefined;
    } else if (isPlain(node)) {
      if (open) open.push(node);
      else {
        open = [node];
        stretches.push(open);
      }
    } else {
      stretches.push([node]);
      open = undefined;
    }
  }
  return stretches;
}

function isPlain(node: Node): boolean {
  return node.kind === 'word' || (node.kind === 'choice' && node.options.every((option) => option.every(isPlain)));
}

/** The ways through a stretch: all that are one thing together as the first branch, each other one as a branch of its own. */
function branchesOf(paths: readonly (readonly Step[])[]): readonly Branch[] {
  const single: Alternative[] = [];
  const others: Branch[] = [];
  for (const steps of paths) {
    const branch: (readonly Alternative[] | { readonly gap: number })[] = [];
    let words: RunWord[] = [];
    const flush = (): void => {
      if (words.length > 0) branch.push([{ kind: 'words', words }]);
      words = [];
    };
    for (const step of steps) {
      if ('text' in step) words.push(step);
      else {
        flush();
        branch.push('gap' in step ? step : [step]);
      }
    }
    flush();
    const only = branch.length === 1 ? branch[0] : undefined;
    if (only && !('gap' in only)) single.push(...only);
    else others.push(branch);
  }
  return single.length > 0 ? [[single], ...others] : others;
}

function append(reading: Reading, branch: Branch): Reading {
  const places = [...reading.places];
  const gaps = [...reading.gaps];
  let { pending, leads } = reading;
  for (const piece of branch) {
    if ('gap' in piece) {
      pending += piece.gap;
      leads ||= places.length === 0;
      continue;
    }
    if (places.length > 0) gaps.push(pending);
    places.push(piece);
    pending = 0;
  }
  return { places, gaps, pending, leads };
}

function pluralRuns(
  run: readonly RunWord[],
  english: English,
  variants: (word: string) => readonly string[],
): readonly (readonly RunWord[])[] {
  const last = run[run.length - 1];
  if (!last || !/\p{L}$/u.test(last.text)) return [];
  const rest = run.slice(0, -1);
  if (last.exact) return [[...rest, { text: `${last.text}s`, exact: true }]];
  return variants(pluralOf(last.text, english)).map((text) => [...rest, { text, exact: false }]);
}
