import { createHash } from 'node:crypto';
import type { Data } from '../analysis/data.ts';
import type { Level } from '../config/caveatFile.ts';
import {
  findCaveatFile,
  knownProfiles,
  type Load,
  loadProject,
  type Project,
  type Read,
  settingsFor,
} from '../config/project.ts';
import { unknownName } from '../glossary/names.ts';
import type { Problem } from '../glossary/yamlFile.ts';
import { decodeUtf8 } from './decode.ts';
import { Failure, readFault } from './failure.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';

export interface SettingsOptions {
  /** Profiles in place of those of `caveat.yaml` and the drafts. */
  readonly profile?: readonly string[];
  /** A `caveat.yaml` in place of the nearest one. */
  readonly config?: string;
}

/** Everything that an analyzer goes by; drafts with the same `key` share one. */
export interface AnalyzerSettings {
  /** A hash of all that could change a result, but for our own code and built-in data. */
  readonly key: string;
  readonly data: Data;
  readonly profiles: readonly string[];
  readonly rules: readonly (readonly [string, Level])[];
  readonly ignoreTerms: readonly string[];
  /** Whether `profiles` stand in place of those in front matter; what that declares still holds. */
  readonly overFrontMatter: boolean;
}

/** A project, with a hash of the texts that it was made of. */
export interface LoadedProject extends Project {
  readonly hash: string;
}

/** The settings of each document, what is wrong with them, and the data they go by. */
export async function settingsOf(
  documents: readonly string[],
  options: SettingsOptions,
  io: Io,
  load: Load,
): Promise<{
  readonly settings: readonly AnalyzerSettings[];
  readonly projects: readonly Project[];
  readonly failures: readonly string[];
}> {
  const projectOf = projects(options.config, io, load);
  const each: LoadedProject[] = [];
  for (const document of documents) each.push(await projectOf(document));
  const used = new Set(each);
  const { profile: asked } = options;
  if (asked) checkProfiles(asked, used.size > 0 ? used : [await projectOf(`${io.cwd}/.`)]);
  const byKey = new Map<string, AnalyzerSettings>();
  const settings = documents.map((document, index): AnalyzerSettings => {
    const { config, data, hash } = each[index] as LoadedProject;
    const own = settingsFor(config, document);
    const { ignoreTerms } = own;
    const rules = [...own.rules];
    const profiles = asked ?? own.profiles;
    const overFrontMatter = asked !== undefined;
    const key = sha256(JSON.stringify([hash, profiles, rules, ignoreTerms, overFrontMatter]));
    return remember(byKey, key, () => ({ key, data, profiles, rules, ignoreTerms, overFrontMatter }));
  });
  const failures = [...used].flatMap(({ problems }) => problems.map((problem) => problemLine(problem, io.cwd)));
  return { settings, projects: [...used], failures };
}

/** The project that holds for a document; each `caveat.yaml` is read once. */
export function projects(config: string | undefined, io: Io, load: Load): (document: string) => Promise<LoadedProject> {
  const given = config === undefined ? undefined : absolute(io.cwd, slashed(config));
  const texts = new Map<string, Promise<string | undefined>>();
  const read: Read = (path) => remember(texts, path, () => readText(path, io));
  const loaded = new Map<string, Promise<LoadedProject>>();
  return async (document) => {
    const path = given ?? (await findCaveatFile(document, read));
    return remember(loaded, path ?? '', async () => {
      if (given !== undefined && (await io.kindOf(given)) === undefined) throw new Failure(`${config}: no such file`);
      const parts: (string | undefined)[] = [];
      const recorded: Read = async (file) => {
        const text = await read(file);
        parts.push(text);
        return text;
      };
      return { ...(await loadProject(path, recorded, load)), hash: sha256(JSON.stringify(parts)) };
    });
  };
}

/** `caveat.yaml:3:5: what is wrong`, the path as seen from the working folder. */
export function problemLine({ file, line, column, message }: Problem, cwd: string): string {
  const path = file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file;
  return `${path}:${line}:${column}: ${message}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function checkProfiles(names: readonly string[], used: Iterable<Project>): void {
  const known = new Set([...used].flatMap(({ data }) => [...knownProfiles(data)]));
  for (const name of names) if (!known.has(name)) throw new Failure(unknownName('profile', name, [...known]));
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
