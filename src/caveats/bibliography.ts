/** A work as running text names it: authors with a year, a year with volume and pages, an identifier. */
export const NAMED_WORK =
  /\((?:see |e\.g\.,? |cf\. )?\p{Lu}[\p{L}’'-]+(?:,? (?:et al\.?|and|&) ?(?:\p{Lu}[\p{L}’'-]+)?)?[, ]+(?:19|20)\d\d[a-z]?[^)]*\)|\p{Lu}[\p{L}’'-]+ (?:et al\.?|(?:and|&) \p{Lu}[\p{L}’'-]+),? \((?:19|20)\d\d[a-z]?\)|\b(?:PMID|PMCID|doi|DOI|NCT)[:\s]*\d|\bPMC\d{4,}|\b(?:refs?\.?|references?) ?\d{1,3}\b|\b10\.\d{4,9}\/|\b(?:19|20)\d\d;\s?\d{1,4}(?:\s?\([^()]{1,12}\))?:\s?\p{L}?\d|\p{Lu}[\p{L}’'-]+ et al\.?,? (?:19|20)\d\d\b|\bpubmed\.ncbi\.nlm\.nih\.gov\/\d/u;

/** How the entry of a reference list begins, "Shaw K, Turner J", and what it holds: a year with a volume, or an identifier. */
const AUTHORS = /^\s*\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)? \p{Lu}{1,3}(?:[,.;]| and | et al)/u;
const LOCATOR = /\b(?:19|20)\d\d\b[^.]{0,12}[;:] ?[(\d]|\bdoi\b|\b10\.\d{4,9}\/|\bPMID\b/iu;

/** Whether a text is nothing but a reference to somebody's work. */
export function isReference(text: string): boolean {
  return AUTHORS.test(text) && LOCATOR.test(text);
}
