/**
 * The letters of Latin script and Greek (for the sign of micro), to stand between brackets in a pattern. English words have no others, and patterns
 * with all the letters there are (`\p{L}`) take an engine a millisecond or more each before they are used for the first time.
 */
export const LATIN = String.raw`A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0370-\u03ff`;

/** The letters of names, in Latin, Greek and Cyrillic. */
export const NAME_LETTERS = String.raw`${LATIN}\u0400-\u052f`;

/** Their capitals, with the small letters that stand between those in the code tables. */
export const CAPITALS = String.raw`A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u1e00-\u1eff\u0386-\u03ab\u0400-\u042f`;
