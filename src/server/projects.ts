import type { Data } from '../analysis/data.ts';
import type { CaveatFile } from '../config/caveatFile.ts';
import { folderOf, joinPath } from '../config/paths.ts';
import { findCaveatFile, loadProject, type Project } from '../config/project.ts';
import type { NamedText, Problem } from '../glossary/yamlFile.ts';
import type { FaultReport } from './faultReport.ts';
import type { Host } from './host.ts';
import { inTurns } from './turns.ts';
import { isInTree, pathOf } from './uris.ts';

/** What a draft's folder says: the data with the user's files on top, and the `caveat.yaml` that holds there. */
export interface UserProject {
  readonly config: CaveatFile | undefined;
  /** The path of the nearest `caveat.yaml`, whether or not it could be read. */
  readonly caveatFile: string | undefined;
  readonly data: Data;
  /** The paths of the user's glossaries. */
  readonly glossaries: readonly string[];
  /** Tells one project from another, and a reloaded one from what it was. */
  readonly id: number;
}

export interface Projects {
  /** Begins to read the built-in data, for the first draft that asks. */
  prepare(): void;
  /** @param glossaries paths from `folder`, the URI of the draft's workspace folder */
  projectOf(uri: string, folder: string | undefined, glossaries: readonly string[]): Promise<UserProject>;
  /** A project that names this file as a glossary, among those that are loaded. */
  naming(path: string): Promise<UserProject | undefined>;
  /** The text of a file as it was last read; undefined where there is none or it cannot be read. */
  textOf(path: string): Promise<string | undefined>;
  /** Puts the projects together again when they are next asked for, from the files as read. */
  reset(): void;
  /** Forgets what was read if one of these files has a part in it; says whether it did. */
  changed(uris: readonly string[]): boolean;
}

export interface ProjectsOptions {
  readonly host: Host;
  /** Undefined where there is no such file; throws with a readable message where it cannot be read. Paths as in `pathOf`. */
  readFile(path: string): Promise<string | undefined>;
  readonly faults: FaultReport;
}

/** Reads the users' own files, each set once until one of them changes. */
export function createProjects({ host, readFile, faults }: ProjectsOptions): Projects {
  const projects = new Map<string, Promise<UserProject>>();
  let reads = new Map<string, Promise<string | undefined>>();
  let count = 0;

  const read = (path: string): Promise<string | undefined> => {
    const known = reads.get(path) ?? readFile(path);
    reads.set(path, known);
    return known;
  };

  let builtin: Promise<unknown> | undefined;
  const builtinRead = (): Promise<unknown> => {
    builtin ??= inTurns(host.builtinSteps(), () => true).catch((error) => {
      builtin = undefined;
      throw error;
    });
    return builtin;
  };

  async function load(config: string | undefined, glossaries: readonly string[]): Promise<UserProject> {
    await builtinRead();
    const own: NamedText[] = [];
    const problems: Problem[] = [];
    for (const file of glossaries) {
      try {
        const text = await read(file);
        if (text === undefined) problems.push(problemWith(file, 'no such file'));
        else own.push({ name: file, text });
      } catch (error) {
        problems.push(problemWith(file, error instanceof Error ? error.message : String(error)));
      }
    }
    const project: Project = await loadProject(config, read, (files) => {
      const all = [...own, ...files];
      const base = host.builtinData();
      return all.length === 0 ? { data: base, problems: [] } : host.extendData(base, all);
    });
    const texts = new Map<string, string>();
    for (const [path, text] of reads) {
      const known = await text.catch(() => undefined);
      if (known !== undefined) texts.set(path, known);
    }
    faults.add(texts, [...problems, ...project.problems]);
    const named = (project.config?.glossaries ?? []).map((file) => joinPath(folderOf(config ?? ''), file));
    return {
      config: project.config,
      caveatFile: config,
      data: project.data,
      glossaries: [...new Set([...glossaries, ...named])],
      id: ++count,
    };
  }

  return {
    prepare() {
      // Who needs the data hears why it cannot be read.
      builtinRead().catch(() => undefined);
    },
    async projectOf(uri, folder, glossaries) {
      const document = pathOf(uri);
      const config = isInTree(document)
        ? await findCaveatFile(document, (path) => read(path).catch(() => undefined))
        : undefined;
      const files =
        folder === undefined ? [] : glossaries.map((file) => joinPath(pathOf(folder).replace(/\/$/, ''), file));
      const key = JSON.stringify([config, files]);
      const project = projects.get(key) ?? load(config, files);
      projects.set(key, project);
      return project;
    },
    async naming(path) {
      const loaded = await Promise.all([...projects.values()]);
      return loaded.find(({ glossaries }) => glossaries.includes(path));
    },
    textOf: (path) => read(path).catch(() => undefined),
    changed(uris) {
      if (!uris.some((uri) => reads.has(pathOf(uri)))) return false;
      reset();
      reads = new Map();
      return true;
    },
    reset,
  };

  function reset(): void {
    projects.clear();
    faults.reset();
  }
}

function problemWith(file: string, message: string): Problem {
  return { file, range: { start: 0, end: 0 }, line: 1, column: 1, message };
}
