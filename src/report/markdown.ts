import type { PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { CheckedFile, JsonFinding } from './checkedFile.ts';
import { visible } from './excerpt.ts';
import { fixWords } from './fixWords.ts';
import type { Reporter } from './reporter.ts';
import { countsLine, createTally } from './summary.ts';

/** Markdown for a comment or a job's summary: how many there are, then a table for each file that has any. */
export function createMarkdownReporter(): Reporter {
  const tally = createTally();
  const parts: string[] = [];
  let unread = 0;
  return {
    add(file) {
      tally.add(file);
      if (file.error !== undefined) unread++;
      if (file.error !== undefined || file.findings.length > 0) parts.push(written(fileNodes(file)));
      return '';
    },
    end: () =>
      [
        written([
          { type: 'heading', depth: 2, children: text('Caveat') },
          { type: 'paragraph', children: text(`${countsLine(tally.summary(), unread)}.`) },
        ]),
        ...parts,
      ].join('\n'),
  };
}

function written(children: RootContent[]): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, { extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] });
}

function fileNodes({ path, error, findings }: CheckedFile): RootContent[] {
  const heading: RootContent = { type: 'heading', depth: 3, children: [code(path)] };
  if (error !== undefined) return [heading, { type: 'paragraph', children: text(`Not read: ${error}.`) }];
  return [
    heading,
    {
      type: 'table',
      children: [row(...['Place', 'Severity', 'Finding', 'Suggestion'].map(text)), ...findings.map(findingRow)],
    },
  ];
}

function findingRow({ range, severity, message, rule, fixes: [best] }: JsonFinding): TableRow {
  return row(
    text(`${range.start.line}:${range.start.column}`),
    text(severity),
    [...text(`${message} (`), code(rule), ...text(')')],
    best ? text(fixWords(best) || best.title) : [],
  );
}

function row(...cells: PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

function text(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'text', value: visible(value.replace(/\s+/g, ' ')) }];
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value: visible(value) };
}
