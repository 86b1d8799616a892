import type { English } from '../phrases/english.ts';
import type { AnchoredFix } from './anchored.ts';
import type { Coverage } from './coverage.ts';
import { abbreviations } from './detectors/abbreviations.ts';
import { commercialLinks } from './detectors/commercialLinks.ts';
import { disclaimerWording } from './detectors/disclaimerWording.ts';
import { doseExpressions } from './detectors/doseExpressions.ts';
import { mayHoldMicrogram } from './detectors/doseForms.ts';
import { SUBSTANCE_CUES } from './detectors/doseSubstances.ts';
import type { Draft } from './draft.ts';
import { classMark, setMark } from './marks.ts';
import type { Passage } from './passages.ts';
import type { ReadBlock, TokenRange } from './reading.ts';
import type { DetectorCall, Rule } from './rule.ts';
import type { Spelling } from './spelling.ts';
import type { Part, Statement } from './statements.ts';

/** What a detector goes by: the rule that names it with its lists, and the draft as read. */
export interface DetectorInput {
  readonly draft: Draft;
  readonly rule: Rule;
  readonly english: English;
}

/** A claim that a detector found. */
export interface Detected {
  readonly statement: Statement;
  readonly part: Part;
  /** The words to mark, in the part's block. */
  readonly focus: TokenRange;
  readonly concepts: readonly string[];
  /** Takes the place of `{detail}` in the rule's message. */
  readonly detail?: string;
  /** The detector's own verdict; without it the rule's requirements are asked. */
  readonly coverage?: readonly Coverage[];
  /** Offered before the standard caveats. */
  readonly fixes?: readonly AnchoredFix[];
  /** No caveat helps: only the fixes are offered. */
  readonly fixesOnly?: boolean;
  /** Claims with the same one are one finding, wherever they stand. */
  readonly unit?: string;
  /** The rule's negative contexts in which it is no claim; without it all of them. */
  readonly unless?: readonly string[];
}

/**
 * Finds the claims of a rule that phrases cannot say. What it finds in a passage depends on its blocks alone and on the spelling of the draft, which it may
 * only ask for through `spelling`.
 */
export type PassageDetector = (
  passage: Passage,
  input: DetectorInput & {
    /** The statements of the passage. */
    readonly statements: readonly Statement[];
    /** The spelling of the draft. */
    spelling(): Spelling;
  },
) => readonly Detected[];

/** Finds the claims of a rule that hang on the draft as a whole, step by step. The same claim is the same object in the next version. */
export type DraftDetector = (input: DetectorInput) => Generator<void, readonly Detected[]>;

export type Detector = (
  | { readonly inPassage: PassageDetector; readonly inDraft?: never }
  | { readonly inDraft: DraftDetector; readonly inPassage?: never }
) & {
  /** Whether what it says of a statement's blocks may hang on more of the draft than their section. */
  asksBeyond(own: readonly ReadBlock[]): boolean;
};

/** The detectors by the name under which rules call them. */
export const detectors: ReadonlyMap<string, Detector> = new Map<string, Detector>([
  ['commercial-links', { inDraft: commercialLinks, asksBeyond: () => false }],
  ['abbreviations', { inDraft: abbreviations, asksBeyond: () => true }],
  [
    'dose-expressions',
    {
      inPassage: doseExpressions,
      // Micrograms ask for the spelling.
      asksBeyond: (own) => own.some(({ block }) => mayHoldMicrogram(block.prose.text)),
    },
  ],
  ['disclaimer-wording', { inPassage: disclaimerWording, asksBeyond: () => false }],
]);

/**
 * What must stand in the same section for a detector to find anything: one thing of each list. `class name`: a term of a concept of that class, `set name`: a
 * cue of that set, `abbreviation`: a term that is one, `amount`: a number or a form of dose, `microgram`: the unit. Segments of a draft are not even parsed where nothing of that kind can stand.
 */
export interface DetectorNeed {
  readonly marks: readonly (readonly string[])[];
  /** Whether what it finds hangs on the rest of the draft too, such as its spelling. */
  readonly asksDraft: boolean;
}

type Needs = (lists: DetectorCall['lists']) => readonly DetectorNeed[];

/** The needs of detectors by name; a draft is read as a whole where a detector is on that names none here. */
export const detectorNeeds: ReadonlyMap<string, Needs> = new Map<string, Needs>([
  ['abbreviations', () => [{ marks: [['abbreviation']], asksDraft: false }]],
  ['disclaimer-wording', () => [{ marks: [[setMark('disclaimer-like')]], asksDraft: false }]],
  [
    'commercial-links',
    ({ classes = [], cues = [] }) => [{ marks: [[...classes.map(classMark), ...cues.map(setMark)]], asksDraft: false }],
  ],
  [
    'dose-expressions',
    (lists) => {
      const substances = doseMarks(lists);
      return [
        { marks: [substances, ['amount']], asksDraft: false },
        { marks: [substances, ['microgram']], asksDraft: true },
      ];
    },
  ],
]);

function doseMarks({ classes = [], taken = [], counted = [] }: DetectorCall['lists']): readonly string[] {
  return [...[...classes, ...taken, ...counted].map(classMark), ...SUBSTANCE_CUES.map(setMark)];
}
