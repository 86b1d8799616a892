// The chart as SVG, and as PNG where there is a browser to draw it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../hosts/chromium.mjs';
import { chart } from './chart.mjs';

/** Writes bench.svg into a folder, and bench.png beside it. */
export async function drawImages(result, folder) {
  const svg = chart(result);
  writeFileSync(join(folder, 'bench.svg'), svg);
  const executablePath = findChromium();
  if (!executablePath) {
    console.log(`The chart is ${join(folder, 'bench.svg')}; a picture of it needs Chromium or Chrome.`);
    return;
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1.5 });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.locator('svg').screenshot({ path: join(folder, 'bench.png') });
  } finally {
    await browser.close();
  }
  console.log(`The chart is ${join(folder, 'bench.svg')}, with a picture beside it.`);
}
