// The pictures of the README: an article with a finding open, in light, and one being edited, in dark and Korean.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const LARGEST = 300_000;

export async function pictures_are_taken(browser) {
  const folder = browser.shots ? path.resolve(browser.shots) : browser.folder;
  fs.mkdirSync(folder, { recursive: true });
  for (const side of ['ko', 'en']) browser.write(`news/${side}/rate-decision.md`, browser.text('rate-decision', side));
  const server = await browser.serve(path.join(browser.folder, 'news'), ['ko/rate-decision.md', 'en/rate-decision.md']);
  for (const [scheme, lang] of [['light', 'en'], ['dark', 'ko']]) {
    const page = await browser.visit(server, { scheme, lang, width: 1280, height: 760 });
    await page.waitForSelector('.finding-item');
    await page.locator('.pane.en .m.finding', { hasText: scheme === 'light' ? '12.8 million won' : 'below 5 percent' }).click();
    if (scheme === 'dark') {
      await page.keyboard.press('e');
      await page.keyboard.type('above 5 percent');
      await page.waitForSelector('.told .sum');
    }
    await page.mouse.move(640, 2);
    await page.waitForTimeout(200);
    const file = path.join(folder, `page-${scheme}.png`);
    await page.screenshot({ path: file });
    assert.ok(fs.statSync(file).size < LARGEST, `${file} is too large: ${fs.statSync(file).size}`);
    if (scheme === 'dark') await page.keyboard.press('Escape');
    browser.clean(page);
  }
}
