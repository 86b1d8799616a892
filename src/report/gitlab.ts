import type { Severity } from '../analysis/analysis.ts';
import type { CheckedFile } from './checkedFile.ts';
import { fingerprints, shortHash } from './fingerprint.ts';
import { createJsonStream } from './jsonStream.ts';
import type { Reporter } from './reporter.ts';
import { rootPath } from './uris.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** A Code Quality report, which GitLab shows in merge requests. */
export function createGitlabReporter(): Reporter {
  const stream = createJsonStream((issues) => issues);
  return { add: (file) => issuesOf(file).map(stream.add).join(''), end: stream.end };
}

function issuesOf({ path: given, error, findings }: CheckedFile): readonly object[] {
  const path = rootPath(given);
  const names = fingerprints(findings);
  const issues = findings.map(({ rule, severity, message, range }, index) => ({
    description: message,
    check_name: rule,
    // Two files may lack the same caveat in the same words.
    fingerprint: shortHash(`${path}\n${names[index]}`),
    severity: SEVERITIES[severity],
    location: { path, lines: { begin: range.start.line, end: range.end.line } },
  }));
  if (error === undefined) return issues;
  return [
    {
      description: error,
      check_name: 'not-read',
      fingerprint: shortHash(`${path}\nnot-read`),
      severity: 'blocker',
      location: { path, lines: { begin: 1 } },
    },
  ];
}
