// Texts that are meant to hurt: they do nothing, and slow nothing down.
import assert from 'node:assert/strict';

const EVIL = '<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></script><!--<script> \u202e3.5 billion won\u202c "\'&amp; {{token}} ${alert(4)} javascript:alert(5)';

/** How long a key takes to show, in milliseconds: the middle of several. */
async function pressing(page, key, times = 7) {
  const took = [];
  for (let n = 0; n < times; n++) {
    took.push(await page.evaluate(key => new Promise(resolve => {
      const began = performance.now();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true }));
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    }), key));
  }
  return took.sort((a, b) => a - b)[times >> 1];
}

async function survives(browser, page, { most }) {
  await page.keyboard.press('v');
  const j = await pressing(page, 'j');
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const scroll = await page.evaluate(async () => {
    const pane = document.querySelector('.pane.en'), took = [];
    for (let n = 0; n < 12; n++) {
      const began = performance.now();
      pane.scrollTop += 400;
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
      took.push(performance.now() - began);
    }
    pane.scrollTop = pane.scrollHeight;
    await new Promise(resolve => setTimeout(resolve, 100));
    return took.sort((a, b) => a - b)[6];
  });
  console.log(`     a key ${j.toFixed(0)} ms, a turn of the wheel ${scroll.toFixed(0)} ms, ${nodes} elements`);
  assert.ok(j < 400 && scroll < 400, `a key took ${j} ms, scrolling ${scroll} ms`);
  assert.ok(nodes < most, `${nodes} elements`);
  browser.clean(page);
}

export async function markup_in_a_text_is_text(browser) {
  const ko = browser.write('evil/ko.md', `---\ntitle: "${EVIL.replaceAll('"', '')}"\n---\n\n정부는 도로에 3조5000억원을 쓴다고 밝혔다 \`${EVIL}\`.\n`);
  const en = browser.write('evil/en.md', `---\ntitle: "${EVIL.replaceAll('"', '')}"\n---\n\nThe government said it will spend 3.5 billion won on roads \`${EVIL}\`.\n`);
  const page = await browser.file(ko, en, { args: ['--draft', browser.write('evil/draft.md', `The government ${EVIL} said it will spend 3.5 billion won.\n`)] });
  for (const key of ['v', 'm', 'j', 'j']) await page.keyboard.press(key);
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  for (const mark of await page.locator('.pane.en .m').all()) await mark.hover({ force: true });
  assert.equal(await page.evaluate(() => document.querySelectorAll('img, iframe, script:not(.article):not(:not([src]))').length), 0);
  assert.ok((await page.locator('.pane.en').textContent()).includes('<script>alert(1)</script>'));
  assert.ok(!(await page.locator('#app').textContent()).includes('\u202e'), 'nothing turns the direction of writing');
  browser.clean(page);
}

export async function five_hundred_findings_in_a_long_article_are_fast(browser) {
  let ko = '', en = '';
  for (let n = 0; n < 250; n++) {
    ko += `정부는 ${n + 1}번 국도에 3조5000억원을 쓴다고 밝혔다. 공사는 4월 ${n % 28 + 1}일에 시작한다.\n\n`;
    en += `The government said it will spend 3.5 billion won on national road ${n + 1}. Work on it begins on May ${n % 28 + 1}.\n\n`;
  }
  const page = await browser.file(browser.write('many/ko.md', ko), browser.write('many/en.md', en));
  assert.ok(await page.evaluate(() => document.querySelectorAll('.finding-item').length) >= 150);
  await survives(browser, page, { most: 9000 });
}

export async function a_million_spans_are_read_past(browser) {
  const en = browser.write('spans/en.md', `It is 3 billion won. ${'<span>x</span> '.repeat(1_000_000)}`);
  const page = await browser.file(browser.write('spans/ko.md', `3조원이다. ${'<span>가</span> '.repeat(1000)}`), en);
  await survives(browser, page, { most: 2000 });
}

export async function ten_megabytes_are_shown_as_far_as_one_looks(browser) {
  let ko = '', en = '';
  for (let n = 0; en.length < 10e6; n++) {
    if (n < 1000) ko += `사건 ${n}에서 부처는 도로에 3조5000억원을 썼다고 밝혔다.\n\n`;
    en += `In case ${n} the ministry said that it spent 3.5 billion won on roads ${'and denied the rest of the claims at great length '.repeat(60)}.\n\n`;
  }
  const page = await browser.file(browser.write('big/ko.md', ko), browser.write('big/en.md', en));
  await survives(browser, page, { most: 9000 });
}
