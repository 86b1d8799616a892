import type { Source } from '../glossary/concept.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** How far off a caveat may stand, nearest first; `before`: in the paragraph before, which a paragraph may go on with, for rules that look at the section. */
export const PLACES = ['sentence', 'paragraph', 'block', 'before', 'section', 'document'] as const;
export type Place = (typeof PLACES)[number];

/** One way in which a statement makes a claim: it holds all that is named here, asserted. */
export interface ClaimPattern {
  /** Each entry is a list of classes, of which one concept must be mentioned; two entries ask for two different concepts. */
  readonly mentions: readonly (readonly string[])[];
  /** Cue sets, one cue of each. */
  readonly cues: readonly string[];
  /** The most words between the first mention and each cue; undefined: anywhere in the statement. */
  readonly near: number | undefined;
  readonly order: 'any' | 'cue-first' | 'mention-first';
  /** Where a mention may stand besides the statement: in the sentence before, or in anything above that says what it is about. */
  readonly topic: 'none' | 'before' | 'any';
  /** Those of `cues` that may also stand in the sentence before, and with `topic: any` in a heading above. */
  readonly before: readonly string[];
  /** Those of `cues` that may also stand in the next sentence of the block. */
  readonly after: readonly string[];
  /** Whether a hedge ("may help") makes it no claim. */
  readonly unhedged: boolean;
  /** Whether the act may stand in a condition ("if you are thinking of …"), where to name it is to claim it. */
  readonly conditional: boolean;
  /** Whether the claim may stand between quotation marks or in an attributed quote, as testimonials do. */
  readonly quoted: boolean;
  /** Whether the statement itself must name one of the concepts, and not only what stands before it. */
  readonly named: boolean;
  /** Only a table's row makes the claim, where columns do the work of grammar. */
  readonly row: boolean;
  /** An amount beside the first mention: any, one beyond its concept's limit, or none in the statement. */
  readonly amount: 'any' | 'beyond' | 'none' | undefined;
  /**
   * Rules of which one, being on, has to make a claim in the statement too; empty: none need. What counts are claims by words, of patterns that go with no other
   * claim. Such patterns are tried after all others of their rule.
   */
  readonly claimed: readonly string[];
}

/** The daily amount of a substance from which a rule speaks, in milligrams. */
export interface Limit {
  readonly concept: string;
  readonly mg: number;
  /** Whether the amount itself is beyond the limit already. */
  readonly inclusive: boolean;
  /** The profile it holds for in place of the one for all. */
  readonly profile?: string;
}

/** A caveat that must stand somewhere, at most `within` away: one of `cues`, one of `texts` word for word, or a citation. */
export interface Requirement {
  readonly cues: readonly string[];
  /** Whether a sentence counts too that is likely to be the caveat by its words. */
  readonly weighed: boolean;
  /** Statutory wordings, of which one must stand as it is but for case, white space and markup. */
  readonly texts: readonly string[];
  /** Whether a reference (footnote mark, citation, link) in the sentence or the next one counts. */
  readonly citation: boolean;
  /** Whether the next sentence counts as the claim's own. */
  readonly next: boolean;
  /** Whether a text with the claim's own symbol (*, †, ‡) before it counts wherever it stands. */
  readonly symbol: boolean;
  readonly within: Exclude<Place, 'before'>;
  /** Whether it has to stand in the text itself, and not only in a footnote. */
  readonly inText: boolean;
  /** Classes of which the caveat's own sentence must name a concept for it to count beyond the paragraph. */
  readonly naming: readonly string[];
  /** Classes: where the claim's statement names a concept of one of them, the caveat's own sentence must do so too to count beyond the paragraph. */
  readonly matching: readonly string[];
  /** Cue sets: what stands anywhere under a heading with one of their cues counts as in the claim's section. */
  readonly headed: readonly string[];
  /** Cue sets of which alone a caveat counts from a safety section beside the claim's; undefined: all. */
  readonly fromSafety: readonly string[] | undefined;
  /** A profile's or front matter's word for "stands elsewhere in the publication". */
  readonly declared: string | undefined;
  /** What the message calls it where it is lacking (`{lacking}`). */
  readonly label: string | undefined;
}

export interface StandardCaveat {
  readonly title: string;
  /** May hold placeholders `<<name|default>>`. */
  readonly text: string;
  /** Whether it is inserted to the letter: statutory text, or a team's approved wording. Else it follows the draft's spelling. */
  readonly verbatim: boolean;
}

/** Over-strong words with what may stand in their place; inflections of one stand beside those of the other. */
export interface Rewording {
  readonly from: string;
  /** Empty: the words are taken out. */
  readonly to: string;
}

/** Which function finds a rule's claims where phrases cannot say them, with the lists that it goes by. */
export interface DetectorCall {
  readonly name: string;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** A text with the flagged words in ⟦ ⟧ where the range matters. */
export interface Example {
  readonly text: string;
  readonly note: string | undefined;
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly profiles: readonly string[];
  /** The field whose drafts it looks at; undefined: all drafts. */
  readonly field: Field | undefined;
  readonly any: readonly ClaimPattern[];
  /** Whether words are weighed: what patterns find is no claim where the words make it unlikely, and what they do not is one where it is likely. */
  readonly weighed: boolean;
  /** How likely, from 0 to 1, its words must make a claim at least, pattern or no pattern. */
  readonly least: number;
  /** Cue sets of which one must stand where words alone make the claim and nothing of the glossary is named. */
  readonly unnamed: readonly string[];
  readonly detector: DetectorCall | undefined;
  /** Whether one finding is enough for all claims in a section, whatever they name. */
  readonly once: 'section' | 'draft' | undefined;
  readonly limits: readonly Limit[];
  /** What may replace the flagged words, best first. */
  readonly rewordings: readonly Rewording[];
  /** Whether a fix offers to take the sentence out, where no caveat helps. */
  readonly removable: boolean;
  /** Names of negative contexts in which the statement makes no claim. */
  readonly unless: readonly string[];
  /** All of these must stand. */
  readonly caveat: readonly Requirement[];
  /** Severity when only some of them stand. */
  readonly partial: Severity | undefined;
  /** Severity when the caveat stands too far off. */
  readonly far: Severity;
  /** Rules that are not reported on the same words where this one is. */
  readonly outranks: readonly string[];
  /** Rules that make no claim on the same words as this one, be its caveat there or not: they ask for the same, of something less particular. */
  readonly replaces: readonly string[];
  readonly message: string;
  readonly rationale: string;
  readonly caveats: readonly StandardCaveat[];
  readonly sources: readonly Source[];
  readonly examples: {
    readonly missing: readonly Example[];
    readonly covered: readonly Example[];
    readonly none: readonly Example[];
  };
  readonly file: string | undefined;
}

/** What a draft is told by to speak of something: a concept of its classes, or several weaker signs. */
export interface Field {
  readonly name: string;
  readonly classes: readonly string[];
  /** Cue sets that are weaker signs, like concepts of other classes. */
  readonly sets: readonly string[];
}

/** A named set of phrases with what takes force from them when they are caveats. */
export interface CueSet {
  readonly name: string;
  readonly phrases: readonly string[];
  /** Phrases that say the opposite, and count only where their clause forbids or warns ("without supervision"). */
  readonly opposite: readonly string[];
  /** Whether the phrases say no by themselves ("evidence is lacking"), so that words of negation around them do not turn them. */
  readonly negative: boolean;
  /** Whether a cue counts only outside of the claim's own statement. */
  readonly apart: boolean;
  /** Whether the caveat holds for the claim even where its sentence names another substance ("tiredness has many causes, such as low iron"). */
  readonly general: boolean;
  /** Whether a cue counts no farther off than the claim's block: a mere name needs the claim beside it. */
  readonly close: boolean;
  /** Cue sets that, in the same sentence, make the caveat void, weak, or one for other people only. */
  readonly void: readonly string[];
  readonly weak: readonly string[];
  readonly narrow: readonly string[];
}

/** A context in which a statement makes no claim, or only a weaker one. */
export interface Context {
  readonly name: string;
  readonly phrases: readonly string[];
  /** Cue sets whose presence in the statement overrides the context: a dose in a sentence on food. */
  readonly unless: readonly string[];
  /** Where the phrases may stand: in the statement, or in a heading above it too. */
  readonly in: 'statement' | 'heading' | 'both';
  /** Phrases that count in the sentence with a colon which announces the list or quotation that the statement stands in. */
  readonly announced: readonly string[];
  /** Phrases that count at the beginning of the sentence behind the statement, which they take back: "That is a myth." */
  readonly behind: readonly string[];
  /** Whether a phrase counts only when it stands before the claim's words. */
  readonly before: boolean;
  readonly question: boolean;
  /** Whether a statement with a reference stands in the context too. */
  readonly cited: boolean;
  /** Whether it does not keep back what the words alone make a very likely claim: they were weighed together with it. */
  readonly yielding: boolean;
  readonly effect: 'suppress' | 'information';
}

export const STATUSES = ['negated', 'possible', 'conditional', 'hypothetical', 'historical', 'other'] as const;
export type AssertionStatus = 'affirmed' | (typeof STATUSES)[number];

/** Phrases that change the assertion of what stands after or before them. */
export interface AssertionTrigger {
  readonly status: AssertionStatus;
  readonly direction: 'forward' | 'backward' | 'both';
  /** Where the scope ends besides the clause: at a comma, or after so many words. */
  readonly untilComma: boolean;
  readonly words: number | undefined;
  readonly phrases: readonly string[];
}

export interface AssertionData {
  readonly triggers: readonly AssertionTrigger[];
  /** Phrases that look like triggers and are none. */
  readonly pseudo: readonly string[];
  /** Words that end a scope. */
  readonly terminate: readonly string[];
}
