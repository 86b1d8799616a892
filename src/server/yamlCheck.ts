import type { Data } from '../analysis/data.ts';
import { loadProject } from '../config/project.ts';
import { loadGlossary } from '../glossary/loadGlossary.ts';
import type { NamedText, Problem } from '../glossary/yamlFile.ts';
import { createExpander } from '../phrases/expand.ts';
import type { UserProject } from './projects.ts';
import type { YamlKind } from './yamlKind.ts';

/** More than this is not checked while somebody types in it, only as it is saved. */
const MOST = 500_000;

export interface YamlCheckOptions {
  readonly builtin: Data;
  readonly project: UserProject;
  /** The text of another file as it was last read. */
  textOf(path: string): Promise<string | undefined>;
}

/** The faults of a file's present text among the files of its project; undefined when that is too much to do at each keystroke. */
export async function checkYaml(
  kind: YamlKind,
  file: NamedText,
  { builtin, project, textOf }: YamlCheckOptions,
): Promise<readonly Problem[] | undefined> {
  if (file.text.length > MOST) return undefined;
  if (kind === 'config') {
    const read = async (path: string) => (path === file.name ? file.text : textOf(path));
    const { problems } = await loadProject(file.name, read, () => ({ data: project.data, problems: [] }));
    return problems.filter((problem) => problem.file === file.name);
  }
  const files: NamedText[] = [];
  for (const path of new Set([...project.glossaries, file.name])) {
    const text = path === file.name ? file.text : await textOf(path);
    if (text !== undefined) files.push({ name: path, text });
  }
  if (files.reduce((sum, { text }) => sum + text.length, 0) > MOST) return undefined;
  const { problems } = loadGlossary(files, builtin.concepts, createExpander(builtin.language.english), false);
  return problems.filter((problem) => problem.file === file.name);
}
