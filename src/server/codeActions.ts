import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { Edit, Finding } from '../analysis/analysis.ts';
import { insertingFix } from '../caveats/finding.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { SOURCE } from './diagnostics.ts';
import type { Draft } from './drafts.ts';
import { toWorkspaceEdit } from './edits.ts';
import { suppressionEdit } from './suppression.ts';

/** Quick fixes for the findings in a range: the standard caveats, best first, then all of a place and of a rule, then suppressing with a reason. */
export function codeActions(
  draft: Draft,
  range: Range,
  context: CodeActionContext,
  client: ClientFeatures,
): CodeAction[] {
  if (context.only && !context.only.some(allowsQuickFix)) return [];
  const asked = { start: draft.ranges.offsetAt(range.start), end: draft.ranges.offsetAt(range.end) };
  const findings = draft.analysis.findings
    .filter((finding) => [finding.range, ...finding.related].some((own) => touches(own, asked)))
    .sort((one, two) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(two.severity));
  const fixes = findings.flatMap((finding) => fixActions(draft, finding, context, client));
  return [
    ...fixes,
    ...fixHereActions(draft, findings, context, client),
    ...fixAllActions(draft, findings, client),
    ...findings.flatMap((finding) => suppressActions(draft, finding, context, client)),
  ];
}

/** For each rule of the findings that reports more than one place: the standard caveat at all of them. */
function fixAllActions(draft: Draft, findings: readonly Finding[], client: ClientFeatures): CodeAction[] {
  return [...new Set(findings.map(({ rule }) => rule))].flatMap((rule) => {
    const all = draft.analysis.findings.filter((finding) => finding.rule === rule);
    const edits = all.flatMap((finding) => insertingFix(finding)?.edits ?? []);
    if (all.length < 2 || edits.length === 0) return [];
    return [manyAction(`Fix all of "${rule}" in this draft`, draft, edits, client)];
  });
}

/** Where a place lacks the caveats of several rules: all of them at once. */
function fixHereActions(
  draft: Draft,
  findings: readonly Finding[],
  context: CodeActionContext,
  client: ClientFeatures,
): CodeAction[] {
  const fixed = findings.filter((finding) => insertingFix(finding));
  if (fixed.length < 2) return [];
  const edits = fixed.flatMap((finding) => insertingFix(finding)?.edits ?? []);
  const action = manyAction(`Add all ${fixed.length} missing caveats here`, draft, edits, client);
  // With their diagnostics it stands among the fixes; editors show what has none last.
  const diagnostics = fixed.flatMap((finding) => diagnosticsOf(draft, finding, context).diagnostics ?? []);
  return [diagnostics.length > 0 ? { ...action, diagnostics } : action];
}

function manyAction(title: string, draft: Draft, edits: readonly Edit[], client: ClientFeatures): CodeAction {
  // Tab stops in many places at once would lead nowhere.
  const plain = edits.map(({ range, text }) => ({ range, text }));
  return { title, kind: CodeActionKind.QuickFix, edit: toWorkspaceEdit(draft, plain, client) };
}

/** The gravest first, so that its fix is the first in the menu. */
const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'information', 'hint'];

function allowsQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix;
}

function touches(one: OffsetRange, two: OffsetRange): boolean {
  return one.start <= two.end && two.start <= one.end;
}

function fixActions(draft: Draft, finding: Finding, context: CodeActionContext, client: ClientFeatures): CodeAction[] {
  return finding.fixes.map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    ...diagnosticsOf(draft, finding, context),
    ...(finding.fixes.length === 1 ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(draft, edits, client),
  }));
}

function suppressActions(
  draft: Draft,
  finding: Finding,
  context: CodeActionContext,
  client: ClientFeatures,
): CodeAction[] {
  if (!draft.project.data.rules.has(finding.rule)) return [];
  return [
    {
      title: `Suppress "${finding.rule}" here with a reason`,
      kind: CodeActionKind.QuickFix,
      ...diagnosticsOf(draft, finding, context),
      edit: toWorkspaceEdit(draft, [suppressionEdit(draft.ranges.source, finding)], client),
    },
  ];
}

/** The diagnostics that the client holds for a finding; one of another version is no more the same. */
function diagnosticsOf(
  { ranges, version }: Draft,
  finding: Finding,
  { diagnostics }: CodeActionContext,
): { diagnostics?: Diagnostic[] } {
  const range = JSON.stringify(flat(ranges.toRange(finding.range)));
  const own = diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === SOURCE &&
      diagnostic.code === finding.rule &&
      (diagnostic.data === undefined || (diagnostic.data as { version?: unknown }).version === version) &&
      JSON.stringify(flat(diagnostic.range)) === range,
  );
  return own.length > 0 ? { diagnostics: own } : {};
}

function flat({ start, end }: Range): readonly number[] {
  return [start.line, start.character, end.line, end.character];
}
