import { type Command, Option } from 'commander';
import type { Log } from 'sarif';
import { version } from '../../package.json';
import type { Severity } from '../analysis/analysis.ts';
import { CHECK_FORMATS, type CheckFormat, createReporter } from '../report/formats.ts';
import { JoinError, joinFiles, joinSarif, type Named } from '../report/join.ts';
import type { CheckReport } from '../report/json.ts';
import { atLeast } from '../report/summary.ts';
import { failOnOption } from './check.ts';
import { Failure } from './failure.ts';
import { textOptions } from './readingOptions.ts';
import { readResult } from './readResult.ts';
import { COULD_NOT, FINDINGS, NOTHING_FOUND, type Shell } from './shell.ts';

/** The report for a terminal quotes the drafts, which are not at hand here. */
type MergeFormat = Exclude<CheckFormat, 'text'>;

interface MergeOptions {
  readonly format?: MergeFormat;
  readonly failOn: Severity;
}

/** What a merged report says about the run as a whole. */
interface Merged {
  readonly text: string;
  readonly severities: readonly Severity[];
  readonly unread: number;
}

/** Adds `caveat merge`. */
export function addMerge(program: Command, shell: Shell): void {
  program
    .command('merge')
    .description('join the results of shards into what one run over all files would have given')
    .argument('<files...>', 'results of check --format json, or of check --format sarif')
    .addOption(
      new Option('--format <format>', 'how to print (default: as the results are)').choices(
        CHECK_FORMATS.filter((format) => format !== 'text'),
      ),
    )
    .addOption(failOnOption())
    .action(async (files: string[], options: MergeOptions) => {
      const { text, severities, unread } = await merged(files, options, shell);
      shell.io.stdout.write(text);
      const failing = severities.some((severity) => atLeast(severity, options.failOn));
      shell.exit(unread > 0 ? COULD_NOT : failing ? FINDINGS : NOTHING_FOUND);
    });
}

async function merged(files: readonly string[], options: MergeOptions, shell: Shell): Promise<Merged> {
  const reports: Named<CheckReport>[] = [];
  const logs: Named<Log>[] = [];
  for (const name of files) {
    const read = await readResult(name, shell.io);
    if (read.format === 'json') reports.push({ name, report: read.report });
    else logs.push({ name, report: read.report });
  }
  if (reports.length > 0 && logs.length > 0)
    throw new Failure(`${reports[0]?.name} is JSON and ${logs[0]?.name} is SARIF, expected all alike`);
  try {
    return logs.length > 0 ? mergedLogs(logs, options) : mergedReports(reports, options, shell);
  } catch (error) {
    throw error instanceof JoinError ? new Failure(error.message) : error;
  }
}

function mergedLogs(logs: readonly Named<Log>[], { format = 'sarif' }: MergeOptions): Merged {
  if (format !== 'sarif') throw new Failure(`cannot make ${format} of SARIF, expected results in JSON`);
  const log = joinSarif(logs);
  const [run] = log.runs;
  return {
    text: `${JSON.stringify(log, null, 2)}\n`,
    severities: (run?.results ?? []).map(({ properties }) => properties?.severity as Severity),
    unread: run?.invocations?.[0]?.toolExecutionNotifications?.length ?? 0,
  };
}

function mergedReports(
  reports: readonly Named<CheckReport>[],
  { format = 'json', failOn }: MergeOptions,
  { io, engine }: Shell,
): Merged {
  const files = joinFiles(reports);
  const rules = engine.load([]).data.rules.values();
  const reporter = createReporter(format, { rules, version, failOn, ...textOptions(io) });
  return {
    text: [...files.map((file) => reporter.add(file)), reporter.end()].join(''),
    severities: files.flatMap(({ findings }) => findings.map(({ severity }) => severity)),
    unread: files.filter(({ error }) => error !== undefined).length,
  };
}
