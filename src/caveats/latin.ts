/**
 * The letters of Latin script and Greek (for the sign of micro), to stand between brackets in a pattern. English is written with no others, and patterns
 * with all the letters there are (`\p{L}`) take an engine a millisecond or more each before they are used for the first time.
 */
export const LATIN = String.raw`A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff`;

/** Their capitals, with the small letters that stand between them in the code table from Ā on. */
export const CAPITAL = String.raw`A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f`;
