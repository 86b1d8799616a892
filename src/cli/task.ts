import type { Analysis, Severity } from '../analysis/analysis.ts';
import type { Analyzer } from '../analysis/analyzer.ts';
import { readFrontMatter } from '../config/frontMatter.ts';
import type { Engine } from './engine.ts';
import { internalError } from './failure.ts';
import { insertCaveats } from './insertCaveats.ts';
import type { AnalyzerSettings } from './settings.ts';

/** One text to analyse. */
export interface Task {
  readonly text: string;
  /** Insert caveats for findings at or above this severity, and analyse what comes out. */
  readonly fix: Severity | undefined;
  /** Whether occurrences are asked for, which are many. */
  readonly occurrences: boolean;
}

/** What became of a task. `text` is the fixed text where caveats were inserted. */
export type Outcome =
  | { readonly analysis: Analysis; readonly text: string | undefined; readonly inserted: number }
  | { readonly error: string; readonly trace: string | undefined };

/** Runs tasks, here or elsewhere. */
export interface Executor {
  run(settings: AnalyzerSettings, task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

/** Runs a task; what trips the analysis is an outcome too, since one draft must not take the others' findings away. */
export function perform(analyzerFor: () => Analyzer, task: Task): Outcome {
  try {
    const analyzer = analyzerFor();
    const analyze = (text: string): Analysis => {
      const { occurrences, claims, findings } = analyzer.analyze(text);
      return { occurrences: task.occurrences ? occurrences : [], claims, findings };
    };
    if (task.fix === undefined) return { analysis: analyze(task.text), text: undefined, inserted: 0 };
    const { analysis, text, inserted } = insertCaveats(task.text, analyze, task.fix);
    return { analysis, text: inserted > 0 ? text : undefined, inserted };
  } catch (error) {
    return { error: internalError(error), trace: error instanceof Error ? error.stack : undefined };
  }
}

/** Characters after which an analyzer is made anew: it remembers what it has read, for edits that do not come here. */
const REMEMBERED = 2_000_000;

/** Gives the analyzer of some settings for one text more; drafts with the same settings share one, for a while. */
export function createAnalyzers(engine: Engine): (settings: AnalyzerSettings, text: string) => Analyzer {
  const made = new Map<string, { readonly analyzer: Analyzer; read: number }>();
  return (settings, text) => {
    const known = made.get(settings.key);
    if (known && known.read < REMEMBERED) {
      known.read += text.length;
      return known.analyzer;
    }
    const { data, profiles, rules, ignoreTerms, overFrontMatter } = settings;
    const analyzer = engine.createAnalyzer({
      data,
      profiles,
      rules: Object.fromEntries(rules),
      ignoreTerms,
      readFrontMatter: overFrontMatter ? (text) => ({ ...readFrontMatter(text), profiles: [] }) : readFrontMatter,
    });
    made.set(settings.key, { analyzer, read: text.length });
    return analyzer;
  };
}

/** Runs tasks in this thread. */
export function createLocalExecutor(engine: Engine): Executor {
  const analyzerFor = createAnalyzers(engine);
  return {
    run: async (settings, task) => perform(() => analyzerFor(settings, task.text), task),
    close: async () => {},
  };
}
