// The whole way of an article: pasted, looked through by keyboard, mended, waived, signed; and whether its record holds in the shell.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './browser.mjs';

const open = page => page.locator('.finding-item:not(.waived)').count();
const conflict = page => { page.wrong = page.wrong.filter(w => !w.includes('409 (Conflict)')); };

/** A folder with keys for the machine and for an editor. */
function keys(browser, name) {
  const folder = path.join(browser.folder, name);
  fs.mkdirSync(folder, { recursive: true });
  for (const [who, role] of [['desk-ci', 'ci'], ['kim', 'editor']]) {
    const made = browser.run(['record', 'keys', 'new', who, '--role', role], { cwd: folder });
    assert.equal(made.status, 0, made.stderr);
  }
  return [folder, ['--key', 'kim.key.pem', '--check-key', 'desk-ci.key.pem']];
}

export async function from_paste_to_a_record_that_holds(browser) {
  const [folder, args] = keys(browser, 'whole');
  const server = await browser.serve(folder, args);
  const page = await browser.visit(server);
  await page.fill('#field-source', browser.text('rate-decision', 'ko'));
  await page.fill('#field-target', browser.text('rate-decision', 'en'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL(/article/);
  await until(() => page.locator('.finding-item').count(), 7);

  // 7월 is told as June: the suggestion is right.
  await page.keyboard.press('j');
  await page.keyboard.press('f');
  await until(() => page.locator('.finding-item').count(), 6);
  assert.ok(!(await page.locator('.pane.en').textContent()).includes('first in June'));

  // The next by itself: "below" is edited away, and checked while it is typed.
  assert.equal(await page.locator('.finding-item.current code').first().textContent(), 'bound-differs');
  await page.keyboard.press('e');
  await page.keyboard.type('above 5 percent');
  await until(async () => (await page.locator('.told .sum').textContent()).includes('1 finding goes away'), true);
  await page.keyboard.press('Control+Enter');
  await until(() => page.locator('.finding-item').count(), 5);

  // One is let stand, with a reason; the next comes by itself.
  assert.equal(await page.locator('.finding-item.current code').first().textContent(), 'figures-swapped');
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await until(async () => (await page.locator('.waive .wrong').textContent()).length > 0, true);
  await page.locator('.waive [name=reason]').first().focus();
  await page.keyboard.press('2');
  await page.keyboard.type('The bank mended its table.');
  await page.keyboard.press('Enter');
  await until(() => page.locator('.finding-item.waived').count(), 1);
  assert.equal(await page.locator('.finding-item.current code').first().textContent(), 'percent-point');

  // Accepted as an error, and taken back.
  await page.keyboard.press('a');
  await until(() => page.locator('.finding-item.accepted').count(), 1);
  await page.keyboard.press('u');
  await until(() => page.locator('.finding-item.accepted').count(), 0);

  // Nothing is approved while something stands open.
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Approve' }).click();
  await until(async () => /open/.test(await page.locator('.signing .wrong').textContent()), true);
  page.wrong = page.wrong.filter(w => !w.includes('422'));
  await page.keyboard.press('Escape');

  // The rest is waived, one after the other, by keyboard alone.
  for (let left = await open(page); left > 0; left = await open(page)) {
    if (await page.locator('.finding-item.current:not(.waived)').count() === 0) await page.keyboard.press('j');
    await page.keyboard.press('w');
    await page.keyboard.press('3');
    await page.keyboard.type('The house knows.');
    await page.keyboard.press('Enter');
    await until(() => open(page), left - 1);
  }
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Approve' }).click();
  await until(() => page.locator('.pill.signed').count(), 1);
  browser.clean(page);

  const english = fs.readdirSync(folder, { recursive: true }).map(f => path.join(folder, f)).find(f => f.endsWith('.intoto.jsonl')).replace(/\.intoto\.jsonl$/, '');
  const verify = () => browser.run(['record', 'verify', english], { cwd: folder });
  const good = verify();
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /kim/);

  // One byte of the English, and it says what changed; the page says so, too.
  const text = fs.readFileSync(english);
  text[text.indexOf('BOK')] = 'b'.charCodeAt(0);
  fs.writeFileSync(english, text);
  const bad = verify();
  assert.equal(bad.status, 1, bad.stdout + bad.stderr);
  assert.match(bad.stdout + bad.stderr, /the English was edited after kim signed it off/);
  await until(() => page.locator('.pill.stale').count(), 1);
}

export async function two_pages_at_one_article_see_each_other(browser) {
  browser.write('two/rate.ko.md', browser.text('rate-decision', 'ko'));
  browser.write('two/rate.en.md', browser.text('rate-decision', 'en'));
  const server = await browser.serve(path.join(browser.folder, 'two'), ['rate.ko.md', 'rate.en.md']);
  const one = await browser.visit(server);
  await one.waitForSelector('.finding-item');
  const two = await browser.visit(server);
  await two.waitForSelector('.finding-item');

  await one.keyboard.press('j');
  await one.keyboard.press('a');
  await until(() => two.locator('.finding-item.accepted').count(), 1);
  await until(async () => (await two.locator('.toast').textContent()).includes('Kim Min-ji'), true);

  // While one types, the other changes the same passage: nothing is lost, and nothing is overwritten unseen.
  for (let n = 0; n < 2; n++) await two.keyboard.press('j');
  await two.keyboard.press('e');
  await two.keyboard.type('above 5 per cent');
  for (let n = 0; n < 1; n++) await one.keyboard.press('k');
  await one.locator('.pane.en .m.finding', { hasText: 'below 5 percent' }).click();
  await one.keyboard.press('e');
  await one.keyboard.type('over 5 percent');
  await one.keyboard.press('Control+Enter');
  await until(async () => (await two.locator('.editing .warning').textContent()).includes('over 5 percent'), true);
  assert.ok((await two.locator('.editing textarea').inputValue()).includes('above 5 per cent'), 'what was typed is kept');
  await two.keyboard.press('Control+Enter');
  await until(async () => (await one.locator('.pane.en').textContent()).includes('above 5 per cent'), true);
  assert.ok((await two.locator('.pane.en').textContent()).includes('above 5 per cent'));

  // A file that is changed outside is shown as it is then.
  const file = path.join(browser.folder, 'two/rate.en.md');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('first in June', 'first in July'));
  await until(async () => (await one.locator('.pane.en').textContent()).includes('first in July'), true);
  for (const page of [one, two]) { conflict(page); browser.clean(page); }
}
