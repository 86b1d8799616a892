import { htmlBlockNames, htmlRawNames } from 'micromark-util-html-tag-name';

/**
 * The kinds of HTML block of CommonMark 0.31 (section 4.6): 1 to 5 run on to their own end mark, 6 and 7 to the next
 * blank line.
 */
export type HtmlKind = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const RAW = new Set(htmlRawNames);
const BLOCK = new Set(htmlBlockNames);
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/y;
const RAW_END = /<\/(?:script|pre|style|textarea)>/i;

/** The kind of HTML block that may begin at a `<`; 7 also where it takes a closer look. */
export function htmlKind(source: string, at: number, end: number): HtmlKind | undefined {
  if (source.startsWith('<!--', at)) return 2;
  if (source.startsWith('<?', at)) return 3;
  if (source.startsWith('<![CDATA[', at)) return 5;
  if (source.startsWith('<!', at)) return /[A-Za-z]/.test(source.charAt(at + 2)) ? 4 : undefined;
  TAG.lastIndex = at;
  const tag = TAG.exec(source);
  if (tag === null) return undefined;
  const name = (tag[2] ?? '').toLowerCase();
  const behind = at + tag[0].length;
  const next = behind >= end ? '' : source.charAt(behind);
  if (next !== '' && next !== ' ' && next !== '\t' && next !== '>') {
    return next === '/' && source.charAt(behind + 1) === '>' && BLOCK.has(name) ? 6 : 7;
  }
  if (RAW.has(name) && tag[1] === '') return 1;
  return BLOCK.has(name) ? 6 : 7;
}

/** Whether a block of one of the kinds 1 to 5 ends between two places of a line. */
export function endsHtml(kind: HtmlKind, source: string, from: number, end: number): boolean {
  const text = source.slice(from, end);
  switch (kind) {
    case 1:
      return RAW_END.test(text);
    case 2:
      return text.includes('-->');
    case 3:
      return text.includes('?>');
    case 4:
      return text.includes('>');
    default:
      return text.includes(']]>');
  }
}
