import type { Severity } from '../analysis/analysis.ts';
import type { Rule } from '../caveats/rule.ts';
import { createGithubReporter } from './github.ts';
import { createGitlabReporter } from './gitlab.ts';
import { createJsonReporter } from './json.ts';
import { createJunitReporter } from './junit.ts';
import { createMarkdownReporter } from './markdown.ts';
import type { Reporter } from './reporter.ts';
import { createSarifReporter } from './sarif.ts';
import { createTextReporter, type TextOptions } from './text.ts';

/** The forms in which `caveat check` reports. */
export const CHECK_FORMATS = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'md'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface ReporterOptions extends TextOptions {
  /** The rules that may be reported, for formats that describe them. */
  readonly rules: Iterable<Rule>;
  /** Our own version. */
  readonly version: string;
  /** The lowest severity that counts as a failure, for formats that tell failures apart. */
  readonly failOn: Severity;
}

/** The reporter of a format. */
export function createReporter(format: CheckFormat, options: ReporterOptions): Reporter {
  switch (format) {
    case 'text':
      return createTextReporter(options);
    case 'json':
      return createJsonReporter();
    case 'sarif':
      return createSarifReporter(options.rules, options.version);
    case 'github':
      return createGithubReporter();
    case 'gitlab':
      return createGitlabReporter();
    case 'junit':
      return createJunitReporter(options.failOn);
    case 'md':
      return createMarkdownReporter();
  }
}
