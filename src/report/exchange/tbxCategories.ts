import type { TermRecord } from '../../glossary/loadGlossary.ts';
import { alternativesOf, NotationError } from '../../phrases/notation.ts';
import { CONTEXT_LABELS, PHRASE_LABEL, statusFrom } from './tbxNames.ts';
import { phraseOf } from './terms.ts';
import { type Element, elementsOf, textOf } from './xml.ts';

/** One data category, whichever style it was written in. */
export interface Category {
  /** `definition`, `subjectField`, `note` … */
  readonly type: string;
  readonly text: string;
  readonly target: string;
}

/** The data categories of a level, those in groups too; elements that are levels of their own are passed over. */
export function categoriesOf(level: Element, levels: ReadonlySet<string>): readonly Category[] {
  return elementsOf(level).flatMap((element) => {
    const name = element.localName ?? '';
    if (levels.has(name) || name === 'term') return [];
    // When and by whom something was entered comes as one thing.
    if (name === 'transacGrp') return [{ type: 'transacGrp', text: textOf(element), target: '' }];
    if (name.endsWith('Grp')) return categoriesOf(element, levels);
    return [
      {
        type: element.getAttribute('type') || name,
        text: textOf(element),
        target: element.getAttribute('target') ?? '',
      },
    ];
  });
}

/** A term section as a term; undefined when it has no term. */
export function readTerm(section: Element, tell: (key: string, message: string) => void): TermRecord | undefined {
  const plain = elementsOf(section).find(({ localName }) => localName === 'term');
  const words = plain ? textOf(plain) : '';
  if (words === '') {
    tell('term', 'is empty; left out');
    return undefined;
  }
  const contexts = new Map<string, string[]>();
  let phrase = phraseOf(words);
  let status: TermRecord['status'];
  let abbreviation = false;
  for (const { type, text } of categoriesOf(section, new Set())) {
    if (type === 'administrativeStatus') {
      const superseded = text.startsWith('supersededTerm');
      if (superseded) tell(type, 'superseded terms became deprecated ones');
      status = superseded ? 'deprecated' : statusFrom(text);
      if (!status) tell(type, `"${text}" is unknown; left out`);
    } else if (type === 'termType') {
      abbreviation = text === 'abbreviation' || text === 'acronym' || text === 'initialism';
      if (!abbreviation && text !== 'fullForm')
        tell(type, `a glossary tells abbreviations only; "${text}" was left out`);
    } else if (type === 'note') {
      const context = CONTEXT_LABELS.find(([, label]) => text.startsWith(label));
      if (text.startsWith(PHRASE_LABEL) && isPhrase(text.slice(PHRASE_LABEL.length)))
        phrase = text.slice(PHRASE_LABEL.length);
      else if (context) contexts.set(context[0], [...(contexts.get(context[0]) ?? []), text.slice(context[1].length)]);
      else tell(`${type} of a term`, 'a glossary has no notes; left out');
    } else tell(`${type} of a term`, 'a glossary has no place for it; left out');
  }
  return { term: phrase, abbreviation, ...(status ? { status } : {}), ...Object.fromEntries(contexts) };
}

function isPhrase(text: string): boolean {
  try {
    return alternativesOf(text).length === 1;
  } catch (error) {
    if (error instanceof NotationError) return false;
    throw error;
  }
}
