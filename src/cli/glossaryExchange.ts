import schema from '../../data/schema/glossary.schema.json' with { type: 'json' };
import { type ConceptExtension, type ConceptRecord, isWholeRecord } from '../glossary/loadGlossary.ts';
import { type NamedText, type Problem, readYaml, type YamlPath } from '../glossary/yamlFile.ts';
import { alternativesOf, NotationError } from '../phrases/notation.ts';
import { EXCHANGE_FORMATS, type ExchangeFormat, type Unheld } from '../report/exchange/exchange.ts';
import { FORMATS } from '../report/exchange/formats.ts';
import { glossaryYaml } from '../report/exchange/glossaryYaml.ts';
import type { Engine } from './engine.ts';
import { Failure } from './failure.ts';
import { projectGlossaries, readNamed, writeFault } from './glossaryFiles.ts';
import type { Io } from './io.ts';
import { absolute, slashed } from './paths.ts';
import { problemLine } from './settings.ts';

export interface ExchangeOptions {
  readonly format?: ExchangeFormat;
  readonly output?: string;
}

export interface ExportOptions extends ExchangeOptions {
  readonly config?: string;
  /** Files in place of the built-in glossary and those of `caveat.yaml`. */
  readonly glossary?: readonly string[];
}

/** What to tell on standard error, a line each, and whether nothing could be made. */
export interface Exchange {
  readonly failures: readonly string[];
  readonly unheld: readonly string[];
  /** Concepts that could not be taken over at all. */
  readonly leftOut: number;
}

/** Writes glossaries in another format. */
export async function exportGlossary(options: ExportOptions, io: Io, engine: Engine): Promise<Exchange> {
  const format = FORMATS[formatOf(options.format, options.output, '-o')];
  const { files, failures } = await filesToExport(options, io, engine);
  if (options.glossary && failures.length > 0) return { failures, unheld: [], leftOut: 0 };
  const { concepts, problems } = mergedConcepts(files, new Set(engine.builtinGlossary().map(({ name }) => name)));
  if (problems.length > 0)
    return { failures: problems.map((problem) => problemLine(problem, io.cwd)), unheld: [], leftOut: 0 };
  const { text, unheld } = format.write(concepts);
  await put(text, options.output, io);
  return { failures, unheld: unheld.map(unheldLine), leftOut: 0 };
}

/** Writes a file of another format as a glossary file. */
export async function importGlossary(path: string, options: ExchangeOptions, io: Io): Promise<Exchange> {
  const format = FORMATS[formatOf(options.format, path, path)];
  const { files, failures } = await readNamed([path], io);
  const [file] = files;
  if (!file) return { failures, unheld: [], leftOut: 0 };
  const { concepts, unheld, leftOut, problems } = format.read(file);
  const lines = unheld.map(unheldLine);
  if (problems.length > 0)
    return { failures: problems.map((problem) => problemLine(problem, io.cwd)), unheld: lines, leftOut };
  if (concepts.length === 0)
    return { failures: [`${path}: no concept in it that a glossary can hold`], unheld: lines, leftOut };
  await put(glossaryYaml(concepts), options.output, io);
  return { failures: [], unheld: lines, leftOut };
}

async function filesToExport({ config, glossary }: ExportOptions, io: Io, engine: Engine) {
  if (glossary) return readNamed(glossary, io);
  const { files, problems } = await projectGlossaries(config, io, engine);
  return {
    files: [...engine.builtinGlossary(), ...files],
    failures: problems.map((problem) => problemLine(problem, io.cwd)),
  };
}

/** All concepts in order; a user's concept takes the place of the built-in one with its id, as in a draft. */
function mergedConcepts(files: readonly NamedText[], builtin: ReadonlySet<string>) {
  const problems: Problem[] = [];
  const concepts = new Map<string, { readonly concept: ConceptRecord; readonly file: string }>();
  for (const file of files) {
    const yaml = readYaml<{ readonly concepts: readonly ConceptExtension[] }>(file, schema);
    problems.push(...yaml.problems);
    yaml.value?.concepts.forEach((concept, index) => {
      const at = (path: YamlPath, message: string) => yaml.problemAt(['concepts', index, ...path], message);
      if (!isWholeRecord(concept)) {
        problems.push(
          at(['id'], `"${concept.id}" only extends a concept, expected terms and a definition to exchange`),
        );
        return;
      }
      const earlier = concepts.get(concept.id);
      if (earlier && !builtin.has(earlier.file)) {
        problems.push(
          at(['id'], `The concept "${concept.id}" is already defined in ${earlier.file}, expected another id`),
        );
      }
      problems.push(...notationFaults(concept, at));
      concepts.set(concept.id, { concept, file: file.name });
    });
  }
  return { concepts: [...concepts.values()].map(({ concept }) => concept), problems };
}

function notationFaults({ terms }: ConceptRecord, at: (path: YamlPath, message: string) => Problem): Problem[] {
  return terms.flatMap((term, index) => {
    try {
      alternativesOf(typeof term === 'string' ? term : term.term);
      return [];
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      return [at(['terms', index], error.message)];
    }
  });
}

function formatOf(asked: ExchangeFormat | undefined, file: string | undefined, what: string): ExchangeFormat {
  if (asked) return asked;
  const known = EXCHANGE_FORMATS.find((format) =>
    FORMATS[format].extensions.some((end) => file?.toLowerCase().endsWith(end)),
  );
  if (known) return known;
  const shown = file === undefined ? '' : ` from the name of ${what === '-o' ? file : what}`;
  throw new Failure(`cannot tell the format${shown}, expected --format ${EXCHANGE_FORMATS.join(', ')}`);
}

async function put(text: string, output: string | undefined, io: Io): Promise<void> {
  if (output === undefined) return io.stdout.write(text);
  try {
    await io.writeFile(absolute(io.cwd, slashed(output)), text);
  } catch (error) {
    throw new Failure(`${output}: ${writeFault(error)}`);
  }
}

function unheldLine({ concept, key, message }: Unheld): string {
  return `${concept}, ${key}: ${message}`;
}
