import { DOMImplementation, DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import type { NamedText, Problem } from '../../glossary/yamlFile.ts';
import { faultAt } from './exchange.ts';

export type { Element } from '@xmldom/xmldom';

/** An element to be written: attributes in order, then text or elements. */
export interface Tag {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly Tag[];
}

/** An element with a `type`, as most of TBX is. */
export function typed(
  name: string,
  type: string,
  content: string,
  attributes: Readonly<Record<string, string>> = {},
): Tag {
  return { name, attributes: { type, ...attributes }, content };
}

/** A document with each element on a line of its own, and its declaration. */
export function writeXml(root: Tag, namespace: string): string {
  const document = new DOMImplementation().createDocument(namespace, root.name);
  const top = document.documentElement as Element;
  fill(document, top, root, namespace, 0);
  const body = new XMLSerializer().serializeToString(document);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

function fill(
  document: Document,
  element: Element,
  { attributes = {}, content }: Tag,
  namespace: string,
  depth: number,
): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (typeof content === 'string') {
    if (content !== '') element.appendChild(document.createTextNode(content));
    return;
  }
  for (const tag of content) {
    element.appendChild(document.createTextNode(`\n${'  '.repeat(depth + 1)}`));
    const child = document.createElementNS(namespace, tag.name);
    element.appendChild(child);
    fill(document, child, tag, namespace, depth + 1);
  }
  if (content.length > 0) element.appendChild(document.createTextNode(`\n${'  '.repeat(depth)}`));
}

/** Reads well-formed XML, or says where it is not. Entities of a document's own are refused. */
export function readXml(file: NamedText): Element | Problem {
  let first: Problem | undefined;
  const fault = (message: string, at?: { readonly lineNumber?: number; readonly columnNumber?: number }): Problem => {
    const reason = message.replace(/^Error constructing the DOM: (?:\w+Error: )?/, '').trim();
    return faultAt(
      file,
      Math.max(1, at?.lineNumber ?? 1),
      Math.max(1, at?.columnNumber ?? 1),
      `Invalid XML: ${remedy(reason)}`,
    );
  };
  try {
    const parser = new DOMParser({
      // The parser mends lesser faults as browsers do; a file to be trusted has none.
      onError: (_, message, context) => {
        first ??= fault(message, context?.locator);
      },
    });
    const root = parser.parseFromString(file.text, 'text/xml').documentElement;
    return first ?? looseAmpersand(file) ?? root ?? fault('missing root element');
  } catch (error) {
    const locator = error instanceof Error && 'locator' in error ? (error.locator as object) : undefined;
    return fault(error instanceof Error ? error.message : String(error), locator);
  }
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^Opening and ending tag mismatch: "([^"]*)" != "([^"]*)"/, '<$1> is closed by </$2>, expected </$1>'],
  [/^unclosed xml tag\(s\): (.*)/, 'not closed: $1, expected the rest of the file'],
  [/^missing root element/, 'no element in it, expected <tbx>'],
  [/^entity not found:\s*(\S+)/, 'unknown entity $1, expected the character itself or &amp; for an ampersand'],
  [/^EntityRef: expecting ;/, 'an ampersand alone, expected &amp;'],
  [/invalid tagName/, 'a "<" alone, expected &lt;'],
  [/^attribute "(.*)" missed quot/, 'attribute value $1 without quotation marks, expected them'],
];

function remedy(reason: string): string {
  const known = REMEDIES.find(([pattern]) => pattern.test(reason));
  return known ? (known[0].exec(reason)?.[0] ?? '').replace(known[0], known[1]) : reason;
}

/** The parser takes an ampersand before a space for text, which XML does not. */
function looseAmpersand(file: NamedText): Problem | undefined {
  const markup = file.text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (section) =>
    section.replaceAll('&', ' '),
  );
  const offset = markup.search(/&(?!(?:#\d+|#x[\da-fA-F]+|[\p{L}_:][\p{L}\p{N}_:.-]*);)/u);
  if (offset < 0) return undefined;
  const lines = markup.slice(0, offset).split('\n');
  const message = 'Invalid XML: an ampersand alone, expected &amp;';
  return faultAt(file, lines.length, (lines.at(-1) ?? '').length + 1, message);
}

/** The child elements of an element. */
export function elementsOf(element: Element): readonly Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1);
}

/** The text of an element with its children's, white space collapsed. */
export function textOf(element: Element): string {
  return oneSpaced(element.textContent ?? '');
}

/** A text as XML applications see it: every run of white space one space, none at the edges. */
export function oneSpaced(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

const CONTROL = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** A text without the characters that no XML file may hold. */
export function xmlCharacters(text: string): string {
  return text.replace(CONTROL, '');
}
