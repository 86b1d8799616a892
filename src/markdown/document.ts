import type { OffsetRange } from '../phrases/offsetRange.ts';

/**
 * The visible words of one block, without markup, and the way back to the source.
 * Soft and hard breaks read as one space; code, images, math, citations, URLs and deleted text
 * read as U+FFFC, so that no word ever forms across them.
 */
export interface Prose {
  readonly text: string;
  /** The narrowest source range that holds the prose range (offsets into `text`). */
  toSource(range: OffsetRange): OffsetRange;
}

export type ContainerKind = 'list' | 'item' | 'quote' | 'footnote' | 'table' | 'row';

/** What a block stands in. Containers form a chain from the inside out through `parent`. */
export interface Container {
  readonly kind: ContainerKind;
  /** In the source, without white space at its end. */
  readonly range: OffsetRange;
  readonly parent: Container | undefined;
  /** Position among the parent's children, from 0: the item's number, the row's number (0 is the header). 0 at the root. */
  readonly index: number;
  /** A footnote's label, folded as CommonMark folds labels; an alert's kind in upper case (`WARNING`). */
  readonly label?: string;
}

export type InlineKind =
  | 'link'
  | 'footnoteReference'
  | 'citation'
  | 'comment'
  | 'code'
  | 'delete'
  | 'emphasis'
  | 'strong';

/** Something inside a block that later steps ask about. */
export interface Inline {
  readonly kind: InlineKind;
  /** In the source. */
  readonly range: OffsetRange;
  /** In the block's prose; empty where the thing shows no text (a footnote mark, a comment). */
  readonly prose: OffsetRange;
  /** A link's target, a footnote's label, a comment's text between its marks. */
  readonly value?: string;
}

/** A heading, paragraph or table cell: the smallest thing that holds prose. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'cell';
  /** In the source, without the container's marks: from the first to the last character of the block. */
  readonly range: OffsetRange;
  readonly prose: Prose;
  readonly inlines: readonly Inline[];
  /** A heading's depth, 1 to 6; a cell's column from 0; else 0. */
  readonly level: number;
  readonly parent: Container | undefined;
}

/** An HTML comment that stands as a block of its own. */
export interface Comment {
  /** From `<!--` to `-->`. */
  readonly range: OffsetRange;
  /** The text between the marks, trimmed. */
  readonly value: string;
}

/** What stands under a heading, up to the next of the same or a higher level. The root has depth 0. */
export interface Section {
  readonly index: number;
  readonly depth: number;
  /** The heading's place in `blocks`; undefined for the root. Only headings outside of containers open sections. */
  readonly heading: number | undefined;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
  /** Blocks `[first, end)` with those of the subsections; `first` is the heading's own. */
  readonly first: number;
  readonly end: number;
}

/** A draft as the analysis sees it. All arrays are in source order. */
export interface MarkdownDocument {
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  readonly sections: readonly Section[];
  /** The section of each block, by the block's place in `blocks`; a heading belongs to the section it opens. */
  readonly sectionOf: readonly Section[];
  /** The text between the fences of YAML front matter, and its range in the source. */
  readonly frontMatter: { readonly value: string; readonly range: OffsetRange } | undefined;
}
