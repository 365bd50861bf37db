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
  assert.equal(await page.evaluate(() => document.activeElement.closest('.finding-item')?.classList.contains('current')), true, 'the keyboard stays at the finding');

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
  await until(async () => (await two.locator('.pane.en').textContent()).includes('above 5 per cent'), true);

  // A file that is changed outside is shown as it is then.
  const file = path.join(browser.folder, 'two/rate.en.md');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('first in June', 'first in July'));
  await until(async () => (await one.locator('.pane.en').textContent()).includes('first in July'), true);
  for (const page of [one, two]) { conflict(page); browser.clean(page); }
}

export async function what_is_typed_survives_what_others_do(browser) {
  browser.write('typed/rate.ko.md', browser.text('rate-decision', 'ko'));
  browser.write('typed/rate.en.md', browser.text('rate-decision', 'en'));
  const server = await browser.serve(path.join(browser.folder, 'typed'), ['rate.ko.md', 'rate.en.md']);
  const one = await browser.visit(server);
  await one.waitForSelector('.finding-item');
  const two = await browser.visit(server);
  await two.waitForSelector('.finding-item');
  const rules = await two.locator('.finding-item .item code').allTextContents();

  // A waiver is half written when the other accepts another finding, and sent afterwards.
  await two.keyboard.press('j');
  await two.keyboard.press('w');
  await two.keyboard.press('3');
  await two.keyboard.type('The house ');
  await one.keyboard.press('j');
  await one.keyboard.press('j');
  await one.keyboard.press('a');
  await until(() => two.locator('.finding-item.accepted').count(), 1);
  await two.keyboard.type('says so.');
  assert.equal(await two.locator('.waive [name=text]').inputValue(), 'The house says so.');
  await two.keyboard.press('Enter');
  await until(() => two.locator('.finding-item.waived').count(), 1);
  assert.equal(await two.locator('.finding-item.waived .item code').textContent(), rules[0]);

  // So is a filter.
  await until(() => one.locator('.finding-item.waived').count(), 1);
  await two.keyboard.press('/');
  await two.keyboard.type('e');
  await one.keyboard.press('a');
  await until(() => two.locator('.finding-item.accepted').count(), 2);
  await two.keyboard.type('nglish');
  assert.equal(await two.locator('.filter').inputValue(), 'english');
  await two.keyboard.press('Escape');

  // The finding of a half written waiver is edited away: the words stay until they are sent, and nothing is done by them.
  await two.keyboard.press('Escape');
  await two.locator('.finding-item', { hasText: 'bound-differs' }).locator('.item').click();
  await two.keyboard.press('w');
  await two.keyboard.press('3');
  await two.keyboard.type('Use');
  await one.locator('.pane.en .m.finding', { hasText: 'below 5 percent' }).click();
  await one.keyboard.press('e');
  await one.keyboard.type('above 5 percent');
  await one.keyboard.press('Control+Enter');
  await until(async () => (await one.locator('.pane.en').textContent()).includes('above 5 percent'), true);
  await two.keyboard.type('us.');
  assert.equal(await two.locator('.waive [name=text]').inputValue(), 'Useus.');
  await two.keyboard.press('Enter');
  await until(async () => (await two.locator('.pane.en').textContent()).includes('above 5 percent'), true);
  assert.equal(await two.locator('.finding-item.waived').count(), 1);
  for (const page of [one, two]) { conflict(page); browser.clean(page); }
}

export async function what_the_english_lacks_and_its_headings_are_edited_in_place(browser) {
  browser.write('lack/a.ko.md', '정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.\n\n공사로 집을 옮겨야 하는 주민은 1200명에 이른다.\n\n김 장관은 공사가 2027년에 끝난다고 말했다.\n');
  const file = browser.write('lack/a.en.md', '# Roads **get** billions\n\nThe government said it will spend 3.5 trillion won on roads.\r\n\r\nMinister Kim said the work\r\nwill end in 2028.\n');
  const server = await browser.serve(path.join(browser.folder, 'lack'), ['a.ko.md', 'a.en.md']);
  const page = await browser.visit(server);
  await page.waitForSelector('.finding-item');
  assert.equal(await page.locator('.pane.ko .passage.lonely').count(), 1);
  await page.locator('.pane.ko .passage.lonely').dblclick();
  await page.keyboard.type('\n\nSome 1,200 residents have to move.');
  await page.keyboard.press('Control+Enter');
  await until(() => page.locator('.passage.lonely').count(), 0);
  assert.ok(fs.readFileSync(file, 'utf8').includes('on roads.\n\nSome 1,200 residents have to move.\r\n\r\nMinister'));

  // A heading is edited as it was written.
  await page.locator('.pane.en .block.heading').dblclick();
  assert.equal(await page.locator('.editing textarea').inputValue(), 'Roads **get** billions');
  await page.keyboard.press('End');
  await page.keyboard.type(' of won');
  await page.keyboard.press('Control+Enter');
  await until(async () => fs.readFileSync(file, 'utf8').startsWith('# Roads **get** billions of won\n'), true);

  await until(() => page.locator('.editing').count(), 0);

  // A sentence over two lines keeps its line ends.
  await page.locator('.pane.en .m.finding', { hasText: '2028' }).click();
  await page.keyboard.press('e');
  await page.keyboard.type('2027');
  await page.keyboard.press('Control+Enter');
  await until(async () => fs.readFileSync(file, 'utf8').includes('the work\r\nwill end in 2027.\n'), true);
  browser.clean(page);
}
