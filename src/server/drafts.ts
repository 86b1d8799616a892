import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis.ts';
import type { DraftSettings } from '../analysis/analyzer.ts';
import type { Explanation } from '../caveats/explain.ts';
import { readFrontMatter } from '../config/frontMatter.ts';
import { settingsFor } from '../config/project.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { Host } from './host.ts';
import type { Projects, UserProject } from './projects.ts';
import { createRanges, type Ranges } from './ranges.ts';
import type { Settings } from './settings.ts';
import { inTurns, macrotask } from './turns.ts';
import { pathOf } from './uris.ts';

/** One version of a document and what the analysis says of it. */
export interface Draft {
  /** Tells this result from any other, as LSP's `resultId` does. */
  readonly id: string;
  readonly uri: string;
  readonly version: number;
  readonly ranges: Ranges;
  readonly analysis: Analysis;
  /** Why the rules speak at a range of the text, or do not. */
  explain(range: OffsetRange): readonly Explanation[];
  readonly settings: Settings;
  readonly project: UserProject;
  /** Those of the settings, of `caveat.yaml`, and of the draft itself. */
  readonly profiles: readonly string[];
}

type Analyzer = ReturnType<Host['createAnalyzer']>;

interface Analysed {
  readonly analysis: Analysis;
  readonly ofDraft: DraftSettings | undefined;
}

/** An analysis that has begun, for all who ask for the same. It goes on as long as one of them still wants it. */
interface Run {
  readonly version: number;
  readonly analyzer: Analyzer;
  readonly settings: Settings;
  readonly tokens: (CancellationToken | undefined)[];
  draft?: Promise<Draft | undefined>;
}

/** `disabled`: there is nothing to say here; `stale`: the text or the request has gone in the meantime. */
export type DraftState = Draft | 'disabled' | 'stale';

export interface Drafts {
  draftOf(uri: string, token?: CancellationToken): Promise<DraftState>;
  /** A draft that is not open, by its text; not remembered. */
  analyse(uri: string, text: string): Promise<Pick<Draft, 'ranges' | 'analysis'> | 'disabled'>;
  /** The project that a document belongs to, however old its analysis is. */
  projectOf(uri: string): Promise<UserProject>;
  /** Forgets one document, or all of them with what they were analysed by. */
  forget(uri?: string): void;
}

export interface DraftsOptions {
  readonly host: Host;
  readonly projects: Projects;
  document(uri: string): TextDocument | undefined;
  settings(uri: string): Promise<Settings>;
  folder(uri: string): string | undefined;
}

/** One analysis per version of a document, shared by all requests. */
export function createDrafts({ host, projects, document, settings, folder }: DraftsOptions): Drafts {
  const drafts = new Map<string, { readonly draft: Draft; readonly analyzer: Analyzer }>();
  const analyzers = new Map<string, Analyzer>();
  const runs = new Map<string, Run>();
  let count = 0;
  /** What the draft whose analysis takes a step says about itself. */
  let ofDraft: DraftSettings | undefined;

  function analyzerOf(
    project: UserProject,
    { profiles, rules, ignoreTerms }: ReturnType<typeof settingsFor>,
  ): Analyzer {
    const key = JSON.stringify([project.id, profiles, [...rules], ignoreTerms]);
    const known = analyzers.get(key);
    if (known) return known;
    const analyzer = host.createAnalyzer({
      data: project.data,
      profiles,
      rules: Object.fromEntries(rules),
      ignoreTerms,
      readFrontMatter(text) {
        ofDraft = readFrontMatter(text);
        return ofDraft;
      },
    });
    analyzers.set(key, analyzer);
    return analyzer;
  }

  /** An analysis in turns, with what the draft says about itself; others take steps in between. */
  async function analysed(analyzer: Analyzer, source: string, isWanted: () => boolean): Promise<Analysed | undefined> {
    let own: DraftSettings | undefined;
    function* steps(): Generator<void, Analysis> {
      const inner = analyzer.analyzeSteps(source);
      try {
        for (;;) {
          ofDraft = undefined;
          const step = inner.next();
          own = ofDraft ?? own;
          if (step.done) return step.value;
          yield;
        }
      } finally {
        inner.return(undefined as never);
      }
    }
    const analysis = await inTurns(steps(), isWanted);
    return analysis && { analysis, ofDraft: own };
  }

  function projectOf(uri: string, { glossaries }: Settings): Promise<UserProject> {
    return projects.projectOf(uri, folder(uri), glossaries);
  }

  /** Analyses a version of an open document; undefined when it is no longer wanted. */
  async function analyseOpen(
    uri: string,
    run: Run,
    current: TextDocument,
    project: UserProject,
    profiles: readonly string[],
  ): Promise<Draft | undefined> {
    const { version, analyzer, settings: own, tokens } = run;
    const isWanted = (): boolean =>
      runs.get(uri) === run &&
      document(uri)?.version === version &&
      tokens.some((token) => !token?.isCancellationRequested);
    const ranges = createRanges(current);
    try {
      const found = await analysed(analyzer, ranges.source, isWanted);
      if (!found) return undefined;
      const { analysis, ofDraft: told } = found;
      const id = String(++count);
      const draft = {
        id,
        uri,
        version,
        ranges,
        analysis,
        explain: (range: OffsetRange) => analyzer.explain(ranges.source, range),
        settings: own,
        project,
        profiles: profilesOf(profiles, told),
      };
      drafts.set(uri, { draft, analyzer });
      return draft;
    } finally {
      if (runs.get(uri) === run) runs.delete(uri);
    }
  }

  return {
    projectOf: async (uri) => projectOf(uri, await settings(uri)),
    async draftOf(uri, token) {
      const asked = document(uri);
      if (!asked || !isDraft(asked)) return 'disabled';
      const { version } = asked;
      const own = await settings(uri);
      if (!own.enable) return 'disabled';
      const project = await projectOf(uri, own);
      const shared = settingsFor(project.config, pathOf(uri));
      const profiles = [...new Set([...shared.profiles, ...own.profile])];
      // Edits and cancellations that already wait in the stream go first.
      await macrotask();
      const current = document(uri);
      if (token?.isCancellationRequested || current?.version !== version) return 'stale';
      const analyzer = analyzerOf(project, {
        ...shared,
        profiles,
        rules: new Map([...shared.rules, ...own.rules]),
      });
      const known = drafts.get(uri);
      if (known && known.draft.version === version && known.analyzer === analyzer && known.draft.settings === own)
        return known.draft;
      let run = runs.get(uri);
      if (run?.version !== version || run.analyzer !== analyzer || run.settings !== own) {
        run = { version, analyzer, settings: own, tokens: [token] };
        runs.set(uri, run);
        run.draft = analyseOpen(uri, run, current, project, profiles);
      } else run.tokens.push(token);
      return (await run.draft) ?? 'stale';
    },
    async analyse(uri, text) {
      // Asked of the folder: a question to the client for each of thousands of files would take longer than the search.
      const own = await settings(folder(uri) ?? uri);
      if (!own.enable) return 'disabled';
      const project = await projectOf(uri, own);
      const shared = settingsFor(project.config, pathOf(uri));
      await macrotask();
      const ranges = createRanges(TextDocument.create(uri, 'markdown', 0, text));
      const analyzer = analyzerOf(project, shared);
      const found = await analysed(analyzer, ranges.source, () => true);
      return { ranges, analysis: (found as Analysed).analysis };
    },
    forget(uri) {
      if (uri !== undefined) {
        drafts.delete(uri);
        runs.delete(uri);
      } else {
        drafts.clear();
        runs.clear();
        analyzers.clear();
      }
    },
  };
}

function profilesOf(profiles: readonly string[], draft: DraftSettings | undefined): readonly string[] {
  return [...profiles, ...(draft?.profiles ?? [])];
}

function isDraft({ uri, languageId }: TextDocument): boolean {
  return languageId !== 'yaml' && !/^(?:git|caveat|output):/.test(uri);
}
