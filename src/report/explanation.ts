import type {
  Explanation,
  PieceExplanation,
  RequirementExplanation,
  RuleExplanation,
  WeighingExplanation,
} from '../caveats/explain.ts';
import type { Place } from '../caveats/rule.ts';
import { createLineIndex } from '../markdown/lines.ts';
import type { OffsetRange } from '../phrases/offsetRange.ts';

const STATUS_WORDS = {
  missing: 'flagged: the claim lacks its caveat',
  covered: 'not flagged: the claim has its caveat',
  suppressed: 'not flagged: suppressed',
  none: 'not flagged: no such claim',
} as const;

const VERDICT_WORDS = {
  counts: 'counts',
  weak: 'too weak: words beside it take the force away',
  partial: 'only for other people or another substance',
  negated: 'denied, or its clause allows instead of warning',
  none: 'no caveat here: quoted, reported, asked, or of something else',
} as const;

/** Explanations as Markdown that also reads well as plain text. `source` is the draft that they were made from. */
export function explanationText(explanations: readonly Explanation[], source: string): string {
  if (explanations.length === 0) return 'No prose stands here, so no rule looks at it.\n';
  const lines = createLineIndex(source);
  const words = (range: OffsetRange): string => quoted(source.slice(range.start, range.end));
  const context = { words, line: (range: OffsetRange) => lines.positionAt(range.start).line };
  return explanations
    .flatMap((one) => statementParts(one, source, context))
    .join('\n\n')
    .concat('\n');
}

function statementParts(
  { statement, forbidden, passedOver, rules }: Explanation,
  source: string,
  context: Context,
): string[] {
  const shown = forbidden ? rules.filter(({ status }) => status !== 'none') : rules;
  return [
    `> ${shortened(source.slice(statement.start, statement.end), 400)}`,
    ...(forbidden ? ['What stands before the list forbids its items, so they claim nothing.'] : []),
    ...shown.map((rule) => ruleText(rule, context)),
    ...passedOver.map((field) => `The rules on ${field} pass this draft over: it names nothing of theirs.`),
    ...(shown.length === 0 && !forbidden && passedOver.length === 0
      ? ['No rule finds a substance, test or act of its own in this sentence.']
      : []),
  ];
}

interface Context {
  words(range: OffsetRange): string;
  line(range: OffsetRange): number;
}

function ruleText(rule: RuleExplanation, context: Context): string {
  const severity = rule.severity ? ` (${rule.severity})` : '';
  const claim = rule.range ? [`- The claim: ${context.words(rule.range)}`] : [];
  const reason = rule.reason ? [`- Reason: ${rule.reason}`] : [];
  return [
    `## ${rule.rule}: ${STATUS_WORDS[rule.status]}${severity}`,
    '',
    rule.title,
    '',
    ...claim,
    ...reason,
    ...rule.pieces.map((piece) => pieceText(piece, context)),
    ...rule.beside.map((id) => `- It goes with what \`${id}\` finds here`),
    ...rule.lacks.map((name) => `- Nothing here is ${nameOf(name)}`),
    ...(rule.apart ? ['- All of it stands here, but too far apart or in another order'] : []),
    ...(rule.weighing ? [weighingText(rule.weighing, context)] : []),
    ...rule.contexts.map(
      ({ name, effect, range }) =>
        `- Context \`${name}\` by ${context.words(range)}: ${effect === 'suppress' ? 'no claim is made here' : 'information only'}`,
    ),
    ...rule.requirements.flatMap((requirement) => requirementLines(requirement, context)),
  ].join('\n');
}

const WEIGHING_WORDS = {
  unlikely: 'so it claims nothing, though a pattern fits',
  likely: 'so it is one, though no pattern fits',
} as const;

function weighingText({ likelihood, verdict, words }: WeighingExplanation, context: Context): string {
  const most = words.length > 0 ? `, most by ${words.map((range) => context.words(range)).join(', ')}` : '';
  return `- By its words the claim is ${Math.round(100 * likelihood)} % likely${most}: ${WEIGHING_WORDS[verdict]}`;
}

function pieceText({ kind, name, range, status, by, excluded, claimed }: PieceExplanation, context: Context): string {
  const what = `${kind === 'cue' ? 'a cue of' : kind === 'name' ? 'this draft’s name for' : 'the concept'} \`${name}\``;
  const how = excluded ? 'quoted or struck out' : `${status}${by ? ` by ${context.words(by)}` : ''}`;
  return `- ${context.words(range)} is ${what}: ${how}${claimed ? '' : ', so it claims nothing'}`;
}

function requirementLines({ asks, within, covered, candidates }: RequirementExplanation, context: Context): string[] {
  const place = within === 'document' ? 'anywhere in the document' : `in the ${placeName(within)}`;
  const wanted = asks.map((name) => (/^[a-z0-9-]+$/.test(name) ? `\`${name}\`` : shortened(name, 60))).join(' or ');
  const head = `- Asks for ${wanted} ${place}: ${covered ? 'stands' : 'lacking'}`;
  if (candidates.length === 0) return [`${head}; nothing in the draft comes near it`];
  return [
    head,
    ...candidates.map(
      (one) =>
        `  - line ${context.line(one.range)}, ${placeName(one.place)}, ${context.words(one.range)}: ${VERDICT_WORDS[one.verdict]}${likelyText(one.likelihood)}${one.by ? ` (by ${context.words(one.by)})` : ''}`,
    ),
  ];
}

function likelyText(likelihood: number | undefined): string {
  return likelihood === undefined ? '' : `, by its words ${Math.round(100 * likelihood)} % likely the caveat`;
}

function placeName(place: Place): string {
  if (place === 'document') return 'elsewhere in the document';
  return place === 'before' ? 'paragraph before' : `same ${place}`;
}

function nameOf(name: string): string {
  if (!name.includes('class:')) return `a cue of \`${name}\``;
  return `of the class ${name
    .replaceAll('class:', '')
    .split(' or ')
    .map((one) => `\`${one}\``)
    .join(' or ')}`;
}

function quoted(text: string): string {
  return `“${shortened(text, 120)}”`;
}

function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
