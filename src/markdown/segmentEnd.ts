import { endsHtml, type HtmlKind, htmlKind } from './htmlStart.ts';
import {
  columns,
  isAtxHeading,
  isClosingFence,
  isThematicBreak,
  lineEnd,
  listMarker,
  nextLine,
  openingFence,
  skipBlanks,
} from './lineStart.ts';

/**
 * What may be open at the root of the document and swallow a line that begins at the first column. Everything that is
 * open inside a container ends before such a line, save a paragraph, which a blank line ends.
 */
type State =
  | { readonly kind: 'root' }
  /** A list item; what stands at its content column or behind is inside. `fresh` when nothing follows its marker yet. */
  | { readonly kind: 'item'; readonly content: number; readonly fresh: boolean }
  | { readonly kind: 'fence'; readonly mark: number; readonly length: number }
  | { readonly kind: 'html'; readonly html: HtmlKind };

const LESS_THAN = 60;
const ROOT: State = { kind: 'root' };
/** With more possible states than this nothing is cut any more. */
const MOST_STATES = 6;

/** A stretch of source that parses alone as it does in its document. */
export interface Cut {
  readonly end: number;
  /** Nothing but code, or HTML that runs to its own end mark: the text needs no parser. */
  readonly raw: 'code' | 'html' | undefined;
}

/**
 * Where the segment that begins at `start` ends: at the next line before which nothing can be open, whatever the lines
 * between mean. Wherever one line can be read in two ways both are followed, and a cut needs the consent of all, so that
 * an undecided place costs speed and never changes a result. The end depends on the text behind `start` alone.
 */
export function segmentEnd(source: string, start: number): Cut {
  let states: readonly State[] = [ROOT];
  let raw: Cut['raw'];
  let isAfterBlank = true;
  /** The last line was a heading or closing fence at the root, behind which nothing is open. */
  let isAfterEnd = false;
  let holdsList = false;
  /** After indented code the parser takes some lines for the text of a paragraph, even behind a blank line. */
  let lastLine = { at: start, end: start };
  for (let at = start; at < source.length; ) {
    const end = lineEnd(source, at);
    const next = nextLine(source, end);
    const text = skipBlanks(source, at, end);
    if (text === end) {
      states = unique(states.flatMap(afterBlank));
      isAfterBlank = true;
      isAfterEnd = false;
      at = next;
      continue;
    }
    const indent = columns(source, at, text);
    const marker =
      indent < 4 && !isThematicBreak(source, text, end) ? listMarker(source, text, end, indent) : undefined;
    if (at > start && text === at && source.charCodeAt(at) !== 0xfeff && states.every(isOpenToCuts)) {
      const follows = isAfterBlank && !(/[*+\-0-9>[]/.test(source.charAt(at)) && holdsIndentation(source, lastLine));
      const begins = isAtxHeading(source, at, end) || openingFence(source, at, end) > 0;
      if ((follows || isAfterEnd || begins) && !(marker && holdsList)) return { end: at, raw };
    }
    const line: Line = {
      source,
      at,
      text,
      end,
      indent,
      marker,
      mayBeText: !isAfterBlank || holdsIndentation(source, lastLine),
    };
    if (at > start && !(states.length === 1 && states.every(isRaw))) raw = undefined;
    isAfterEnd = states.every((state) => endsAtRoot(state, line));
    states = unique(states.flatMap((state) => after(state, line)));
    if (at === start && text === at) raw = rawOf(states, line);
    if (states.length > MOST_STATES) return { end: source.length, raw: undefined };
    holdsList ||= marker !== undefined;
    isAfterBlank = false;
    lastLine = { at, end };
    at = next;
  }
  return { end: source.length, raw };
}

/** Whether a line may be indented code of some container: whether a tab or four spaces stand anywhere in it. */
function holdsIndentation(source: string, { at, end }: { readonly at: number; readonly end: number }): boolean {
  let spaces = 0;
  for (let i = at; i < end; i += 1) {
    const code = source.charCodeAt(i);
    spaces = code === 32 ? spaces + 1 : 0;
    if (spaces === 4 || code === 9) return true;
  }
  return false;
}

interface Line {
  readonly source: string;
  readonly at: number;
  /** Behind the indentation, which takes `indent` columns. */
  readonly text: number;
  readonly end: number;
  readonly indent: number;
  readonly marker: ReturnType<typeof listMarker>;
  /** A paragraph may be open that the line continues. */
  readonly mayBeText: boolean;
}

function isOpenToCuts({ kind }: State): boolean {
  return kind === 'root' || kind === 'item';
}

/** Whether a state takes each line as it is, up to an end of its own. */
function isRaw(state: State): boolean {
  return state.kind === 'fence' || (state.kind === 'html' && state.html < 6);
}

/** What the first line of a segment opens, where its text needs no parser as far as that goes. */
function rawOf(states: readonly State[], { source, text, end }: Line): Cut['raw'] {
  const [state] = states;
  if (state === undefined || states.length > 1) return undefined;
  if (state.kind === 'fence') return 'code';
  const html = source.charCodeAt(text) === LESS_THAN ? htmlKind(source, text, end) : undefined;
  return html !== undefined && html < 6 ? 'html' : undefined;
}

/** Whether a line is a heading, or closes a fence, and leaves nothing open at the root. */
function endsAtRoot(state: State, { source, text, end, indent }: Line): boolean {
  if (indent > 3) return false;
  if (state.kind === 'fence') return isClosingFence(source, text, end, state.mark, state.length);
  if (state.kind === 'html' || (state.kind === 'item' && indent >= state.content)) return false;
  return isAtxHeading(source, text, end);
}

function afterBlank(state: State): readonly State[] {
  if (state.kind === 'html' && state.html >= 6) return [ROOT];
  // An item may begin with one blank line, but nothing that follows belongs to it then.
  if (state.kind === 'item' && state.fresh) return [{ ...state, fresh: false }, ROOT];
  return [state];
}

/** The states that a line which is not blank may lead to. */
function after(state: State, line: Line): readonly State[] {
  const { source, at, text, end, indent } = line;
  switch (state.kind) {
    case 'fence':
      return indent < 4 && isClosingFence(source, text, end, state.mark, state.length) ? [ROOT] : [state];
    case 'html':
      return state.html < 6 && endsHtml(state.html, source, at, end) ? afterHtml(state) : [state];
    case 'item':
      if (indent >= state.content) return [state.fresh ? { ...state, fresh: false } : state];
      return atRoot(line, line.mayBeText ? [{ ...state, fresh: false }, ROOT] : [ROOT]);
    default:
      return atRoot(line, [ROOT]);
  }
}

/** What a line leads to that no container takes; `asText` if it continues a paragraph or begins one. */
function atRoot(line: Line, asText: readonly State[]): readonly State[] {
  const { source, text, end, indent, marker, mayBeText } = line;
  if (indent > 3) return asText;
  const fence = openingFence(source, text, end);
  if (fence > 0) return [{ kind: 'fence', mark: source.charCodeAt(text), length: fence }];
  if (isThematicBreak(source, text, end) || isAtxHeading(source, text, end)) return [ROOT];
  if (marker !== undefined) {
    const item: State = { kind: 'item', content: marker.content, fresh: marker.isEmpty };
    return marker.isWeak && mayBeText ? [item, ...asText] : [item];
  }
  const html = source.charCodeAt(text) === LESS_THAN ? htmlKind(source, text, end) : undefined;
  if (html === undefined) return asText;
  const state: State = { kind: 'html', html };
  if (html === 7) return [state, ...asText];
  // The end mark may share characters with the opening: `<!-->`, `<?>`.
  const inside = text + (html === 3 ? 1 : 2);
  return html < 6 && endsHtml(html, source, inside, end) ? afterHtml(state) : [state];
}

/** The end mark of a character data section counts only behind an even number of brackets. */
function afterHtml(state: Extract<State, { kind: 'html' }>): readonly State[] {
  return state.html === 5 ? [state, ROOT] : [ROOT];
}

function unique(states: readonly State[]): readonly State[] {
  if (states.length < 2) return states;
  return states.filter((state, index) => states.findIndex((other) => isSame(state, other)) === index);
}

function isSame(one: State, two: State): boolean {
  if (one.kind === 'item') return two.kind === 'item' && one.content === two.content && one.fresh === two.fresh;
  if (one.kind === 'fence') return two.kind === 'fence' && one.mark === two.mark && one.length === two.length;
  if (one.kind === 'html') return two.kind === 'html' && one.html === two.html;
  return two.kind === 'root';
}
