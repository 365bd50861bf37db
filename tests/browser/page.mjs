// The static page: walking through the findings, what is told of them, and that it works for everybody.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from './browser.mjs';

const SLUG = 'rate-decision';
const current = page => page.locator('.finding-item.current .message');

export async function findings_are_walked_by_keyboard(browser) {
  const page = await browser.file(...browser.pair(SLUG));
  assert.equal(await page.locator('.finding-item').count(), 7);
  const seen = [];
  for (let n = 0; n < 7; n++) {
    await page.keyboard.press('j');
    seen.push(await page.locator('.finding-item.current code').first().textContent());
    for (const side of ['ko', 'en']) {
      const marked = page.locator(`.pane.${side} .m.current`).first();
      assert.ok(await marked.isVisible(), `${seen.at(-1)} is in the window on side ${side}`);
      const box = await marked.boundingBox();
      assert.ok(box.y > 50 && box.y < 880, `${seen.at(-1)} ${side}: ${box.y}`);
    }
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded')), 'true');
    const said = await page.locator('.announcer').textContent();
    assert.ok(said.includes(`${n + 1}`) && said.includes(await current(page).textContent()), said);
  }
  assert.deepEqual(seen, ['date-differs', 'bound-differs', 'figures-swapped', 'percent-point', 'direction-differs', 'magnitude-slip', 'weekday-differs']);
  const last = await current(page).textContent();
  await page.keyboard.press('j');
  assert.equal(await current(page).textContent(), last, 'there is nothing behind the last');
  await page.keyboard.press('N');
  assert.equal(await page.locator('.finding-item.current').getAttribute('class').then(c => c.includes('critical')), true);
  await page.keyboard.press('k');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.finding-item.current').count(), 0);
  browser.clean(page);
}

export async function keys_work_where_hangul_is_typed(browser) {
  const page = await browser.file(...browser.pair(SLUG));
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅓ', code: 'KeyJ', bubbles: true })));
  assert.equal(await page.locator('.finding-item.current').count(), 1);
  browser.clean(page);
}

export async function a_finding_tells_both_values_and_how_the_korean_is_said(browser) {
  const page = await browser.file(...browser.pair(SLUG));
  await page.locator('.pane.en .m.finding', { hasText: '12.8 million won' }).click();
  const details = page.locator('.finding-item.current .details');
  const text = await details.textContent();
  for (const words of ['128만원', '128manwon', '1 280 000 KRW', '12 800 000 KRW', '1.28 million won']) assert.ok(text.includes(words), `${words} in ${text}`);
  await details.locator('summary').click();
  assert.ok((await details.locator('.rule-page').textContent()).includes('Why it matters'));
  await page.mouse.move(5, 5);
  await page.locator('.pane.ko .m.finding', { hasText: '4.8원' }).first().hover();
  await page.locator('.card').waitFor();
  assert.match(await page.locator('.card').textContent(), /4\.8 KRW/);
  browser.clean(page);
}

export async function what_agrees_is_told_on_demand(browser) {
  const page = await browser.file(...browser.pair(SLUG));
  assert.equal(await page.locator('.m.value').count(), 0);
  await page.keyboard.press('v');
  assert.ok(await page.locator('.pane.ko .m.value.agrees').count() > 25);
  await page.locator('.pane.ko .m.value.agrees', { hasText: '3억2000만원' }).hover();
  await page.locator('.card').waitFor();
  const card = await page.locator('.card').textContent();
  assert.ok(card.includes('320 000 000 KRW') && card.includes('3eok 2000manwon') && card.includes('320 million won'), card);
  await page.getByRole('tab', { name: 'What was checked' }).click();
  assert.ok(await page.locator('.value-row.agrees').count() > 25);
  assert.match(await page.locator('.unchecked').textContent(), /Not checked/);
  browser.clean(page);
}

export async function findings_are_filtered(browser) {
  const page = await browser.file(...browser.pair(SLUG));
  await page.keyboard.press('/');
  await page.keyboard.type('weekday');
  assert.equal(await page.locator('.finding-item').count(), 1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  assert.equal(await page.locator('.finding-item.current code').first().textContent(), 'weekday-differs');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.finding-item').count(), 7);
  await page.locator('.chip.critical').click();
  assert.equal(await page.locator('.finding-item').count(), 3);
  browser.clean(page);
}

export async function both_sides_scroll_together(browser) {
  const page = await browser.file(...browser.pair(SLUG), { height: 560 });
  const ends = async () => page.evaluate(() => ['ko', 'en'].map(side => { const p = document.querySelector(`.pane.${side}`); return Math.round(p.scrollTop / (p.scrollHeight - p.clientHeight) * 100) / 100; }));
  await page.locator('.pane.en').hover();
  await page.mouse.wheel(0, 100_000);
  await until(ends, [1, 1]);
  await page.locator('.pane.ko').hover();
  await page.mouse.wheel(0, -100_000);
  await until(ends, [0, 0]);
  await page.mouse.wheel(0, 260);
  await until(async () => (await ends()).every(share => share > 0.1), true);
  assert.ok(await page.locator('.links path').count() > 5);
  browser.clean(page);
}

export async function the_interface_speaks_korean(browser) {
  const page = await browser.file(...browser.pair(SLUG), { lang: 'ko' });
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ko');
  await page.getByRole('tab', { name: '확인한 것' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  assert.ok(await page.getByRole('tab', { name: 'What was checked' }).isVisible());
  browser.clean(page);
}

export async function axe_finds_nothing(browser) {
  await Promise.all(['light', 'dark'].flatMap(scheme => ['en', 'ko'].map(async lang => {
    const page = await browser.file(...browser.pair(SLUG), { scheme, lang });
    await page.keyboard.press('j');
    await page.keyboard.press('v');
    await page.locator('.details summary').click();
    await browser.axe(page, `${scheme} ${lang}, a finding`);
    await page.getByRole('tab').nth(1).click();
    await browser.axe(page, `${scheme} ${lang}, what was checked`);
    await page.keyboard.press('?');
    await browser.axe(page, `${scheme} ${lang}, help`);
    browser.clean(page);
  })));
}

export async function the_draft_of_the_machine_is_told_apart(browser) {
  const ko = browser.write('d/ko.md', '정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n'), en = browser.write('d/en.md', 'The government said it plans to spend 3.5 trillion won on roads.\n');
  const draft = browser.write('d/draft.md', 'The government said it will spend 3.5 billion won on roads.\n');
  const page = await browser.file(ko, en, { args: ['--draft', draft] });
  await page.keyboard.press('m');
  assert.deepEqual(await page.locator('.m.hand').allTextContents(), ['plans to', 'trillion']);
  assert.ok((await page.locator('.cut').allTextContents()).includes('billion'));
  await page.getByRole('tab', { name: 'Machine and editor' }).click();
  assert.match(await page.locator('.repaired').textContent(), /magnitude-slip/);
  await browser.axe(page, 'draft');
  browser.clean(page);
}

export async function it_tells_its_findings_without_scripts(browser) {
  const page = await browser.file(...browser.pair(SLUG), { scripts: false });
  assert.equal(await page.locator('noscript li').count(), 7);
  assert.match(await page.locator('noscript').textContent(), /128만원/);
}

export async function several_articles_have_an_index(browser) {
  const file = `${browser.folder}/day.html`;
  browser.run(['check', browser.pair(SLUG)[0].replace(/rate-decision.*/, ''), '--output', `html=${file}`, '--quiet']);
  const page = await browser.window();
  await page.goto(`file://${file}`);
  assert.equal(await page.locator('.index li').count(), 10);
  await browser.axe(page, 'index');
  await page.getByText('BOK delivers').click();
  await page.waitForSelector('.desk');
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'All articles' }).click();
  await page.waitForSelector('.index');
  browser.clean(page);
}

export async function a_small_window_loses_nothing(browser) {
  for (const width of [1024, 600]) {
    const page = await browser.file(...browser.pair(SLUG), { width, height: 800 });
    await page.keyboard.press('j');
    assert.ok(await page.locator('.finding-item.current').isVisible());
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the window');
    await browser.axe(page, `${width} wide`);
    browser.clean(page);
  }
}

export async function it_asks_nobody_for_anything(browser) {
  const page = await browser.file(...browser.pair(SLUG));
  const text = fs.readFileSync(page.file, 'utf8');
  assert.ok(!/https:\/\//.test(text) && !/\bfetch\(|XMLHttpRequest|WebSocket|import\(/.test(text));
  assert.equal(await page.evaluate(() => document.querySelectorAll('[onclick],[onload],[onerror],[style*="url"],img,iframe,object').length), 0);
  browser.clean(page);
}

export async function a_folder_of_pages_has_an_index(browser) {
  const line = (id, unit) => JSON.stringify({ id, ko: '정부는 도로에 3조5000억원을 쓴다고 밝혔다.', en: `The government said it will spend 3.5 ${unit} won on roads.`, date: '2025-04-15' });
  const folder = path.join(browser.folder, 'pages folder');
  const names = ['../예산 1', 'a/b?c#d', 'A%2fB', '<img src=x onerror=alert(1)>'];
  const run = browser.run(['check', '--pairs', '-', '--output', `html=${folder}/`, '--quiet'], { input: names.map((id, n) => line(id, n ? 'billion' : 'trillion')).join('\n') });
  assert.equal(run.status, 1, run.stderr);
  const page = await browser.window();
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
  await until(() => page.locator('.index li').count(), names.length);
  await browser.axe(page, 'index of a folder');
  for (const [n, id] of names.entries()) {
    await page.locator('.index li a').nth(n).click();
    await page.waitForSelector('.desk');
    assert.equal(await page.locator('.finding-item').count(), n ? 1 : 0, id);
    await page.locator('.bar button').first().click();
    await page.waitForSelector('.index li');
  }
  browser.clean(page);
}
