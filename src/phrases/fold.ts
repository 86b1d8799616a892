/** Code points that stand inside a word without being seen: soft hyphen, zero-width characters, byte order mark. */
export function isIgnorable(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff;
}

/** Straight and curly apostrophes, the modifier letter and the prime, which writers use for one another. */
export function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2018 || code === 0x2bc || code === 0x2032;
}

/** Hyphens and dashes that join words when no space stands beside them; the em dash parts clauses instead. */
export function isHyphen(code: number): boolean {
  return code === 0x2d || (code >= 0x2010 && code <= 0x2013) || code === 0x2212 || code === 0xfe63 || code === 0xff0d;
}

const IGNORABLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** What has one form only. */
const ASCII = /^[\0-\x7f]*$/;
const APOSTROPHES = /[\u2018\u2019\u02BC\u2032]/g;

/** A word as it is compared when its case matters: compatibility forms unified, unseen characters gone. */
export function foldForms(word: string): string {
  return ASCII.test(word) ? word : word.replace(IGNORABLE, '').replace(APOSTROPHES, "'").normalize('NFKC');
}

/** A word as it is compared: as `foldForms`, in lower case. */
export function foldWord(word: string): string {
  return ASCII.test(word) ? word.toLowerCase() : foldForms(word).toLowerCase().normalize('NFKC');
}
