// The pages in a real browser: Debian's Chromium, driven by playwright-core and looked through by axe-core.
//
// Usage: node run.mjs PROGRAM NODE_MODULES [--shots FOLDER] [--only WORD]
//
// With a folder for shots the pictures of the README are made anew there.
import { Browser } from './browser.mjs';
import * as page from './page.mjs';
import * as hostile from './hostile.mjs';
import * as start from './start.mjs';
import * as intake from './intake.mjs';
import * as review from './review.mjs';
import * as typing from './typing.mjs';
import * as shots from './shots.mjs';

const [program, modules, ...rest] = process.argv.slice(2);
const option = name => rest.includes(name) ? rest[rest.indexOf(name) + 1] : null;
const only = option('--only');
const browser = await Browser.launch(program, modules, option('--shots'));
let failed = 0;
for (const [room, tests] of Object.entries({ page, hostile, start, intake, review, typing, shots })) {
  for (const [name, test] of Object.entries(tests)) {
    const title = `${room}: ${name.replaceAll('_', ' ')}`;
    if (only && !title.includes(only)) continue;
    const began = Date.now();
    try {
      await test(browser);
      console.log(`ok   ${title} (${Date.now() - began} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${title}\n${error.stack}`);
    } finally {
      await browser.tidy();
    }
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
