import schema from '../../data/schema/glossary.schema.json' with { type: 'json' };
import { reviewGlossary } from '../analysis/reviewGlossary.ts';
import type { ConceptExtension } from '../glossary/loadGlossary.ts';
import { type NamedText, type Problem, readYaml } from '../glossary/yamlFile.ts';
import { createExpander, type Expander } from '../phrases/expand.ts';
import { NotationError } from '../phrases/notation.ts';
import { visible } from '../report/excerpt.ts';
import type { Paint } from '../report/text.ts';
import type { Engine } from './engine.ts';
import { projectGlossaries, readNamed } from './glossaryFiles.ts';
import type { Io } from './io.ts';
import { problemLine } from './settings.ts';

export interface GlossaryCheckOptions {
  readonly config?: string;
  /** Also list every form that each term is found by. */
  readonly forms?: boolean;
}

export interface GlossaryCheck {
  readonly text: string;
  readonly findings: number;
  readonly failures: readonly string[];
}

interface Found {
  readonly severity: 'error' | 'warning';
  readonly problem: Problem;
}

/** Checks glossary files as the drafts in the working folder would use them; without paths the built-in ones and those of `caveat.yaml`. */
export async function checkGlossaries(
  paths: readonly string[],
  { config, forms }: GlossaryCheckOptions,
  io: Io,
  engine: Engine,
  paint: Paint,
): Promise<GlossaryCheck> {
  const [given, project] = await Promise.all([readNamed(paths, io), projectGlossaries(config, io, engine)]);
  const named = paths.length > 0 ? given.files : project.files;
  // The others come first, so that a collision is told where it can be mended: in what was asked about.
  const others = project.files.filter(({ name }) => !named.some((file) => file.name === name));
  const checked = paths.length > 0 ? named : [...engine.builtinGlossary(), ...named];
  const { data, problems } = engine.load([...others, ...named]);
  const expander = createExpander(data.language.english);
  const analyzer = engine.createAnalyzer({ data });
  const review = reviewGlossary(checked, {
    analyze: analyzer.analyze,
    expander,
    concepts: data.concepts,
  });
  const found: Found[] = [
    ...problems
      .filter(({ file }) => named.some(({ name }) => name === file))
      .map((problem): Found => ({ severity: 'error', problem })),
    ...review.map((problem): Found => ({ severity: 'warning', problem })),
  ];
  const lines = [
    ...(forms ? checked.flatMap((file) => formLines(file, expander, io.cwd, paint)) : []),
    ...inOrder(found, checked).map((one) => findingLine(one, io.cwd, paint)),
  ];
  return {
    text: `${[...lines, ...(lines.length > 0 ? [''] : []), summary(checked.length, found, paint)].join('\n')}\n`,
    findings: found.length,
    failures: [...given.failures, ...project.problems.map((problem) => problemLine(problem, io.cwd))],
  };
}

function inOrder(found: readonly Found[], files: readonly NamedText[]): readonly Found[] {
  const order = new Map(files.map(({ name }, index) => [name, index]));
  const at = ({ problem }: Found): number => order.get(problem.file) ?? 0;
  return [...found].sort((one, two) => at(one) - at(two) || one.problem.range.start - two.problem.range.start);
}

function findingLine({ severity, problem }: Found, cwd: string, paint: Paint): string {
  return `${place(problem, cwd, paint)}  ${paint(severity, severity)}  ${visible(problem.message)}`;
}

function place(problem: Problem, cwd: string, paint: Paint): string {
  return paint('path', visible(problemLine({ ...problem, message: '' }, cwd).replace(/: $/, '')));
}

/** A line for each term of a file: where it stands, its concept, and the forms that a draft is searched for. */
function formLines(file: NamedText, expander: Expander, cwd: string, paint: Paint): readonly string[] {
  const { value, problemAt } = readYaml<{ readonly concepts: readonly ConceptExtension[] }>(file, schema);
  return (value?.concepts ?? []).flatMap(({ id, terms = [] }, concept) =>
    terms.map((term, index) => {
      const phrase = typeof term === 'string' ? term : term.term;
      const where = place(problemAt(['concepts', concept, 'terms', index], ''), cwd, paint);
      return `${where}  ${paint('quiet', id)}  ${visible(phrase)}: ${formsOf(phrase, expander).map(visible).join(', ')}`;
    }),
  );
}

function formsOf(phrase: string, expander: Expander): readonly string[] {
  try {
    // Words parted by a space stand for words parted by a hyphen too; "=" marks one whose case counts.
    return expander.termRuns(phrase).map((run) => run.map(({ text, exact }) => `${exact ? '=' : ''}${text}`).join(' '));
  } catch (error) {
    if (error instanceof NotationError) return [];
    throw error;
  }
}

function summary(files: number, found: readonly Found[], paint: Paint): string {
  const all = `${files} ${files === 1 ? 'glossary file' : 'glossary files'}`;
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const number = found.filter((one) => one.severity === severity).length;
    return number > 0 ? [paint(severity, `${number} ${severity}${number === 1 ? '' : 's'}`)] : [];
  });
  return `${all}${counts.length > 0 ? `: ${counts.join(', ')}` : ', nothing to report'}`;
}
