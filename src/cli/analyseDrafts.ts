import type { FileResult } from '../report/fileResult.ts';
import type { Content, Draft } from './drafts.ts';
import { oneLine } from './failure.ts';
import { inOrder } from './inOrder.ts';
import type { AnalyzerSettings } from './settings.ts';
import type { Executor, Task } from './task.ts';

export interface DraftResult {
  readonly draft: Draft;
  /** Of the draft as it is now: after the fixes, where there were any. */
  readonly result: FileResult;
  /** The draft's text with its byte order mark, as it was and with caveats inserted, where that was asked for. */
  readonly fix?: { readonly before: string; readonly after: string; readonly inserted: number };
  /** Where an internal error came from. */
  readonly trace?: string | undefined;
}

/** Drafts that may be read or analysed before the first of them is reported: enough to keep threads busy behind a long one. */
const AHEAD = 64;

/** Analyses drafts, each under its settings (in the same order), and gives the results in the order of the drafts. */
export function analyseDrafts(
  drafts: readonly Draft[],
  settings: readonly AnalyzerSettings[],
  task: Omit<Task, 'text'>,
  executor: Executor,
): AsyncGenerator<DraftResult> {
  const jobs = drafts.map((draft, index) => ({ draft, settings: settings[index] as AnalyzerSettings }));
  return inOrder(jobs, AHEAD, async ({ draft, settings }): Promise<DraftResult> => {
    const content = await readSafely(draft);
    if ('error' in content) return { draft, result: { path: draft.path, error: content.error } };
    const { text, mark } = content;
    const outcome = await executor.run(settings, { ...task, text });
    if ('error' in outcome) return { draft, result: { path: draft.path, error: outcome.error }, trace: outcome.trace };
    const source = outcome.text ?? text;
    const result = { path: draft.path, source, analysis: outcome.analysis };
    if (task.fix === undefined) return { draft, result };
    return { draft, result, fix: { before: mark + text, after: mark + source, inserted: outcome.inserted } };
  });
}

async function readSafely(draft: Draft): Promise<Content> {
  try {
    return await draft.read();
  } catch (error) {
    return { error: oneLine(error) };
  }
}
