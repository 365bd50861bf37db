// The pictures of the README: an article with a finding open, in light and in dark.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const LARGEST = 300_000;

export async function pictures_are_taken(browser) {
  const folder = browser.shots ?? browser.folder;
  fs.mkdirSync(folder, { recursive: true });
  for (const [scheme, lang] of [['light', 'en'], ['dark', 'ko']]) {
    const [ko, en] = ['ko', 'en'].map(side => path.relative(browser.folder, browser.write(`articles/${side}/rate-decision.md`, browser.text('rate-decision', side))));
    const page = await browser.file(ko, en, { scheme, lang, width: 1280, height: 760 });
    await page.keyboard.press('j');
    for (let n = 0; n < 5; n++) await page.keyboard.press('j');
    await page.waitForTimeout(200);
    const file = path.join(folder, `page-${scheme}.png`);
    await page.screenshot({ path: file });
    assert.ok(fs.statSync(file).size < LARGEST, `${file} is too large: ${fs.statSync(file).size}`);
    browser.clean(page);
  }
}
