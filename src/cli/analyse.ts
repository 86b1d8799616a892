import type { Analyzer, AnalyzerOptions } from '../analysis/analyzer.ts';
import { readFrontMatter } from '../config/frontMatter.ts';
import {
  findCaveatFile,
  knownProfiles,
  type Load,
  loadProject,
  type Project,
  type Read,
  type Settings,
  settingsFor,
} from '../config/project.ts';
import { type NamedText, type Problem, unknownName } from '../glossary/yamlFile.ts';
import type { FileResult } from '../report/fileResult.ts';
import { decodeUtf8 } from './decode.ts';
import type { Draft } from './drafts.ts';
import { Failure, internalError, readFault } from './failure.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';

/** The analysis that the command line runs. */
export interface Engine {
  createAnalyzer(options: AnalyzerOptions): Analyzer;
  /** The built-in data with a user's files on top. */
  readonly load: Load;
  /** The files of the built-in glossary. */
  builtinGlossary(): readonly NamedText[];
}

export interface AnalyseOptions {
  /** Profiles in place of those of `caveat.yaml` and the drafts. */
  readonly profile?: readonly string[];
  /** A `caveat.yaml` in place of the nearest one. */
  readonly config?: string;
}

/** Analyses each draft under its own settings; what could not be read or used is told in `failures`. */
export async function analyseDrafts(
  drafts: readonly Draft[],
  options: AnalyseOptions,
  io: Io,
  engine: Engine,
): Promise<{ readonly files: readonly FileResult[]; readonly failures: readonly string[] }> {
  const projectOf = projects(options.config, io, engine.load);
  const withProject = await Promise.all(
    drafts.map(async (draft) => ({ draft, project: await projectOf(draft.absolute) })),
  );
  const used = new Set(withProject.map(({ project }) => project));
  checkProfiles(options.profile ?? [], used.size > 0 ? used : [await projectOf(`${io.cwd}/.`)]);

  const failures = [...used].flatMap(({ problems }) => problems.map((problem) => problemLine(problem, io.cwd)));
  const analyzerFor = analyzers(engine, options.profile);
  const files = withProject.map(({ draft, project }): FileResult => {
    const { path, content } = draft;
    if ('error' in content) return { path, error: content.error };
    const settings = settingsFor(project.config, draft.absolute);
    try {
      return { path, source: content.text, analysis: analyzerFor(project, settings).analyze(content.text) };
    } catch (error) {
      // One draft that trips us must not take the others' findings away.
      if (io.env.CAVEAT_DEBUG && error instanceof Error) io.stderr.write(`${error.stack}\n`);
      return { path, error: internalError(error) };
    }
  });
  failures.push(...files.flatMap((file) => ('error' in file ? [`${file.path}: ${file.error}`] : [])));
  return { files, failures };
}

/** The project that holds for a document; each `caveat.yaml` is read once. */
export function projects(config: string | undefined, io: Io, load: Load): (document: string) => Promise<Project> {
  const given = config === undefined ? undefined : absolute(io.cwd, slashed(config));
  const texts = new Map<string, Promise<string | undefined>>();
  const read: Read = (path) => remember(texts, path, () => readText(path, io));
  const loaded = new Map<string, Promise<Project>>();
  return async (document) => {
    if (given !== undefined && (await io.kindOf(given)) === undefined) throw new Failure(`${config}: no such file`);
    const path = given ?? (await findCaveatFile(document, read));
    return remember(loaded, path ?? '', () => loadProject(path, read, load));
  };
}

/** `caveat.yaml:3:5: what is wrong`, the path as seen from the working folder. */
export function problemLine({ file, line, column, message }: Problem, cwd: string): string {
  const path = file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file;
  return `${path}:${line}:${column}: ${message}`;
}

function checkProfiles(names: readonly string[], used: Iterable<Project>): void {
  const known = new Set([...used].flatMap(({ data }) => [...knownProfiles(data)]));
  for (const name of names) if (!known.has(name)) throw new Failure(unknownName('profile', name, [...known]));
}

/** One analyzer for all drafts with the same settings, since making one costs more than most analyses. */
function analyzers(engine: Engine, asked: readonly string[] | undefined) {
  const made = new Map<Project, Map<string, Analyzer>>();
  // What is asked for here stands in place of the front matter's profiles; what that declares still holds.
  const read = asked ? (text: string) => ({ ...readFrontMatter(text), profiles: [] }) : readFrontMatter;
  return (project: Project, settings: Settings): Analyzer => {
    const profiles = asked ?? settings.profiles;
    const own = remember(made, project, () => new Map<string, Analyzer>());
    const { ignoreTerms } = settings;
    const key = JSON.stringify([profiles, [...settings.rules], ignoreTerms]);
    const rules = Object.fromEntries(settings.rules);
    return remember(own, key, () =>
      engine.createAnalyzer({ data: project.data, profiles, rules, ignoreTerms, readFrontMatter: read }),
    );
  };
}

function remember<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

async function readText(path: string, io: Io): Promise<string | undefined> {
  if ((await io.kindOf(path)) === undefined) return undefined;
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(path);
  } catch (error) {
    throw new Failure(readFault(error));
  }
  const content = decodeUtf8(bytes);
  if ('error' in content) throw new Failure(content.error);
  return content.text;
}
