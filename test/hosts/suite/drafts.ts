import * as vscode from 'vscode';

const folder = (): vscode.Uri => {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error('The suite needs a folder that is open');
  return first.uri;
};

/** Writes a file into the open folder and gives its address. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Removes a file from the open folder. */
export async function removeFile(name: string): Promise<void> {
  await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), name));
}

let count = 0;

/** Opens a new Markdown file with this text in an editor. */
export async function openDraft(text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await writeFile(`draft-${++count}.md`, text));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Types text at the end of a document. */
export async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), text);
  await vscode.workspace.applyEdit(edit);
}

/** The place in the middle of the first `words` of a document. */
export function placeOf(document: vscode.TextDocument, words: string): vscode.Position {
  const start = document.getText().indexOf(words);
  if (start < 0) throw new Error(`The draft has no "${words}"`);
  return document.positionAt(start + Math.floor(words.length / 2));
}

/** Our findings in a document, as the editor shows them; with `rule` only those of that rule. */
export function findings(uri: vscode.Uri, rule?: string): vscode.Diagnostic[] {
  const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'caveat');
  return rule === undefined ? own : own.filter((finding) => codeOf(finding) === rule);
}

/** A finding's rule. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The text of the hovers at the first `words`. */
export async function hoverAt(document: vscode.TextDocument, words: string): Promise<string> {
  const command = 'vscode.executeHoverProvider';
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, placeOf(document, words));
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** The quick fixes that the editor offers at a finding. */
export async function quickFixes(
  document: vscode.TextDocument,
  finding: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

/** Applies a code action as the editor does. */
export async function apply({ edit, title }: vscode.CodeAction): Promise<void> {
  if (!edit || !(await vscode.workspace.applyEdit(edit))) throw new Error(`"${title}" could not be applied`);
}

/** Waits until `probe` gives something, and gives it. */
export async function until<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits for the first finding of a rule. */
export function findingOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(`a finding of ${rule} in "${document.getText()}"`, () => findings(document.uri, rule)[0]);
}

/** Waits until a document has no finding of a rule. */
export async function noFindingOf(document: vscode.TextDocument, rule: string): Promise<void> {
  await until(
    `no finding of ${rule} in "${document.getText()}"`,
    () => findings(document.uri, rule).length === 0 || undefined,
  );
}
