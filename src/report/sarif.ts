import type { Location, Log, Notification, Region, ReportingDescriptor, Result, Run } from 'sarif';
import type { Rule } from '../caveats/rule.ts';
import type { CheckedFile, JsonFinding, JsonRange } from './checkedFile.ts';
import { fingerprints } from './fingerprint.ts';
import { createJsonStream } from './jsonStream.ts';
import type { Reporter } from './reporter.ts';
import { LEVELS, sarifRules } from './sarifRules.ts';
import { fileUri } from './uris.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** SARIF 2.1.0: results with their rules, fixes and fingerprints. Columns are UTF-16 units. */
export function createSarifReporter(rules: Iterable<Rule>, version: string): Reporter {
  const descriptors = sarifRules(rules);
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const unread: Notification[] = [];
  const stream = createJsonStream((results) => sarifLog(version, descriptors, results as Result[], unread));
  return {
    add(file) {
      if (file.error !== undefined) unread.push(unreadNotification(file.path, file.error));
      return resultsOf(file, indexes).map(stream.add).join('');
    },
    end: stream.end,
  };
}

/** The whole of a log, its parts in the order that every log of ours has. */
export function sarifLog(
  version: string,
  rules: ReportingDescriptor[],
  results: Result[],
  unread: Notification[],
): Log {
  const run: Run = {
    tool: { driver: { name: 'Caveat', version, semanticVersion: version, rules } },
    columnKind: 'utf16CodeUnits',
    results,
    invocations: [{ executionSuccessful: unread.length === 0, toolExecutionNotifications: unread }],
  };
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] };
}

function resultsOf({ path, findings }: CheckedFile, indexes: ReadonlyMap<string, number>): Result[] {
  const names = fingerprints(findings);
  const uri = fileUri(path);
  return findings.map((finding, at): Result => {
    const { rule, severity, message, range, text, concept, related } = finding;
    const ruleIndex = indexes.get(rule);
    const location = locationAt(uri, range);
    const fixes = fixesOf(finding, uri);
    return {
      ruleId: rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: LEVELS[severity],
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            ...location.physicalLocation,
            region: { ...regionOf(range), snippet: { text } },
          },
        },
      ],
      ...(related.length > 0
        ? { relatedLocations: related.map((place, index) => ({ id: index + 1, ...locationAt(uri, place) })) }
        : {}),
      partialFingerprints: { 'caveat/v1': names[at] as string },
      ...(fixes.length > 0 ? { fixes } : {}),
      properties: { severity, ...(concept === null ? {} : { concept }) },
    };
  });
}

function fixesOf({ fixes }: JsonFinding, uri: string): NonNullable<Result['fixes']> {
  return fixes
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: { uri },
          replacements: edits.map(({ range, text }) => ({
            deletedRegion: regionOf(range),
            ...(text === '' ? {} : { insertedContent: { text } }),
          })),
        },
      ],
    }));
}

function unreadNotification(path: string, error: string): Notification {
  return {
    level: 'error',
    message: { text: error },
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(path) } } }],
  };
}

function locationAt(uri: string, range: JsonRange): Location {
  return { physicalLocation: { artifactLocation: { uri }, region: regionOf(range) } };
}

function regionOf({ start, end }: JsonRange): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
