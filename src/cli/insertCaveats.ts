import type { Analysis, Edit, Finding, Severity } from '../analysis/analysis.ts';
import { atLeast } from '../report/summary.ts';

/**
 * Inserts the best standard caveat for each finding at or above a severity, and never changes or removes anything. It goes by
 * rule and concept, in the order in which they first appear: such findings stand in different sections and need a caveat each.
 * After every step the text is analysed anew, so that a caveat that serves two claims is inserted once. A step that does not
 * make its findings go away is taken back. Doing it again to the result changes nothing.
 */
export function insertCaveats(
  source: string,
  analyze: (text: string) => Analysis,
  lowest: Severity,
): { readonly text: string; readonly analysis: Analysis; readonly inserted: number } {
  let text = source;
  let analysis = analyze(text);
  let inserted = 0;
  const vain = new Set<string>();
  for (;;) {
    const step = nextStep(analysis.findings, lowest, vain);
    if (!step) return { text, analysis, inserted };
    const candidate = applied(text, step.edits);
    const after = analyze(candidate);
    if (countOf(after, lowest) <= countOf(analysis, lowest) - step.size) {
      text = candidate;
      analysis = after;
      inserted += step.size;
    } else vain.add(step.name);
  }
}

/** Findings below the severity are not counted: an abbreviation that a caveat defines may make others ask for their definition. */
function countOf({ findings }: Analysis, lowest: Severity): number {
  return findings.filter(({ severity }) => atLeast(severity, lowest)).length;
}

/** Whether a caveat can be inserted for a finding, and is asked for. */
export function isMendable(finding: Finding, lowest: Severity): boolean {
  return atLeast(finding.severity, lowest) && insertionsOf(finding) !== undefined;
}

interface Step {
  readonly name: string;
  /** How many findings it should do away with. */
  readonly size: number;
  readonly edits: readonly Edit[];
}

/** All findings of one rule and concept; once that was in vain, or where there is no concept, one finding. */
function nextStep(findings: readonly Finding[], lowest: Severity, vain: ReadonlySet<string>): Step | undefined {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!isMendable(finding, lowest)) continue;
    const name = JSON.stringify([finding.rule, finding.concept ?? null]);
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  for (const [name, group] of groups) {
    const whole = stepFor(name, group);
    if (group[0]?.concept !== undefined && whole && !vain.has(name)) return whole;
    for (const [index, finding] of group.entries()) {
      // Counted from the end: what was inserted for an earlier one does not rename the later ones.
      const single = stepFor(`${name} ${group.length - index}`, [finding]);
      if (single && !vain.has(single.name)) return single;
    }
  }
  return undefined;
}

/** Undefined where two of the findings would insert at one place. */
function stepFor(name: string, group: readonly Finding[]): Step | undefined {
  const edits = group.flatMap((finding) => insertionsOf(finding) ?? []).sort((a, b) => a.range.start - b.range.start);
  const places = new Set(edits.map(({ range }) => range.start));
  return places.size === edits.length ? { name, size: group.length, edits } : undefined;
}

/** The edits of the best fix that only inserts. */
function insertionsOf({ fixes }: Finding): readonly Edit[] | undefined {
  return fixes.find(({ edits }) => edits.length > 0 && edits.every(({ range }) => range.start === range.end))?.edits;
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += text.slice(from, edit.range.start) + edit.text;
    from = edit.range.start;
  }
  return result + text.slice(from);
}
