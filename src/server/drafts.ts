import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, PartialAnalysis } from '../analysis/analysis.ts';
import type { PartWanted } from '../analysis/analyzePart.ts';
import type { DraftSettings } from '../analysis/analyzer.ts';
import type { Explanation } from '../caveats/explain.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import { type BasesOptions, type Basis, createBases, type Heard } from './bases.ts';
import type { UserProject } from './projects.ts';
import { createRanges, type Ranges } from './ranges.ts';
import type { Settings } from './settings.ts';
import { createTurns, macrotask } from './turns.ts';

/** One version of a document, as far as it has been analysed. */
export interface DraftView {
  /** Tells this result from any other, as LSP's `resultId` does. */
  readonly id: string;
  readonly uri: string;
  readonly version: number;
  readonly ranges: Ranges;
  readonly settings: Settings;
  readonly project: UserProject;
  /** Those of the settings, of `caveat.yaml`, and of the draft itself. */
  readonly profiles: readonly string[];
  readonly analysis: PartialAnalysis | Analysis;
}

/** One version of a document and what the analysis says of it. */
export interface Draft extends DraftView {
  readonly isWhole: true;
  readonly analysis: Analysis;
  /** Why the rules speak at a range of the text, or do not. */
  explain(range: OffsetRange): readonly Explanation[];
}

/** One version of a document and what is sure of some ranges of it. */
export interface DraftPart extends DraftView {
  readonly isWhole: false;
  readonly analysis: PartialAnalysis;
}

/** `disabled`: there is nothing to say here; `stale`: the text or the request has gone in the meantime. */
export type NoDraft = 'disabled' | 'stale';
export type DraftState = Draft | NoDraft;

/** What is asked of a draft before the whole of it is analysed. */
export interface PartAsked {
  readonly wanted: PartWanted;
  ranges(ranges: Ranges, version: number): readonly OffsetRange[];
  /** Whether what an earlier version gave is shown until the whole is there: then the whole is waited for, however long it takes. */
  readonly keepsShown: boolean;
}

export interface Drafts {
  draftOf(uri: string, token?: CancellationToken): Promise<DraftState>;
  /** The draft, or a part of it where the whole takes long. */
  partOf(uri: string, asked: PartAsked, token?: CancellationToken): Promise<DraftState | DraftPart>;
  /** A draft that is not open, by its text; not remembered. */
  analyse(uri: string, text: string): Promise<Pick<Draft, 'ranges' | 'analysis'> | 'disabled'>;
  /** The project that a document belongs to, however old its analysis is. */
  projectOf(uri: string): Promise<UserProject>;
  /** Forgets what documents were analysed by, and what was said of them. */
  reset(): void;
  /** Forgets a document that was closed. */
  forget(uri: string): void;
}

export interface DraftsOptions extends BasesOptions {
  document(uri: string): TextDocument | undefined;
}

/** An analysis that has begun, for all who ask for the same. It goes on as long as one of them still wants it. */
interface Run {
  readonly version: number;
  readonly basis: Basis;
  readonly tokens: (CancellationToken | undefined)[];
  draft?: Promise<Draft | undefined>;
}

/** A version of an open document with what it is to be analysed by. */
interface Current {
  readonly document: TextDocument;
  readonly version: number;
  readonly basis: Basis;
}

/** A draft of more UTF-16 units takes long when it is analysed for the first time. */
const LONG = 100_000;
/** How long the whole of any other is waited for before a part is looked at, in milliseconds. */
const PATIENCE = 300;

/** One analysis per version of a document, shared by all requests. */
export function createDrafts({ document, ...options }: DraftsOptions): Drafts {
  const bases = createBases(options);
  const turns = createTurns();
  const drafts = new Map<string, { readonly draft: Draft; readonly basis: Basis }>();
  const runs = new Map<string, Run>();
  /** Documents of which some version was analysed as a whole since they were opened. */
  const analysed = new Set<string>();
  let count = 0;

  async function currentOf(uri: string, token: CancellationToken | undefined): Promise<Current | NoDraft> {
    const asked = document(uri);
    if (!asked || !isDraft(asked)) return 'disabled';
    const { version } = asked;
    const basis = await bases.basisOf(uri);
    if (!basis) return 'disabled';
    // Edits and cancellations that already wait in the stream go first.
    await macrotask();
    const current = document(uri);
    if (token?.isCancellationRequested || current?.version !== version) return 'stale';
    return { document: current, version, basis };
  }

  const view = ({ document: { uri }, version, basis }: Current, told: DraftSettings | undefined) => ({
    id: String(++count),
    uri,
    version,
    settings: basis.settings,
    project: basis.project,
    profiles: [...basis.profiles, ...(told?.profiles ?? [])],
  });

  /** Analyses a version of an open document; undefined when it is no longer wanted. */
  async function analyseOpen(run: Run, current: Current): Promise<Draft | undefined> {
    const { uri } = current.document;
    const { version, basis, tokens } = run;
    const isWanted = (): boolean =>
      runs.get(uri) === run &&
      document(uri)?.version === version &&
      tokens.some((token) => !token?.isCancellationRequested);
    const ranges = createRanges(current.document);
    try {
      const heard = await turns.later(bases.heard(basis.analyzer.analyzeSteps(ranges.source)), isWanted);
      if (!heard) return undefined;
      const draft: Draft = {
        ...view(current, heard.ofDraft),
        isWhole: true,
        ranges,
        analysis: heard.found,
        explain: (range) => basis.analyzer.explain(ranges.source, range),
      };
      drafts.set(uri, { draft, basis });
      analysed.add(uri);
      return draft;
    } finally {
      if (runs.get(uri) === run) runs.delete(uri);
    }
  }

  function atHand({ document: { uri }, version, basis }: Current): Draft | undefined {
    const known = drafts.get(uri);
    return known && known.draft.version === version && isSame(known.basis, basis) ? known.draft : undefined;
  }

  async function wholeOf(current: Current, token: CancellationToken | undefined): Promise<DraftState> {
    const known = atHand(current);
    if (known) return known;
    const { document: asked, version, basis } = current;
    let run = runs.get(asked.uri);
    if (run?.version !== version || !isSame(run.basis, basis)) {
      run = { version, basis, tokens: [token] };
      runs.set(asked.uri, run);
      run.draft = analyseOpen(run, current);
    } else run.tokens.push(token);
    return (await run.draft) ?? 'stale';
  }

  /** The whole, if it is there soon enough to be waited for. */
  async function soon(
    current: Current,
    { keepsShown }: PartAsked,
    token: CancellationToken | undefined,
  ): Promise<DraftState | undefined> {
    const { uri } = current.document;
    const known = atHand(current);
    if (known) return known;
    const isLong = !analysed.has(uri) && current.document.getText().length > LONG;
    if (isLong) return undefined;
    const whole = wholeOf(current, token);
    return keepsShown ? whole : Promise.race([whole, later(PATIENCE)]);
  }

  return {
    projectOf: bases.projectOf,
    async draftOf(uri, token) {
      const current = await currentOf(uri, token);
      return typeof current === 'string' ? current : wholeOf(current, token);
    },
    async partOf(uri, asked, token) {
      const current = await currentOf(uri, token);
      if (typeof current === 'string') return current;
      const whole = await soon(current, asked, token);
      if (whole !== undefined) return whole;
      const ranges = createRanges(current.document);
      const isWanted = (): boolean => document(uri)?.version === current.version && !token?.isCancellationRequested;
      const { analyzer } = current.basis;
      const heard = await turns.first(
        () =>
          bases.heard(analyzer.analyzePartSteps(ranges.source, asked.ranges(ranges, current.version), asked.wanted)),
        isWanted,
      );
      if (!heard || !isWanted()) return 'stale';
      return { ...view(current, heard.ofDraft), isWhole: false, ranges, analysis: heard.found };
    },
    async analyse(uri, text) {
      const basis = await bases.basisOfFile(uri);
      if (!basis) return 'disabled';
      await macrotask();
      const ranges = createRanges(TextDocument.create(uri, 'markdown', 0, text));
      const heard = await turns.later(bases.heard(basis.analyzer.analyzeSteps(ranges.source)), () => true);
      return { ranges, analysis: (heard as Heard<Analysis>).found };
    },
    reset() {
      drafts.clear();
      runs.clear();
      bases.forget();
    },
    forget(uri) {
      drafts.delete(uri);
      runs.delete(uri);
      analysed.delete(uri);
    },
  };
}

function isSame(one: Basis, two: Basis): boolean {
  return one.analyzer === two.analyzer && one.settings === two.settings;
}

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

function isDraft({ uri, languageId }: TextDocument): boolean {
  return languageId !== 'yaml' && !/^(?:git|caveat|output):/.test(uri);
}
