import { CAPITALS, LATIN, NAME_LETTERS } from './latin.ts';

const NAME = `[${CAPITALS}][${NAME_LETTERS}’'-]+`;

/** A work as running text names it: authors with a year, a year with volume and pages, an identifier. */
export const NAMED_WORK = new RegExp(
  String.raw`\((?:see |e\.g\.,? |cf\. )?${NAME}(?:,? (?:et al\.?|and|&) ?(?:${NAME})?)?[, ]+(?:19|20)\d\d[a-z]?[^)]*\)|${NAME} (?:et al\.?|(?:and|&) ${NAME}),? \((?:19|20)\d\d[a-z]?\)|\b(?:PMID|PMCID|doi|DOI|NCT)[:\s]*\d|\bPMC\d{4,}|\b(?:refs?\.?|references?) ?\d{1,3}\b|\b10\.\d{4,9}/|\b(?:19|20)\d\d;\s?\d{1,4}(?:\s?\([^()]{1,12}\))?:\s?[${LATIN}]?\d|${NAME} et al\.?,? (?:19|20)\d\d\b|\bpubmed\.ncbi\.nlm\.nih\.gov/\d`,
);

/** How the entry of a reference list begins, "Shaw K, Turner J", and what it holds: a year with a volume, or an identifier. */
const AUTHORS = new RegExp(String.raw`^\s*${NAME}(?: ${NAME})? [${CAPITALS}]{1,3}(?:[,.;]| and | et al)`);
const LOCATOR = /\b(?:19|20)\d\d\b[^.]{0,12}[;:] ?[(\d]|\bdoi\b|\b10\.\d{4,9}\/|\bPMID\b/i;

/** Whether a text is nothing but a reference to somebody's work. */
export function isReference(text: string): boolean {
  return AUTHORS.test(text) && LOCATOR.test(text);
}
