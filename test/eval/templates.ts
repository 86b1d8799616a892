import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { OffsetRange } from '../../src/phrases/offsetRange.ts';
import type { LabelledText } from './labelled.ts';

/** Plain wordings of a rule as patterns: `{one|another}` is one of several, `@name` one of a slot's. */
interface TemplateRecord {
  /** They make the rule's claim and have no caveat. */
  readonly missing?: readonly string[];
  /** They make no claim of the rule. */
  readonly none?: readonly string[];
  /** Clauses that make the claim as they stand, and none where somebody else says so, or it is denied. */
  readonly clauses?: readonly string[];
}

const FOLDER = join(import.meta.dirname, 'templates');
/** So many texts are made of a template, or as many as it gives. */
const TEXTS = 24;
/** What of a clause makes no claim. */
const NOT_CLAIMED = [
  'It is a myth that @clause.',
  'There is {no|little} evidence that @clause.',
  '{Some websites|A few sellers|Many adverts} claim that @clause.',
  'Nobody has shown that @clause.',
  'It is not true that @clause.',
  '{Do not write|Never say} that @clause.',
  'We no longer believe that @clause.',
];

/** The texts that the templates of all rules give; always the same. */
export function templateTexts(): readonly LabelledText[] {
  const slots = parse(readFileSync(join(FOLDER, 'slots.yaml'), 'utf8')) as Readonly<Record<string, string>>;
  return readdirSync(FOLDER)
    .filter((name) => name !== 'slots.yaml')
    .sort()
    .flatMap((name) => {
      const rule = name.replace('.yaml', '');
      const {
        missing = [],
        none = [],
        clauses = [],
      } = parse(readFileSync(join(FOLDER, name), 'utf8')) as TemplateRecord;
      const told = clauses.flatMap((clause) => NOT_CLAIMED.map((frame) => frame.replace('@clause', clause)));
      const textsOf = (templates: readonly string[], isClaim: boolean): readonly LabelledText[] =>
        templates.flatMap((template) =>
          variantsOf(template, slots).map((text) => ({
            set: 'templates',
            text,
            labels: [{ rule, status: isClaim ? 'claim' : 'none', range: isClaim ? answerIn(text) : undefined }],
            only: rule,
            profiles: undefined,
          })),
        );
      return [
        ...textsOf([...missing, ...clauses.map((clause) => `${clause}.`)], true),
        ...textsOf([...none, ...told], false),
      ];
    });
}

/** What stands behind a question: that makes the claim. */
function answerIn(text: string): OffsetRange | undefined {
  const end = text.lastIndexOf('? ');
  return end < 0 ? undefined : { start: end + 2, end: text.length };
}

/** Some of the texts that a template gives, at most so many, by chance that is always the same: they begin with a capital. */
export function variantsOf(template: string, slots: Readonly<Record<string, string>>): readonly string[] {
  const chance = generator(template.length);
  const found = new Set<string>();
  for (let tries = 0; tries < 3 * TEXTS && found.size < TEXTS; tries++) found.add(variantOf(template, slots, chance));
  return [...found];
}

function variantOf(template: string, slots: Readonly<Record<string, string>>, chance: () => number): string {
  let text = template;
  for (let before = ''; text !== before; ) {
    before = text;
    text = text
      .replace(/@([a-z-]+)/g, (_, name: string) => `{${slots[name]}}`)
      .replace(/\{([^{}]*)\}/g, (_, choices: string) => {
        const all = choices.split('|');
        return all[Math.floor(chance() * all.length)] as string;
      });
  }
  const spaced = text.replace(/ {2,}/g, ' ').replace(/ +([,?]|\.(?!\d)|$)/gm, '$1');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Numbers from 0 to 1 that look like chance. */
function generator(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
