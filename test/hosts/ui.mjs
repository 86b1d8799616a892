// What a writer does, by mouse and keyboard, with the packaged extension:  node test/hosts/ui.mjs RESULT.json [--update-images]
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Mocha from 'mocha';
import { capture, fromRoot, nodePath } from '../../scripts/processes.mjs';
import { installVscodeServer } from '../../scripts/vscodeServer/install.mjs';
import { installExtension } from '../../scripts/vscodeServer/start.mjs';
import { createEditor } from './editor.mjs';
import { address, withVscode } from './host.mjs';
import { createReporter } from './suite/reporter.ts';

const resultFile = process.argv[2];
const images = fromRoot('.cache/images');
/** The pictures that the README shows. */
const shown = ['hover.png', 'quick-fix.png'];
const scratch = mkdtempSync(join(tmpdir(), 'caveat-ui-'));
const dataFolder = join(scratch, 'data');
const folder = join(scratch, 'examples');
const draft = join(folder, 'morning-routine.md');
const term = 'tryptophan';

cpSync(fromRoot('examples'), folder, { recursive: true });
mkdirSync(images, { recursive: true });
rmSync(resultFile, { force: true });

async function findingsOnDisk() {
  const { output } = await capture(nodePath(), [fromRoot('dist/cli.js'), 'check', '--format', 'json', draft]);
  return JSON.parse(output).files[0].findings;
}

function defineSteps(page) {
  const editor = createEditor(page);
  const picture = (name) => page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
  let findings;
  let finding;

  it('marks the claims that lack their caveat', async () => {
    findings = await findingsOnDisk();
    finding = findings.find(({ severity, fixes }) => severity === 'error' && fixes.length > 0);
    assert.ok(finding, 'the draft lacks a caveat');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 60_000 });
  });

  it('shows what a term means when the mouse rests on it', async () => {
    const text = await editor.hover(term);
    assert.match(text, /amino acid/i);
    await picture('hover');
    await editor.leave();
  });

  it('opens the page of a related term from there', async () => {
    await editor.hover(term);
    await page.locator('.monaco-hover:not(.hidden) a', { hasText: /^serotonin$/ }).click();
    await editor.waitForPreview(/serotonin/i);
    await editor.returnTo('morning-routine.md');
  });

  it('opens the page of a rule from the finding', async () => {
    const text = await editor.hover(finding.text);
    assert.ok(text.includes(finding.message), `${JSON.stringify(text)} holds the message "${finding.message}"`);
    await page.locator('.monaco-hover:not(.hidden) a', { hasText: finding.rule }).first().click();
    await editor.waitForTab(`${finding.rule}.md`);
    await picture('rule-page');
    await editor.returnTo('morning-routine.md');
  });

  it('offers the standard caveat as a quick fix', async () => {
    await editor.click(finding.text);
    await editor.press('Control+.');
    await editor.menuItem(finding.fixes[0].title).waitFor({ timeout: 20_000 });
    await picture('quick-fix');
  });

  it('puts the standard caveat into the file', async () => {
    const before = readFileSync(draft, 'utf8');
    await editor.menuItem(finding.fixes[0].title).click();
    const [{ text }] = finding.fixes[0].edits;
    const words = text
      .split('\n')
      .find((line) => line.trim().length > 20)
      .replace(/^[>\s]+/, '');
    await editor.waitForText(words.slice(0, 40));
    // A caveat with placeholders leaves the keyboard in the first of them.
    await editor.press('Escape');
    await editor.press('Control+s');
    const saved = await editor.until('the file on disk', () => {
      const now = readFileSync(draft, 'utf8');
      return now === before ? undefined : now;
    });
    assert.ok(saved.includes(words), 'the caveat stands in the file');
    const left = await findingsOnDisk();
    assert.ok(left.length < findings.length, `fewer findings than ${findings.length}: ${left.length}`);
  });

  it('puts in a standard caveat that is chosen from all of them', async () => {
    await editor.press('Control+End');
    await editor.runCommand('Caveat: Insert Standard Caveat');
    // The list shows only as many as there is room for.
    await page.getByPlaceholder('Those that this draft lacks come first').fill('Limits of urine');
    const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Limits of urine testing' }).first();
    await choice.click();
    await editor.waitForText('Urinary neurotransmitter metabolites');
  });
}

let result = { passed: 0, failed: 0, skipped: 0, failures: [] };
try {
  const server = await installVscodeServer();
  await installExtension(server, dataFolder, fromRoot('.cache/caveat.vsix'));
  const settings = {
    'editor.fontSize': 15,
    'editor.hover.delay': 50,
    'editor.minimap.enabled': false,
    'editor.occurrencesHighlight': 'off',
    'editor.wordWrap': 'on',
    'files.autoSave': 'off',
    'window.commandCenter': false,
    'workbench.activityBar.location': 'hidden',
    'workbench.colorTheme': 'Default Light Modern',
    'workbench.layoutControl.enabled': false,
    'workbench.reduceMotion': 'on',
  };
  const builtinNames = ['markdown-basics', 'markdown-language-features', 'theme-defaults', 'theme-seti'];
  await withVscode(
    { dataFolder, settings, builtinNames, viewport: { width: 1100, height: 520 } },
    async (page, host) => {
      const mocha = new Mocha({
        ui: 'bdd',
        timeout: 90_000,
        bail: true,
        reporter: createReporter((given) => {
          result = given;
        }),
      });
      mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
      describe('a writer', () => defineSteps(page));
      await page.goto(address(host, folder, [['openFile', `vscode-remote://${host}${draft}`]]));
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
      await page.keyboard.press('Control+b');
      await new Promise((resolve) => mocha.run(resolve));
      if (result.failed === 0 && process.argv.includes('--update-images')) {
        for (const name of shown) cpSync(join(images, name), fromRoot('images', name));
      }
      if (result.failed > 0) await page.screenshot({ path: fromRoot('.cache/images/failed.png') });
    },
  );
} catch (error) {
  console.error(error);
  result.failed++;
} finally {
  rmSync(scratch, { recursive: true, force: true });
  writeFileSync(resultFile, JSON.stringify(result));
}
process.exitCode = result.failed > 0 ? 1 : 0;
