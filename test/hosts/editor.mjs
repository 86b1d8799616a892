// VS Code's editor as a person sees it: words on the screen, the hover, the menu of quick fixes.

/** The middle of the last of these words on the screen, in the page; it runs in the browser. */
function placeOnScreen(words) {
  const plain = (text) => text.replaceAll('\u00a0', ' ');
  for (const line of document.querySelectorAll('.editor-group-container .monaco-editor .view-line')) {
    const nodes = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    // The editor splits a line into pieces by colour, so the words may lie in several.
    const at = plain(nodes.map((node) => node.data).join('')).indexOf(words);
    if (at < 0) continue;
    const find = (offset) => {
      for (const node of nodes) {
        if (offset <= node.data.length) return [node, offset];
        offset -= node.data.length;
      }
      return undefined;
    };
    const range = document.createRange();
    range.setStart(...find(at));
    range.setEnd(...find(at + words.length));
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return undefined;
}

/** The gestures of a writer; each waits for what it acts on, and none waits for a fixed time. */
export function createEditor(page) {
  const until = async (what, probe, timeout = 30_000) => {
    const deadline = Date.now() + timeout;
    for (;;) {
      const value = await probe();
      if (value !== undefined) return value;
      if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
      await page.waitForTimeout(50);
    }
  };
  // Words that a line break on the screen would part are looked for by their last word's neighbour: the first one.
  const placeOf = (words) =>
    until(`"${words}" on the screen`, async () => {
      const place =
        (await page.evaluate(placeOnScreen, words)) ?? (await page.evaluate(placeOnScreen, words.split(/\s/)[0]));
      return place ?? undefined;
    });
  const hoverText = page.locator('.monaco-hover:not(.hidden) .hover-contents');

  const runCommand = async (title) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  };

  return {
    until,
    async hover(words) {
      const { x, y } = await placeOf(words);
      await page.mouse.move(x - 3, y);
      await page.mouse.move(x, y);
      await hoverText.first().waitFor({ timeout: 30_000 });
      // Several parts arrive one after another; VS Code shows a placeholder for the late ones.
      return until('the hover', async () => {
        const text = (await hoverText.allInnerTexts()).join('\n');
        return text === '' || /Loading/.test(text) ? undefined : text;
      });
    },
    async leave() {
      await page.mouse.move(5, 5);
      await page.keyboard.press('Escape');
      await until('the hover is gone', async () => ((await hoverText.count()) === 0 ? true : undefined));
    },
    async click(words) {
      const { x, y } = await placeOf(words);
      await page.mouse.click(x, y);
    },
    runCommand,
    /** Back to a file, with every other tab closed. */
    async returnTo(name) {
      await page.locator('.tab', { hasText: name }).click();
      await runCommand('View: Close Other Editors in Group');
      await until('one tab', async () => ((await page.locator('.tab').count()) === 1 ? true : undefined));
      await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    },
    waitForPreview: (words) =>
      until(`a preview with ${words}`, async () => {
        for (const frame of page.frames()) {
          const heading = await frame
            .locator('h1')
            .first()
            .innerText({ timeout: 200 })
            .catch(() => '');
          if (words.test(heading)) return true;
        }
        return undefined;
      }),
    press: (keys) => page.keyboard.press(keys),
    menuItem: (title) => page.locator('.action-widget .monaco-list-row', { hasText: title }),
    waitForTab: (name) => page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 30_000 }),
    waitForText: (words) =>
      until(`"${words}" in the editor`, async () => ((await page.evaluate(placeOnScreen, words)) ? true : undefined)),
  };
}
