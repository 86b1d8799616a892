import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  type Position,
  type TextEdit,
} from 'vscode-languageserver';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Draft } from './drafts.ts';
import { standardCaveats } from './standardCaveats.ts';
import { termCompletions } from './termCompletion.ts';

const TRIGGER = 'caveat';
const SUPPRESSION = /<!--[ \t]*caveat-ignore(?:-section|-file)?[ \t]+(?:[\w-]+,[ \t]*)*([\w-]*)$/;
const FRONT_MATTER = /^---[ \t]*(?:\r\n?|\n)(?![\s\S]*(?:\r\n?|\n)---[ \t]*(?:\r\n?|\n))/;

/**
 * Standard caveats, where they are asked for: behind white space, or at a word that begins as "caveat" does; terms that have been
 * begun; and the rules' ids in a suppression comment. Elsewhere nothing, so that writing is not disturbed.
 */
export function completions(
  draft: Draft,
  position: Position,
  client: ClientFeatures,
): CompletionItem[] | CompletionList {
  const { ranges, project } = draft;
  const offset = ranges.offsetAt(position);
  const before = ranges.source.slice(0, offset);
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const replace = (length: number, newText: string): TextEdit => ({
    range: ranges.toRange({ start: offset - length, end: offset }),
    newText,
  });

  const suppression = SUPPRESSION.exec(line);
  if (suppression) {
    const written = suppression[1] ?? '';
    return [...project.data.rules.values()].map(({ id, title }) => ({
      label: id,
      kind: CompletionItemKind.Reference,
      detail: title,
      textEdit: replace(written.length, id),
    }));
  }
  if (FRONT_MATTER.test(before) || /<!--(?!.*-->)/.test(line)) return [];

  const word = /[\p{L}\p{N}_-]*$/u.exec(line)?.[0] ?? '';
  if (word !== '' && !isTrigger(word)) return termCompletions(draft, before, line);
  return standardCaveats(draft).map(({ ruleTitle, title, text, snippet, needed }, index) => ({
    label: title,
    labelDetails: { description: ruleTitle },
    kind: CompletionItemKind.Snippet,
    detail: ruleTitle,
    documentation: text,
    filterText: `${TRIGGER} ${title}`,
    sortText: `${needed ? 0 : 1}${String(index).padStart(4, '0')}`,
    ...(client.snippetCompletions
      ? { textEdit: replace(word.length, snippet), insertTextFormat: InsertTextFormat.Snippet }
      : { textEdit: replace(word.length, text), insertTextFormat: InsertTextFormat.PlainText }),
  }));
}

function isTrigger(word: string): boolean {
  return word.length >= 3 && TRIGGER.startsWith(word.toLowerCase());
}
