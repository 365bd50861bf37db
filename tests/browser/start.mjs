// The start page: two texts, pasted or dropped in, and the list of articles.
import assert from 'node:assert/strict';
import path from 'node:path';
import { until } from './browser.mjs';

export async function dropped_files_are_taken_in(browser) {
  const server = await browser.serve(path.join(browser.folder, 'drop'));
  const page = await browser.visit(server);
  await page.waitForSelector('.start');
  const drop = async (field, name, bytes) => {
    const data = await page.evaluateHandle(({ name, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    }, { name, bytes: [...bytes] });
    await page.dispatchEvent(`.field.${field}`, 'drop', { dataTransfer: data });
  };
  // An old file: EUC-KR, "한국은행은 3조원을 푼다." in it.
  await drop('source', 'a.txt', Buffer.from('c7d1b1b9c0bac7e0c0ba2033c1b6bff8c0bb20c7acb4d92e', 'hex'));
  await until(() => page.inputValue('#field-source'), '한국은행은 3조원을 푼다.');
  await drop('target', 'b.txt', Buffer.from('The Bank of Korea will release 3 billion won.\n'));
  await until(async () => (await page.inputValue('#field-target')).includes('3 billion'), true);
  await drop('target', 'picture.png', Buffer.from([0x89, 0x50, 0, 0, 1, 2]));
  await until(async () => (await page.locator('#told-target').textContent()).includes('picture.png cannot be read'), true);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL(/article/);
  await until(async () => (await page.locator('.finding-item').allTextContents()).some(t => t.includes('magnitude-slip')), true);
  browser.clean(page);
}

export async function what_is_missing_is_said(browser) {
  const server = await browser.serve(path.join(browser.folder, 'missing'));
  const page = await browser.visit(server, { lang: 'ko' });
  await page.getByRole('button', { name: '대조하기' }).click();
  await until(() => page.getByRole('alert').textContent(), '두 기사가 모두 필요합니다.');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field-source');
  browser.clean(page);
}

export async function axe_finds_nothing(browser) {
  const folder = path.join(browser.folder, 'axe');
  for (const side of ['ko', 'en']) browser.write(`axe/${side}/rate.md`, browser.text('rate-decision', side));
  const server = await browser.serve(folder, ['.']);
  await Promise.all(['light', 'dark'].flatMap(scheme => ['en', 'ko'].map(async lang => {
    const page = await browser.visit(server, { scheme, lang });
    await page.goto(page.home);
    await page.waitForSelector('.article a');
    await page.locator('.more summary').click();
    await browser.axe(page, `start, ${scheme} ${lang}`);
    await page.locator('.article a').click();
    await page.waitForSelector('.finding-item');
    await page.keyboard.press('j');
    await page.keyboard.press('w');
    await browser.axe(page, `article with a waiver, ${scheme} ${lang}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.waitForSelector('.editing');
    await page.keyboard.type('x');
    await until(async () => (await page.locator('.told .sum').count()), 1);
    await browser.axe(page, `article being edited, ${scheme} ${lang}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.waitForSelector('.signing');
    await browser.axe(page, `article being signed, ${scheme} ${lang}`);
    browser.clean(page);
  })));
}

export async function a_hostile_text_does_nothing(browser) {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)> {{token}} \u202e3.5 billion won\u202c "\'&amp;';
  const server = await browser.serve(path.join(browser.folder, 'evil-server'));
  const page = await browser.visit(server);
  await page.fill('#field-source', `${evil}\n\n정부는 도로에 3조5000억원을 쓴다고 밝혔다. ${evil}`);
  await page.fill('#field-target', `${evil}\n\nThe government said it will spend 3.5 billion won on roads. ${evil}`);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL(/article/);
  await page.waitForSelector('.finding-item');
  for (const key of ['v', 'j', 'w', '4']) await page.keyboard.press(key);
  await page.keyboard.type(evil);
  await page.keyboard.press('Enter');
  await until(() => page.locator('.finding-item.waived').count(), 1);
  await page.getByRole('button', { name: 'All articles' }).click();
  await page.waitForSelector('.article a');
  assert.equal(await page.evaluate(() => document.querySelectorAll('img, script:not([nonce])').length), 0);
  browser.clean(page);
}
