import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientFeatures } from '../../src/server/clientFeatures.ts';
import type { Draft } from '../../src/server/drafts.ts';
import { toWorkspaceEdit } from '../../src/server/edits.ts';
import { createRanges } from '../../src/server/ranges.ts';

const client = { documentChanges: true, snippetEdits: true } as ClientFeatures;

function edited(text: string, template: string): unknown {
  const ranges = createRanges(TextDocument.create('file:///a.md', 'markdown', 7, text));
  const draft = { uri: 'file:///a.md', version: 7, ranges } as Draft;
  const range = { start: text.length, end: text.length };
  return toWorkspaceEdit(draft, [{ range, text: 'plain', template }], client).documentChanges?.[0];
}

test.each([
  ['one line', '  - Take it.', ' Ask <<who|her>>.', ` Ask \${1:her}.`],
  ['several lines at the margin', 'Take it.', '\n\n> Ask <<who|her>>.', `\n\n> Ask \${1:her}.`],
])('%s with tab stops', (_, text, template, value) => {
  expect(edited(text, template)).toMatchObject({
    textDocument: { version: 7 },
    edits: [{ snippet: { kind: 'snippet', value } }],
  });
});

test.each([
  ['behind an indented line', '- a\n  Take it.', '\n\n> Ask <<who|her>>.'],
  ['indented themselves', 'Take it.', '\n  > Ask <<who|her>>.'],
  ['without placeholders', 'Take it.', ' Ask her.'],
])('lines %s as plain text, since editors indent the lines of snippets', (_, text, template) => {
  expect(edited(text, template)).toMatchObject({ edits: [{ newText: 'plain' }] });
});
