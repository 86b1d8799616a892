import type { CueData } from '../caveats/loadCaveats.ts';
import type { Label } from '../caveats/reading.ts';
import type { AssertionTrigger, Context, CueSet, Rule } from '../caveats/rule.ts';
import type { Concept } from '../glossary/concept.ts';
import type { Automaton } from '../phrases/automaton.ts';
import type { Lexicon } from '../phrases/lexicon.ts';
import type { Vocabulary } from '../phrases/vocabulary.ts';
import type { Data } from './data.ts';
import type { Language } from './language.ts';

/**
 * Data as plain JSON with the automaton already compiled, so that a start reads instead of compiling. Typed arrays are base64 of their
 * bytes, little-endian as on every machine that runs JavaScript today.
 */
export interface PackedData {
  readonly concepts: readonly Concept[];
  readonly rules: readonly Rule[];
  readonly sets: readonly CueSet[];
  readonly contexts: readonly Context[];
  readonly assertion: CueData['assertion'];
  readonly language: {
    readonly irregular: readonly (readonly [string, readonly string[]])[];
    readonly doubling: readonly (readonly [string, boolean])[];
    readonly spellings: readonly (readonly string[])[];
    readonly endings: readonly (readonly [string, string])[];
    readonly fixedSpelling: readonly string[];
    readonly abbreviations: readonly string[];
    readonly functionWords: readonly string[];
    readonly foreignWords: readonly string[];
  };
  readonly lexicon: {
    readonly labels: readonly PackedLabel[];
    readonly whole: readonly (readonly number[])[];
    readonly joined: readonly (readonly [label: number, refers: 0 | 1, gaps: readonly number[]])[];
    readonly slotsOfRun: readonly (readonly [number, readonly number[]])[];
    readonly slotsOfReference: readonly (readonly [string, readonly number[]])[];
    readonly folded: PackedVocabulary;
    readonly exact: PackedVocabulary;
    readonly hasExact: string;
    readonly edgeKeys: string;
    readonly edgeTargets: string;
    readonly acceptStart: string;
    readonly accepted: string;
  };
}

/** `t` term, `c` its context, `q` cue, `n` negative context, `a` assertion trigger, `p` pseudo, `e` end of scope. */
type PackedLabel =
  | readonly ['t', concept: number, term: number, conditional: 0 | 1]
  | readonly ['c', concept: number, term: number, side: 'before' | 'after' | 'block']
  | readonly ['q', set: string, opposite: 0 | 1]
  | readonly ['n', context: string]
  | readonly ['a', trigger: number]
  | readonly ['p']
  | readonly ['e'];

interface PackedVocabulary {
  readonly size: number;
  readonly slots: string;
  readonly hashes: string;
  readonly characters: string;
  readonly starts: string;
}

type Bytes = Int32Array | Uint32Array | Uint16Array | Uint8Array;

function encode(array: Bytes): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function decode(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes.buffer;
}

/** Packs compiled data; `unpackData` gives data that analyse alike. */
export function packData(data: Data): PackedData {
  const concepts = [...data.concepts.values()];
  const { english } = data.language;
  const { lexicon } = data;
  const numbers = new Map<Label, number>();
  const labels: PackedLabel[] = [];
  const label = (one: Label): number => {
    let number = numbers.get(one);
    if (number === undefined) {
      number = labels.length;
      numbers.set(one, number);
      labels.push(packLabel(one, concepts, data.cues.assertion.triggers));
    }
    return number;
  };
  const whole = lexicon.whole.map((list) => list.map(label));
  const joined = lexicon.joined.map((one) => [label(one.label), one.refers ? 1 : 0, one.gaps] as const);
  return {
    concepts,
    rules: [...data.rules.values()],
    sets: [...data.cues.sets.values()],
    contexts: [...data.cues.contexts.values()],
    assertion: data.cues.assertion,
    language: {
      irregular: [...english.irregular],
      doubling: [...english.doubling],
      spellings: english.spellings,
      endings: english.endings,
      fixedSpelling: [...english.fixedSpelling],
      abbreviations: [...data.language.abbreviations],
      functionWords: [...data.language.functionWords],
      foreignWords: [...data.language.foreignWords],
    },
    lexicon: {
      labels,
      whole,
      joined,
      slotsOfRun: [...lexicon.slotsOfRun].map(([run, slots]) => [
        run,
        slots.flatMap(({ pattern, place }) => [pattern, place]),
      ]),
      slotsOfReference: [...lexicon.slotsOfReference].map(([name, slots]) => [
        name,
        slots.flatMap(({ pattern, place }) => [pattern, place]),
      ]),
      folded: packVocabulary(lexicon.automaton.folded),
      exact: packVocabulary(lexicon.automaton.exact),
      hasExact: encode(lexicon.automaton.hasExact),
      edgeKeys: encode(lexicon.automaton.edgeKeys),
      edgeTargets: encode(lexicon.automaton.edgeTargets),
      acceptStart: encode(lexicon.automaton.acceptStart),
      accepted: encode(lexicon.automaton.accepted),
    },
  };
}

function packLabel(label: Label, concepts: readonly Concept[], triggers: readonly AssertionTrigger[]): PackedLabel {
  switch (label.kind) {
    case 'term':
      return ['t', concepts.indexOf(label.concept), label.concept.terms.indexOf(label.term), label.conditional ? 1 : 0];
    case 'context': {
      const concept = concepts.findIndex(({ terms }) => terms.includes(label.term));
      return ['c', concept, (concepts[concept] as Concept).terms.indexOf(label.term), label.side];
    }
    case 'cue':
      return ['q', label.set, label.opposite ? 1 : 0];
    case 'negative':
      return ['n', label.context];
    case 'trigger':
      return ['a', triggers.indexOf(label.trigger)];
    case 'pseudo':
      return ['p'];
    case 'terminate':
      return ['e'];
  }
}

function packVocabulary({ size, slots, hashes, characters, starts }: Vocabulary): PackedVocabulary {
  return { size, slots: encode(slots), hashes: encode(hashes), characters: encode(characters), starts: encode(starts) };
}

/** The data of a pack, ready for analysis; nothing is compiled. */
export function unpackData(packed: PackedData): Data {
  const { concepts, rules, sets, contexts, assertion, language, lexicon } = packed;
  const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
    new Map(items.map((item) => [item.id, item]));
  const byName = <T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
    new Map(items.map((item) => [item.name, item]));
  return {
    concepts: byId(concepts),
    rules: byId(rules),
    cues: { sets: byName(sets), contexts: byName(contexts), assertion },
    language: unpackLanguage(language),
    lexicon: unpackLexicon(lexicon, concepts, assertion.triggers),
  };
}

function unpackLanguage(language: PackedData['language']): Language {
  return {
    english: {
      irregular: new Map(language.irregular),
      doubling: new Map(language.doubling),
      spellings: language.spellings,
      endings: language.endings,
      fixedSpelling: new Set(language.fixedSpelling),
    },
    abbreviations: new Set(language.abbreviations),
    functionWords: new Set(language.functionWords),
    foreignWords: new Set(language.foreignWords),
  };
}

function unpackLexicon(
  packed: PackedData['lexicon'],
  concepts: readonly Concept[],
  triggers: readonly AssertionTrigger[],
): Lexicon<Label> {
  const labels = packed.labels.map((label) => unpackLabel(label, concepts, triggers));
  const slots = (flat: readonly number[]) =>
    Array.from({ length: flat.length / 2 }, (_, index) => ({
      pattern: flat[index * 2] as number,
      place: flat[index * 2 + 1] as number,
    }));
  const automaton: Automaton = {
    folded: unpackVocabulary(packed.folded),
    exact: unpackVocabulary(packed.exact),
    hasExact: new Uint8Array(decode(packed.hasExact)),
    edgeKeys: new Int32Array(decode(packed.edgeKeys)),
    edgeTargets: new Int32Array(decode(packed.edgeTargets)),
    acceptStart: new Int32Array(decode(packed.acceptStart)),
    accepted: new Int32Array(decode(packed.accepted)),
  };
  return {
    automaton,
    whole: packed.whole.map((list) => list.map((number) => labels[number] as Label)),
    joined: packed.joined.map(([label, refers, gaps]) => ({
      label: labels[label] as Label,
      refers: refers === 1,
      gaps,
    })),
    slotsOfRun: new Map(packed.slotsOfRun.map(([run, flat]) => [run, slots(flat)])),
    slotsOfReference: new Map(packed.slotsOfReference.map(([name, flat]) => [name, slots(flat)])),
  };
}

function unpackLabel(label: PackedLabel, concepts: readonly Concept[], triggers: readonly AssertionTrigger[]): Label {
  switch (label[0]) {
    case 't': {
      const concept = concepts[label[1]] as Concept;
      return {
        kind: 'term',
        concept,
        term: concept.terms[label[2]] as Concept['terms'][number],
        conditional: label[3] === 1,
      };
    }
    case 'c':
      return {
        kind: 'context',
        term: (concepts[label[1]] as Concept).terms[label[2]] as Concept['terms'][number],
        side: label[3],
      };
    case 'q':
      return { kind: 'cue', set: label[1], opposite: label[2] === 1 };
    case 'n':
      return { kind: 'negative', context: label[1] };
    case 'a':
      return { kind: 'trigger', trigger: triggers[label[1]] as AssertionTrigger };
    case 'p':
      return { kind: 'pseudo' };
    case 'e':
      return { kind: 'terminate' };
  }
}

function unpackVocabulary({ size, slots, hashes, characters, starts }: PackedVocabulary): Vocabulary {
  return {
    size,
    slots: new Int32Array(decode(slots)),
    hashes: new Uint32Array(decode(hashes)),
    characters: new Uint16Array(decode(characters)),
    starts: new Uint32Array(decode(starts)),
  };
}
