import * as vscode from 'vscode';
import { deepEqual, match, ok } from './assert.ts';
import {
  append,
  apply,
  codeOf,
  findingOf,
  findings,
  noFindingOf,
  openDraft,
  placeOf,
  quickFixes,
  until,
} from './drafts.ts';

const rule = 'urinary-metabolite-utility';
const claim = 'A simple urine test reveals which neurotransmitters you are missing.';
/** Words of the rule's standard caveat. */
const caveat = /mainly reflect activity outside the brain/;

export function defineFindingTests(): void {
  describe('a claim without its caveat', () => {
    it('is reported as it is typed, on the words that make it', async () => {
      const document = await openDraft('# Mornings\n');
      deepEqual(findings(document.uri), []);
      await append(document, `\n${claim}\n`);
      const finding = await findingOf(document, rule);
      match(document.getText(finding.range), /urine test reveals/);
      deepEqual(finding.severity, vscode.DiagnosticSeverity.Warning);
      await append(document, '\nInterpret the results carefully: their clinical utility is limited.\n');
      await noFindingOf(document, rule);
    });

    it('is mended by its quick fix', async () => {
      const document = await openDraft(`${claim}\n`);
      const finding = await findingOf(document, rule);
      const [fix] = await quickFixes(document, finding);
      ok(fix, 'a quick fix is offered');
      await apply(fix);
      await noFindingOf(document, rule);
      ok(document.getText().startsWith(claim), 'the draft keeps its own words');
      match(document.getText(), caveat);
    });

    it('has nothing left to mend once every quick fix is applied', async () => {
      const document = await openDraft(
        `# Mornings\n\n${claim}\n\n- Stack 5-HTP with L-theanine for an all-day calm.\n`,
      );
      await findingOf(document, rule);
      for (let rounds = 0; findings(document.uri).length > 0; rounds++) {
        const [finding] = findings(document.uri);
        const [fix] = finding ? await quickFixes(document, finding) : [];
        ok(fix && rounds < 25, `a quick fix that helps for ${finding && codeOf(finding)}`);
        const before = findings(document.uri).length;
        await apply(fix);
        await until('the findings after the fix', () => findings(document.uri).length < before || undefined);
      }
    });

    it('is left alone once it is suppressed with a reason', async () => {
      const document = await openDraft(`${claim}\n`);
      const finding = await findingOf(document, rule);
      const suppress = (await quickFixes(document, finding)).find(({ title }) => title.startsWith('Suppress'));
      ok(suppress, 'a suppression is offered');
      await apply(suppress);
      await noFindingOf(document, rule);
      match(document.getText(), new RegExp(`<!-- caveat-ignore ${rule}: .+ -->\\n`));
    });

    it('tells why it is flagged, on a page of its own', async () => {
      const document = await openDraft(`${claim}\n`);
      const finding = await findingOf(document, rule);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
      );
      const why = actions.find(({ title }) => title === 'Why is this flagged?');
      ok(why?.command, 'the question is offered');
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse(why.command.arguments?.[0], true));
      match(page.getText(), /flagged: the claim lacks its caveat/);
    });

    it('points at the page of its rule', async () => {
      const document = await openDraft(`${claim}\n`);
      const { code } = await findingOf(document, rule);
      ok(typeof code === 'object', 'the finding has an address');
      const page = await vscode.workspace.openTextDocument(code.target);
      match(page.getText(), caveat);
    });
  });

  it('those in view come first where a draft is long, and the others follow', async () => {
    const section = (number: number): string =>
      `## Section ${number}\n\n${claim}\n\n${`Paragraph ${number} says that serotonin is a word. `.repeat(20)}`;
    const sections = Array.from({ length: 150 }, (_, number) => section(number));
    const told: { readonly uri: string; readonly count: number }[] = [];
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) told.push({ uri: uri.toString(), count: findings(uri, rule).length });
    });
    try {
      const document = await openDraft(`# Mornings\n\n${sections.join('\n\n')}\n`);
      await until('a finding in each section', () => findings(document.uri, rule).length === 150 || undefined);
      const counts = told.filter(({ uri }) => uri === document.uri.toString()).map(({ count }) => count);
      const first = counts.find((count) => count > 0) ?? 0;
      ok(0 < first && first < 150, `${first} findings come first`);
      deepEqual(
        counts.toSorted((one, two) => one - two),
        counts,
      );
    } finally {
      listener.dispose();
    }
  });

  it('a standard caveat is offered as a snippet where "caveat" is begun', async () => {
    const document = await openDraft(`${claim}\n\ncav`);
    await findingOf(document, rule);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      placeOf(document, 'cav').translate(0, 2),
    );
    const texts = list.items.map(({ insertText }) =>
      typeof insertText === 'string' ? insertText : (insertText?.value ?? ''),
    );
    ok(
      texts.some((text) => caveat.test(text)),
      `the caveat of ${rule} among ${list.items.length} items`,
    );
  });

  it('every command of the manifest is there', async () => {
    const { packageJSON } = vscode.extensions.getExtension('caveat-md.caveat-md') ?? {};
    const wanted: string[] = packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    deepEqual(
      wanted.filter((command) => !known.has(command)),
      [],
    );
  });
}
