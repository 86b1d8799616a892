import type { Data } from '../analysis/data.ts';
import { unknownName } from '../glossary/names.ts';
import type { NamedText, Problem, YamlPath } from '../glossary/yamlFile.ts';
import { type CaveatFile, type Level, parseCaveatFile } from './caveatFile.ts';
import { matchesGlob } from './glob.ts';
import { folderOf, joinPath, relativePath } from './paths.ts';
import { OTHER_FINDINGS, PROFILES } from './profiles.ts';

/** A file's text, or undefined where there is none; throws with a readable message where it cannot be read. */
export type Read = (path: string) => Promise<string | undefined>;

/** The built-in data with a user's files on top. */
export type Load = (files: readonly NamedText[]) => { readonly data: Data; readonly problems: readonly Problem[] };

/** What holds for the drafts under one `caveat.yaml`. */
export interface Project {
  readonly config: CaveatFile | undefined;
  readonly data: Data;
  readonly problems: readonly Problem[];
}

/** What holds for one draft. */
export interface Settings {
  readonly profiles: readonly string[];
  readonly rules: ReadonlyMap<string, Level>;
  readonly ignoreTerms: readonly string[];
}

/** The path of the `caveat.yaml` nearest upwards from a document, or undefined. Paths are absolute, with `/`. */
export async function findCaveatFile(document: string, read: Read): Promise<string | undefined> {
  let folder = folderOf(document);
  for (;;) {
    const path = `${folder}/caveat.yaml`;
    // One that cannot be read is the nearest all the same; loading it says what is wrong.
    if ((await read(path).catch(() => '')) !== undefined) return path;
    const parent = folderOf(folder);
    if (parent === folder || folder === '' || folder.endsWith(':/')) return undefined;
    folder = parent;
  }
}

/** Reads a `caveat.yaml` and the files it names; faults are told and left out, nothing is thrown. */
export async function loadProject(path: string | undefined, read: Read, load: Load): Promise<Project> {
  if (path === undefined) return { config: undefined, ...load([]) };
  const text = await readOr(read, path);
  if (typeof text !== 'string') {
    return { config: undefined, data: load([]).data, problems: [{ ...START, file: path, message: text.message }] };
  }
  let config: CaveatFile;
  try {
    config = parseCaveatFile(path, text);
  } catch (error) {
    return { config: undefined, data: load([]).data, problems: [{ ...START, file: path, message: messageOf(error) }] };
  }
  const problems: Problem[] = [...config.problems];
  const files: NamedText[] = [];
  for (const [index, name] of config.glossaries.entries()) {
    const file = joinPath(folderOf(path), name);
    const content = await readOr(read, file);
    if (typeof content === 'string') files.push({ name: file, text: content });
    else problems.push(config.problemAt(['glossaries', index], `${name}: ${content.message}`));
  }
  const loaded = loadOr(load, files, (message) => config.problemAt(['glossaries'], message, true));
  problems.push(...loaded.problems, ...nameProblems(config, loaded.data));
  return { config, data: withOwnCaveats(loaded.data, config), problems };
}

/** The profiles and severities for one draft: those of `caveat.yaml`, then its overrides, later ones last. */
export function settingsFor(config: CaveatFile | undefined, document: string): Settings {
  if (!config) return { profiles: [], rules: new Map(), ignoreTerms: [] };
  const path = relativePath(folderOf(config.file), document);
  const fitting = config.overrides.filter(
    ({ files }) => path !== undefined && files.some((glob) => matchesGlob(glob, path)),
  );
  const parts = [config, ...fitting];
  return {
    profiles: [...new Set(parts.flatMap(({ profiles }) => profiles))],
    rules: new Map(parts.flatMap(({ rules }) => [...rules])),
    ignoreTerms: config.ignoreTerms,
  };
}

/** The profiles that rules of `data` may be asked for by. */
export function knownProfiles(data: Data): Set<string> {
  return new Set([...PROFILES, ...[...data.rules.values()].flatMap(({ profiles }) => profiles)]);
}

const START = { range: { start: 0, end: 0 }, line: 1, column: 1 };

async function readOr(read: Read, path: string): Promise<string | { readonly message: string }> {
  try {
    return (await read(path)) ?? { message: 'no such file' };
  } catch (error) {
    return { message: messageOf(error) };
  }
}

/** A user's file that trips the loader must not take the built-in data down. */
function loadOr(load: Load, files: readonly NamedText[], problem: (message: string) => Problem): ReturnType<Load> {
  try {
    return load(files);
  } catch (error) {
    const { data, problems } = load([]);
    return { data, problems: [...problems, problem(messageOf(error))] };
  }
}

/** The rules and profiles that a `caveat.yaml` names and nobody has. */
function nameProblems(config: CaveatFile, data: Data): Problem[] {
  const known = {
    rule: [...data.rules.keys(), ...OTHER_FINDINGS],
    caveat: [...data.rules.keys()],
    profile: [...knownProfiles(data)],
    concept: [...data.concepts.keys()],
  };
  const profiles = (names: readonly string[], path: YamlPath) =>
    names.map((name, index) => ({ name, what: 'profile', known: known.profile, path: [...path, index], atKey: false }));
  const rules = (names: Iterable<string>, path: YamlPath, ids = known.rule) =>
    [...names].map((name) => ({ name, what: 'rule', known: ids, path: [...path, name], atKey: true }));
  const concepts = config.ignoreTerms.map((name, index) => {
    return { name, what: 'concept', known: known.concept, path: ['ignoreTerms', index], atKey: false };
  });
  return [
    ...concepts,
    ...profiles(config.profiles, ['profiles']),
    ...rules(config.rules.keys(), ['rules']),
    ...rules(config.caveats.keys(), ['caveats'], known.caveat),
    ...config.overrides.flatMap((override, at) => [
      ...profiles(override.profiles, ['overrides', at, 'profiles']),
      ...rules(override.rules.keys(), ['overrides', at, 'rules']),
    ]),
  ]
    .filter(({ name, known }) => !known.includes(name))
    .map(({ name, what, known, path, atKey }) => config.problemAt(path, unknownName(what, name, known), atKey));
}

function withOwnCaveats(data: Data, config: CaveatFile): Data {
  if (config.caveats.size === 0) return data;
  const rules = new Map(data.rules);
  for (const [id, texts] of config.caveats) {
    const rule = rules.get(id);
    if (rule && texts.length > 0)
      rules.set(id, { ...rule, caveats: texts.map((text) => ({ title: 'Approved text', text, verbatim: true })) });
  }
  return { ...data, rules };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
