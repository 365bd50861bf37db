// A browser that notices everything that a page must not do: dialogs, requests to anybody else, complaints on the console.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CORPUS = fileURLToPath(new URL('../../corpus/pairs/', import.meta.url));
// As root Chromium has no sandbox of its own; and it is to talk to nobody.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(file => fs.existsSync(file));

export class Browser {
  static async launch(program, modules, shots) {
    const require = createRequire(`${path.resolve(modules)}/`);
    const { chromium } = require('playwright-core');
    const own = new Browser();
    Object.assign(own, { program: path.resolve(program), shots, axeSource: fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'), contexts: [], servers: [] });
    own.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daejo-browser-'));
    own.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    return own;
  }

  /** A new window. Whatever it does wrong ends up in `wrong`. */
  async window({ scheme = 'light', lang = 'en', width = 1440, height = 900, scripts = true } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: lang === 'ko' ? 'ko-KR' : 'en-US', javaScriptEnabled: scripts, reducedMotion: 'reduce' });
    this.contexts.push(context);
    const page = await context.newPage();
    page.wrong = [];
    page.setDefaultTimeout(20_000);
    page.on('dialog', dialog => { page.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('pageerror', error => page.wrong.push(`error: ${error.stack}`));
    page.on('console', message => { if (['error', 'warning'].includes(message.type())) page.wrong.push(`console: ${message.text()}`); });
    page.on('request', request => { if (!request.url().startsWith(page.home ?? 'file:') && !request.url().startsWith('data:')) page.wrong.push(`request: ${request.url()}`); });
    return page;
  }

  /** Runs the program. */
  run(args, options = {}) {
    return spawnSync(this.program, args, { encoding: 'utf8', maxBuffer: 1 << 30, cwd: this.folder, ...options });
  }

  /** The static page of two texts or files, opened. */
  async file(ko, en, options = {}) {
    const name = path.join(this.folder, `${Math.random().toString(36).slice(2)}.html`);
    const run = this.run(['check', ko, en, '--output', `html=${name}`, '--quiet', ...(options.args ?? [])]);
    assert.ok([0, 1, 3].includes(run.status), `${run.status}: ${run.stderr}`);
    const page = await this.window(options);
    await page.goto(`file://${name}${options.lang ? `?lang=${options.lang}` : ''}`);
    if (options.scripts !== false) await page.waitForSelector('.desk');
    page.file = name;
    return page;
  }

  pair(slug) { return ['ko', 'en'].map(side => path.join(CORPUS, slug, `${side}.md`)); }

  text(slug, side) { return fs.readFileSync(path.join(CORPUS, slug, `${side}.md`), 'utf8'); }

  write(name, text) {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  }

  /** Starts the server of the editor's page in a folder, and tells the address by which one comes in. */
  async serve(folder, args = []) {
    fs.mkdirSync(folder, { recursive: true });
    const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: path.join(folder, 'data'), XDG_CONFIG_HOME: path.join(folder, 'conf'), GIT_CEILING_DIRECTORIES: folder };
    const server = spawn(this.program, ['review', '--no-open', ...(args.includes('--key') ? [] : ['--editor', 'Kim Min-ji']), ...args], { cwd: folder, env });
    this.servers.push(server);
    let told = '';
    return new Promise((resolve, reject) => {
      const hear = bytes => {
        told += bytes;
        const found = /http:\/\/\S+/g.exec(told);
        if (found) resolve({ address: found[0], newest: () => [...told.matchAll(/http:\/\/\S+/g)].at(-1)[0], used: null, turn: Promise.resolve() });
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('exit', code => reject(new Error(`the server ended with ${code}: ${told}`)));
      setTimeout(() => reject(new Error(`the server says no address: ${told}`)), 15_000).unref();
    });
  }

  /** A window at the server. Each address lets one in; then the server tells another. */
  async visit(server, options = {}) {
    const page = await this.window(options);
    page.home = new URL(server.address).origin;
    server.turn = server.turn.then(async () => {
      await until(async () => server.newest() !== server.used, true);
      server.used = server.newest();
      await page.goto(server.used);
    });
    await server.turn;
    return page;
  }

  /** Nothing that the page did was wrong. */
  clean(page) {
    assert.deepEqual(page.wrong, []);
  }

  /** What axe finds, at the level AA of WCAG 2.2 and by its best practices: nothing. */
  async axe(page, where) {
    await page.evaluate(this.axeSource);
    const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }));
    const told = found.violations.map(v => `${v.id} (${v.impact}): ${v.help}\n${v.nodes.slice(0, 4).map(n => `    ${n.html.slice(0, 160)}\n      ${n.any.concat(n.all).map(c => c.message).join('; ')}`).join('\n')}`);
    assert.equal(told.length, 0, `${where}:\n${told.join('\n')}`);
  }

  async tidy() {
    for (const context of this.contexts.splice(0)) await context.close().catch(() => {});
    for (const server of this.servers.splice(0)) server.kill();
  }

  async close() {
    await this.browser.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until something holds, and says what was there instead when it does not. */
export async function until(what, expected, { timeout = 10_000 } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const got = await what();
    try { assert.deepEqual(got, expected); return; } catch (error) { if (Date.now() > end) throw error; }
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}
