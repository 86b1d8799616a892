import type { MarkdownDocument } from './document.ts';
import { lineEnd, nextLine } from './lineStart.ts';

/** Front matter at the start of a text. */
export interface FrontMatter {
  /** Where the text behind the closing fence begins. */
  readonly end: number;
  /** Undefined where it is not YAML. */
  readonly yaml: MarkdownDocument['frontMatter'];
}

const FENCE = /^(?:---|\+\+\+)[ \t]*$/;

/** The front matter of a text; an opening fence without a closing one opens nothing. */
export function readFrontMatter(source: string): FrontMatter | undefined {
  const mark = source.slice(0, 3);
  if (mark !== '---' && mark !== '+++') return undefined;
  const opening = lineEnd(source, 0);
  if (!FENCE.test(source.slice(0, opening)) || opening === source.length) return undefined;
  const start = nextLine(source, opening);
  let last = start;
  for (let at = start; at < source.length; at = nextLine(source, lineEnd(source, at))) {
    const end = lineEnd(source, at);
    if (source.startsWith(mark, at) && FENCE.test(source.slice(at, end))) {
      // The parser reads this character so.
      const value = source.slice(start, last).replaceAll('\0', '\uFFFD');
      const yaml = mark === '---' ? { value, range: { start, end: last } } : undefined;
      return { end: nextLine(source, end), yaml };
    }
    last = end;
    if (end === source.length) break;
  }
  return undefined;
}
