import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, Severity } from '../analysis/analysis.ts';
import { rulePageUri } from '../protocol.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { DraftView } from './drafts.ts';

export const SOURCE = 'caveat';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: ReadonlyMap<string, DiagnosticTag> = new Map([
  ['deprecated-term', DiagnosticTag.Deprecated],
  ['unused-suppression', DiagnosticTag.Unnecessary],
]);

/** A draft's findings as LSP diagnostics, as far as the client can show them. */
export function toDiagnostics(draft: DraftView, client: ClientFeatures): Diagnostic[] {
  return draft.analysis.findings.map((finding) => toDiagnostic(draft, finding, client));
}

function toDiagnostic(
  { uri, version, ranges, project }: DraftView,
  finding: Finding,
  client: ClientFeatures,
): Diagnostic {
  const tag = TAGS.get(finding.rule);
  const hasPage = client.codeDescription && project.data.rules.has(finding.rule);
  return {
    range: ranges.toRange(finding.range),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    ...(hasPage ? { codeDescription: { href: rulePageUri(finding.rule) } } : {}),
    source: SOURCE,
    message: finding.message,
    ...(tag !== undefined && client.tags.includes(tag) ? { tags: [tag] } : {}),
    ...(client.relatedInformation && finding.related.length > 0
      ? {
          relatedInformation: finding.related.map((range) => ({
            location: { uri, range: ranges.toRange(range) },
            message: 'Also here',
          })),
        }
      : {}),
    data: { version },
  };
}
