import { type English, inflectionsOf, pluralOf, spellingIndex, spellingsOf } from './english.ts';
import { foldForms, foldWord } from './fold.ts';
import { type Node, NotationError, parsePhrase } from './notation.ts';
import { tokenize } from './tokens.ts';

/** A word of a path: folded, or with its letters exactly as written. */
export interface PathWord {
  readonly text: string;
  readonly exact: boolean;
}

/** One way through a phrase: runs of words, references and the gaps between them. */
export type PathItem =
  | { readonly kind: 'words'; readonly words: readonly PathWord[] }
  | { readonly kind: 'set' | 'class'; readonly name: string };

export interface Path {
  readonly items: readonly PathItem[];
  /** `gaps[i]` is the greatest number of words between item i and item i + 1. */
  readonly gaps: readonly number[];
}

const MOST_PATHS = 10_000;

type Step = PathWord | { readonly gap: number } | { readonly set: string } | { readonly class: string };

export interface Expander {
  /** All ways through a phrase. @throws NotationError past 10 000 of them, or when it is not well formed */
  paths(phrase: string): readonly Path[];
  /** As `paths`, with the plural of the last word added: terms are nouns. */
  termPaths(phrase: string): readonly Path[];
}

/** Makes the expander of a language's inflections and spellings. */
export function createExpander(english: English): Expander {
  const spellings = spellingIndex(english);

  const variants = (word: string): readonly string[] => {
    const folded = foldWord(word);
    return [folded, ...spellingsOf(folded, english, spellings)];
  };

  const wordChoices = (node: Extract<Node, { kind: 'word' }>): readonly (readonly Step[])[] => {
    const tokens = tokenize(node.text);
    const parts = Array.from({ length: tokens.count }, (_, index) => node.text.slice(tokens.start[index], tokens.end[index]));
    let choices: Step[][] = [[]];
    parts.forEach((part, index) => {
      const last = index === parts.length - 1;
      const forms = node.inflected && last ? inflectionsOf(foldWord(part), english) : [part];
      const words: PathWord[] = node.exact
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
        throw new NotationError(`The phrase "${phrase}" has more than ${MOST_PATHS} readings, expected fewer alternatives`);
      }
      paths = paths.flatMap((path) => choices.map((choice) => [...path, ...choice]));
    }
    return paths;
  };

  const stepChoices = (node: Node, phrase: string): readonly (readonly Step[])[] => {
    if (node.kind === 'word') return wordChoices(node);
    if (node.kind === 'choice') return node.options.flatMap((option) => expand(option, phrase));
    if (node.kind === 'gap') return [[{ gap: node.max }]];
    return [[node.kind === 'set' ? { set: node.name } : { class: node.name }]];
  };

  const stepsOf = (phrase: string): readonly (readonly Step[])[] => expand(parsePhrase(phrase), phrase);

  return {
    paths: (phrase) => stepsOf(phrase).map((steps) => toPath(steps, phrase)),
    termPaths: (phrase) => {
      const paths = new Map<string, Path>();
      for (const steps of stepsOf(phrase)) {
        for (const form of [steps, ...pluralSteps(steps, english, variants)]) paths.set(JSON.stringify(form), toPath(form, phrase));
      }
      return [...paths.values()];
    },
  };
}

function pluralSteps(steps: readonly Step[], english: English, variants: (word: string) => readonly string[]): readonly (readonly Step[])[] {
  const last = steps[steps.length - 1];
  if (!last || !('text' in last) || !/\p{L}$/u.test(last.text)) return [];
  const rest = steps.slice(0, -1);
  if (last.exact) return [[...rest, { text: `${last.text}s`, exact: true }]];
  return variants(pluralOf(last.text, english)).map((text) => [...rest, { text, exact: false }]);
}

function toPath(steps: readonly Step[], phrase: string): Path {
  const items: PathItem[] = [];
  const gaps: number[] = [];
  let words: PathWord[] = [];
  let gap = 0;
  const flush = (): void => {
    if (words.length > 0) add({ kind: 'words', words });
    words = [];
  };
  const add = (item: PathItem): void => {
    if (items.length > 0) gaps.push(gap);
    items.push(item);
    gap = 0;
  };
  for (const step of steps) {
    if ('text' in step) {
      words.push(step);
      continue;
    }
    flush();
    if ('gap' in step) gap += step.gap;
    else add('set' in step ? { kind: 'set', name: step.set } : { kind: 'class', name: step.class });
  }
  flush();
  if (gap > 0 || items.length === 0) {
    throw new NotationError(`One reading of "${phrase}" ends with a gap or is empty, expected a word that is not optional`);
  }
  return { items, gaps };
}
