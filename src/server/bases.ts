import type { DraftSettings } from '../analysis/analyzer.ts';
import { readFrontMatter } from '../config/frontMatter.ts';
import { settingsFor } from '../config/project.ts';
import type { Host } from './host.ts';
import type { Projects, UserProject } from './projects.ts';
import type { Settings } from './settings.ts';
import { pathOf } from './uris.ts';

export type DraftAnalyzer = ReturnType<Host['createAnalyzer']>;

/** What a draft is analysed by. */
export interface Basis {
  readonly settings: Settings;
  readonly project: UserProject;
  /** Those of the settings and of `caveat.yaml`. */
  readonly profiles: readonly string[];
  readonly analyzer: DraftAnalyzer;
}

/** What an analysis gave, and what the draft says about itself. */
export interface Heard<T> {
  readonly found: T;
  readonly ofDraft: DraftSettings | undefined;
}

export interface Bases {
  /** Undefined where nothing is to be analysed. */
  basisOf(uri: string): Promise<Basis | undefined>;
  /** The same for a file that is not open: only its folder has settings. */
  basisOfFile(uri: string): Promise<Basis | undefined>;
  projectOf(uri: string): Promise<UserProject>;
  /** The steps of an analysis by one of the bases; others may take steps in between. */
  heard<T>(steps: Generator<void, T>): Generator<void, Heard<T>>;
  forget(): void;
}

export interface BasesOptions {
  readonly host: Host;
  readonly projects: Projects;
  settings(uri: string): Promise<Settings>;
  folder(uri: string): string | undefined;
}

/** One analyzer for all drafts that are analysed by the same. */
export function createBases({ host, projects, settings, folder }: BasesOptions): Bases {
  const analyzers = new Map<string, DraftAnalyzer>();
  /** What the draft whose analysis takes a step says about itself. */
  let ofDraft: DraftSettings | undefined;

  function analyzerOf(
    project: UserProject,
    { profiles, rules, ignoreTerms }: ReturnType<typeof settingsFor>,
  ): DraftAnalyzer {
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

  const projectOf = (uri: string, { glossaries }: Settings): Promise<UserProject> =>
    projects.projectOf(uri, folder(uri), glossaries);

  return {
    projectOf: async (uri) => projectOf(uri, await settings(uri)),
    async basisOf(uri) {
      const own = await settings(uri);
      if (!own.enable) return undefined;
      const project = await projectOf(uri, own);
      const shared = settingsFor(project.config, pathOf(uri));
      const profiles = [...new Set([...shared.profiles, ...own.profile])];
      const rules = new Map([...shared.rules, ...own.rules]);
      return { settings: own, project, profiles, analyzer: analyzerOf(project, { ...shared, profiles, rules }) };
    },
    async basisOfFile(uri) {
      // Asked of the folder: a question to the client for each of thousands of files would take longer than the search.
      const own = await settings(folder(uri) ?? uri);
      if (!own.enable) return undefined;
      const project = await projectOf(uri, own);
      const shared = settingsFor(project.config, pathOf(uri));
      return { settings: own, project, profiles: shared.profiles, analyzer: analyzerOf(project, shared) };
    },
    *heard(steps) {
      let own: DraftSettings | undefined;
      try {
        for (;;) {
          ofDraft = undefined;
          const step = steps.next();
          own = ofDraft ?? own;
          if (step.done) return { found: step.value, ofDraft: own };
          yield;
        }
      } finally {
        steps.return(undefined as never);
      }
    },
    forget: () => analyzers.clear(),
  };
}
