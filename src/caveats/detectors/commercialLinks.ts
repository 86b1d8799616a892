import type { Mention } from '../../glossary/occurrences.ts';
import type { Detected, DraftDetector } from '../detectors.ts';
import { type Draft, sectionOfBlock } from '../draft.ts';
import { within } from '../ordered.ts';
import { type Passage, passagesOf } from '../passages.ts';
import type { ReadBlock, TokenRange } from '../reading.ts';
import type { Rule } from '../rule.ts';
import { type Part, type Statement, statementsIn } from '../statements.ts';

/**
 * Links to a shop or with a partner's mark in a section that speaks of something one can buy. The rule's lists say which: `hosts` ("shop." is any whose name begins so), `pieces` of the address
 * behind the host (a query key ends in "="), and the `classes` of what can be bought; beside the link a cue of `cues` will do.
 */
export const commercialLinks: DraftDetector = function* ({ draft, rule }) {
  const known = memoryOf(rule);
  const found: Detected[] = [];
  for (const passage of passagesOf(draft)) {
    let offers = known.offers.get(passage);
    if (!offers) {
      offers = offersIn(passage, rule);
      known.offers.set(passage, offers);
      yield;
    }
    for (const { statement, part, link, mention } of offers) {
      const concept = mention?.concept.id ?? conceptAround(draft, part.read, rule);
      if (concept === undefined && !isOffered(part, rule)) continue;
      const before = known.detected.get(statement);
      if (before && before.concepts[0] === concept) {
        found.push(before);
        continue;
      }
      const concepts = concept === undefined ? [] : [concept];
      const detected = { statement, part, focus: tiesBeside(union(link.tokens, mention), part), concepts };
      known.detected.set(statement, detected);
      found.push(detected);
    }
  }
  return found;
};

/** A statement with a commercial link, and what it names that can be bought. */
interface Offer {
  readonly statement: Statement;
  readonly part: Part;
  readonly link: Link;
  readonly mention: Mention | undefined;
}

interface Memory {
  readonly offers: WeakMap<Passage, readonly Offer[]>;
  readonly detected: WeakMap<Statement, Detected>;
  /** What passages name first that can be bought. */
  readonly named: WeakMap<Passage, { readonly concept: string | undefined }>;
}

const memories = new WeakMap<Rule, Memory>();

function memoryOf(rule: Rule): Memory {
  const known = memories.get(rule) ?? { offers: new WeakMap(), detected: new WeakMap(), named: new WeakMap() };
  memories.set(rule, known);
  return known;
}

function offersIn(passage: Passage, rule: Rule): readonly Offer[] {
  const { hosts = [], pieces = [], classes = [] } = rule.detector?.lists ?? {};
  return statementsIn(passage).single.flatMap((statement): readonly Offer[] => {
    for (const part of statement.own) {
      const link = linksIn(part).find(({ target }) => isCommercial(target, hosts, pieces));
      if (link) return [{ statement, part, link, mention: mentionsOf(part, classes)[0] }];
    }
    return [];
  });
}

/** A link with the codes and offers that stand in the same sentence: they are one tie. */
function tiesBeside(focus: TokenRange, { read, range }: Part): TokenRange {
  return within(read.cues, range)
    .filter(({ set }) => set === 'commercial-tie')
    .reduce(union, focus);
}

interface Link {
  readonly tokens: TokenRange;
  readonly target: string;
}

function linksIn({ read, range }: Part): readonly Link[] {
  const { start, end } = read.tokens;
  return read.block.inlines.flatMap(({ kind, prose, value }) => {
    if (kind !== 'link' || value === undefined) return [];
    let first = range.first;
    while (first < range.end && (start[first] as number) < prose.start) first++;
    let last = first;
    while (last < range.end && (end[last] as number) <= prose.end) last++;
    return last > first ? [{ tokens: { first, end: last }, target: value }] : [];
  });
}

const WEB = /^(?:https?:)?\/\/(?:www\.)?([^/?#:]+)[^/?#]*(.*)$/i;

function isCommercial(target: string, hosts: readonly string[], pieces: readonly string[]): boolean {
  const [, host = '', rest = ''] = WEB.exec(target.toLowerCase()) ?? [];
  if (hosts.some((one) => (one.endsWith('.') ? host.startsWith(one) : host === one || host.endsWith(`.${one}`))))
    return true;
  return pieces.some((piece) =>
    piece.endsWith('=') ? rest.includes(`?${piece}`) || rest.includes(`&${piece}`) : rest.includes(piece),
  );
}

function mentionsOf({ read, range }: Part, classes: readonly string[]): readonly Mention[] {
  return within(read.mentions, range).filter(({ concept }) => concept.classes.some((name) => classes.includes(name)));
}

/** Whether the block of a part speaks of something to buy that is no concept. */
function isOffered({ read }: Part, rule: Rule): boolean {
  const { cues = [] } = rule.detector?.lists ?? {};
  return read.cues.some(({ set }) => cues.includes(set));
}

/** The first thing named in the section of a block that can be bought. */
function conceptAround(draft: Draft, read: ReadBlock, rule: Rule): string | undefined {
  const passages = passagesOf(draft);
  const { sections } = draft.document;
  const section = sectionOfBlock(draft, read.index);
  for (let number = section.index; number < sections.length; number++) {
    if (number > section.index && (sections[number]?.first ?? 0) >= section.end) break;
    const concept = firstConcept(passages[number] as Passage, rule);
    if (concept !== undefined) return concept;
  }
  return undefined;
}

function firstConcept(passage: Passage, rule: Rule): string | undefined {
  const { named } = memoryOf(rule);
  const known = named.get(passage);
  if (known) return known.concept;
  const { classes = [] } = rule.detector?.lists ?? {};
  let concept: string | undefined;
  for (const read of passage.reads)
    concept ??= mentionsOf({ read, range: { first: 0, end: read.tokens.count } }, classes)[0]?.concept.id;
  named.set(passage, { concept });
  return concept;
}

function union(one: TokenRange, two: TokenRange | undefined): TokenRange {
  return two ? { first: Math.min(one.first, two.first), end: Math.max(one.end, two.end) } : one;
}
