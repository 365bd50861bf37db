// How articles come in on the start page: from two addresses of the web, and pasted as the source of a page.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './browser.mjs';

const FORMATS = fileURLToPath(new URL('../../corpus/formats/', import.meta.url));

/** A paper on this machine, with an article in both languages. What it was asked for is kept. */
async function paper() {
  const asked = [];
  const server = http.createServer((request, answer) => {
    asked.push(request.url);
    const side = { '/ko/ships': 'ko', '/en/ships': 'en' }[request.url];
    answer.writeHead(side ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    answer.end(side ? fs.readFileSync(path.join(FORMATS, `article.${side}.html`)) : 'not here');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { asked, host: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export async function two_addresses_become_an_article(browser) {
  const site = await paper();
  try {
    const folder = path.join(browser.folder, 'web');
    // A house may name hosts of its own network; without that its paper is as far away as any address inside.
    browser.write('web/config.toml', `[fetch]\nallow-hosts = ["${site.host}"]\n`);
    const server = await browser.serve(folder, ['--no-cache']);
    const page = await browser.visit(server);
    const take = async (ko, en) => {
      await page.goto(page.home);
      await page.fill('#field-source', ko);
      await page.fill('#field-target', en);
      await page.getByRole('button', { name: 'Check' }).click();
    };
    await take(`http://${site.host}/ko/ships`, `http://${site.host}/en/ships`);
    await page.waitForURL(/article/);
    await page.waitForSelector('.pane.en [data-p]');
    assert.ok((await page.locator('.pane.ko').textContent()).includes('2조4000억원'));
    const first = page.url();
    assert.ok(site.asked.includes('/robots.txt'), `robots are asked: ${site.asked}`);

    // The same addresses again are the same article.
    await take(`http://${site.host}/ko/ships`, `http://${site.host}/en/ships#reader`);
    await page.waitForURL(/article/);
    assert.equal(page.url(), first);
    await page.goto(page.home);
    await until(() => page.locator('.article').count(), 1);

    // What is not there, and what lies inside, is told in words, and nothing is taken in.
    for (const [en, said] of [[`http://${site.host}/en/none`, /404/], ['http://127.0.0.1:9/en', /./], ['http://[::1]/en', /./]]) {
      await take(`http://${site.host}/ko/ships`, en);
      await until(async () => said.test(await page.locator('.send .wrong').textContent()), true);
      page.wrong = page.wrong.filter(w => !w.includes('422'));
    }
    await page.goto(page.home);
    await until(() => page.locator('.article').count(), 1);
    browser.clean(page);
  } finally { site.close(); }
}

export async function a_pasted_page_is_read_as_one(browser) {
  const server = await browser.serve(path.join(browser.folder, 'source'));
  const page = await browser.visit(server);
  for (const [side, field] of [['ko', 'source'], ['en', 'target']]) await page.fill(`#field-${field}`, fs.readFileSync(path.join(FORMATS, `article.${side}.html`), 'utf8'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL(/article/);
  await page.waitForSelector('.pane.en [data-p]');
  const words = await page.locator('.pane.ko').textContent();
  assert.ok(words.includes('2조4000억원') && !words.includes('<') && !words.includes('{'), words.slice(0, 300));
  browser.clean(page);
}

export async function settings_that_change_are_taken_up(browser) {
  browser.write('house/rate.ko.md', browser.text('rate-decision', 'ko'));
  browser.write('house/rate.en.md', browser.text('rate-decision', 'en'));
  const server = await browser.serve(path.join(browser.folder, 'house'), ['rate.ko.md', 'rate.en.md']);
  const page = await browser.visit(server);
  await page.waitForSelector('.finding-item');
  const before = await page.locator('.finding-item').count();
  browser.write('house/config.toml', '[rules]\nbound-differs = "off"\n');
  await until(() => page.locator('.finding-item').count(), before - 1);
  await until(async () => (await page.locator('.toast').textContent()).includes('settings of the house'), true);
  browser.write('house/config.toml', '[rules]\nbound-difers = "off"\n');
  await until(() => page.locator('.standing .notice').count(), 1);
  await page.locator('.standing .notice').click();
  await until(async () => (await page.locator('.toast').textContent()).includes('bound-difers'), true);
  await browser.axe(page, 'article with settings that are not taken up');
  await page.goto(page.home);
  await until(async () => (await page.locator('.start .notice').textContent()).includes('bound-difers'), true);
  browser.clean(page);
}
