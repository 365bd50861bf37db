'use strict';
// The start page: two articles come in, pasted, dropped or by their addresses; below, the articles that are there, with their state.

const LARGEST = 4_000_000; // characters of a file that is taken here
const ADDRESS = /^https?:\/\/\S+$/i;

class Field {
  constructor(name, language, optional) {
    Object.assign(this, { name, file: null });
    this.area = h('textarea', { id: `field-${name}`, lang: language, dir: 'auto', spellcheck: 'false', 'aria-describedby': `told-${name}`, oninput: () => { this.file = null; this.tell(); } });
    this.told = h('p', { class: 'told', id: `told-${name}`, role: 'status' });
    this.picker = h('input', { type: 'file', class: 'picker', tabindex: '-1', 'aria-hidden': 'true', accept: '.txt,.md,.markdown,.html,.htm,text/*', onchange: () => this.take(this.picker.files[0]) });
    this.label = h('label', { for: `field-${name}` });
    this.choose = button('', () => this.picker.click(), { class: 'quiet' });
    this.element = h('div', { class: `field ${name}${optional ? ' optional' : ''}` }, h('div', { class: 'field-head' }, this.label, this.choose, this.picker), this.area, this.told);
    this.element.addEventListener('dragover', event => { event.preventDefault(); this.element.classList.add('over'); });
    this.element.addEventListener('dragleave', () => this.element.classList.remove('over'));
    this.element.addEventListener('drop', event => {
      event.preventDefault();
      this.element.classList.remove('over');
      const file = event.dataTransfer.files[0];
      if (file) this.take(file); else { this.area.value = event.dataTransfer.getData('text'); this.file = null; this.tell(); }
    });
  }

  speak(label, hint) {
    this.label.textContent = label;
    this.area.placeholder = hint;
    this.choose.textContent = t('chooseFile');
    this.choose.setAttribute('aria-label', `${t('chooseFile')}: ${label}`);
    this.tell();
  }

  /** Reads a file: UTF-8, or else the encoding of old Korean files. */
  async take(file) {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const decoded = label => { try { return new TextDecoder(label, { fatal: true }).decode(bytes); } catch { return null; } };
    const text = bytes.length > LARGEST || bytes.includes(0) ? null : decoded('utf-8') ?? decoded('euc-kr');
    if (text === null) { this.told.textContent = t('fileNot', visible(file.name)); return; }
    this.area.value = text;
    this.file = file.name;
    this.told.textContent = t('fileTaken', visible(file.name));
  }

  tell() {
    const text = this.area.value.trim();
    this.told.textContent = !text ? '' : ADDRESS.test(text) ? t('address') : t('chars', text.length);
  }

  /** What is sent; nothing where nothing was put in. */
  value() {
    const text = this.area.value;
    if (!text.trim()) return null;
    if (ADDRESS.test(text.trim())) return { address: text.trim() };
    return this.file ? { text, name: this.file } : { text };
  }
}

class Start {
  constructor() {
    this.fields = { source: new Field('source', 'ko'), target: new Field('target', 'en'), draft: new Field('draft', 'en', true) };
    this.date = h('input', { type: 'date', id: 'date' });
    this.wrong = h('p', { class: 'wrong', role: 'alert' });
    this.submit = h('button', { class: 'primary go' });
    this.list = h('ol', { class: 'articles' });
    this.notice = h('p', { class: 'wrong notice', role: 'alert' });
    this.filters = h('div', { class: 'chips', role: 'group' });
    this.shown = null;
    this.articles = null;
    this.draw();
    this.load();
    addEventListener('focus', () => this.load());
    setInterval(() => { if (!document.hidden) this.load(); }, 15000);
  }

  draw() {
    const { source, target, draft } = this.fields;
    document.title = t('title');
    source.speak(t('startKo'), t('startHint'));
    target.speak(t('startEn'), t('startHint'));
    draft.speak(t('startDraft'), '');
    this.submit.textContent = t('startCheck');
    const theme = remembered.get('theme');
    if (theme) document.documentElement.dataset.theme = theme;
    const open = this.more?.open ?? false;
    this.more = h('details', { class: 'more', open }, h('summary', {}, t('startMore')), h('div', { class: 'more-body' }, h('div', { class: 'day' }, h('label', { for: 'date' }, t('startDate')), this.date), draft.element));
    document.getElementById('app').replaceChildren(
      h('header', { class: 'top' }, h('span', { class: 'brand', lang: 'ko' }, '대조', h('span', { lang: 'en' }, ' daejo')), h('span', { class: 'who' }, visible(EDITOR)),
        button(t('language'), () => { speak(lang === 'ko' ? 'en' : 'ko'); remembered.set('lang', lang); this.draw(); }, { class: 'quiet', lang: lang === 'ko' ? 'en' : 'ko' }),
        button(h('span', { 'aria-hidden': 'true' }, '◐'), () => this.theme(), { class: 'quiet round', 'aria-label': t('theme') })),
      h('main', { class: 'start' },
        h('h1', {}, t('startTitle')),
        h('form', { onsubmit: event => this.send(event), onkeydown: event => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.send(event); } },
          h('div', { class: 'pair' }, source.element, target.element), this.more, h('div', { class: 'send' }, this.submit, this.wrong)),
        h('section', { 'aria-labelledby': 'list-title' }, h('h2', { id: 'list-title' }, t('startList')), this.notice, this.filters, this.list)));
    this.show();
  }

  theme() {
    const all = ['', 'light', 'dark'], next = all[(all.indexOf(document.documentElement.dataset.theme ?? '') + 1) % 3];
    if (next) document.documentElement.dataset.theme = next; else delete document.documentElement.dataset.theme;
    remembered.set('theme', next);
  }

  async send(event) {
    event.preventDefault();
    if (this.sending) return;
    const [source, target, draft] = ['source', 'target', 'draft'].map(name => this.fields[name].value());
    if (!source || !target) { this.wrong.textContent = t('startMissing'); (source ? this.fields.target : this.fields.source).area.focus(); return; }
    this.sending = true;
    this.submit.disabled = true;
    this.submit.textContent = t('startChecking');
    this.wrong.textContent = '';
    try {
      const { id } = await ask('/api/v1/articles', { source, target, ...(this.date.value && { date: this.date.value }), ...(draft && { draft }) });
      location.href = `/article/${encodeURIComponent(id)}?lang=${lang}`;
    } catch (error) {
      this.wrong.textContent = error.message;
    } finally {
      this.sending = false;
      this.submit.disabled = false;
      this.submit.textContent = t('startCheck');
    }
  }

  async load() {
    const told = await ask('/api/v1/articles').catch(() => null);
    if (!told) return;
    const before = JSON.stringify(this.articles);
    Object.assign(this, { articles: told.articles, older: told.more ?? 0 });
    const notice = visible(told.notice ?? '');
    if (this.notice.textContent !== notice) this.notice.textContent = notice;
    if (JSON.stringify(told.articles) !== before) this.show();
    // Articles that came in are checked behind the list.
    clearTimeout(this.soon);
    if (told.articles.some(a => a.counts === null && a.state === 'unchecked') && (this.waits = (this.waits ?? 0) + 1) < 60) this.soon = setTimeout(() => this.load(), 1000);
  }

  show() {
    const all = this.articles;
    if (!all) return;
    this.filters.setAttribute('aria-label', t('filter'));
    const states = ['open', 'unchecked', 'stale', 'waived', 'signed'].filter(s => all.some(a => a.state === s));
    this.filters.replaceChildren(...(states.length > 1 ? [null, ...states] : []).map(s => h('button', { type: 'button', class: 'chip', 'aria-pressed': String(this.shown === s), onclick: () => { this.shown = s; this.show(); } }, s ? t('states')[s] : t('startAll'), ' ', h('span', { class: 'count' }, String(s ? all.filter(a => a.state === s).length : all.length)))));
    const rows = all.filter(a => !this.shown || a.state === this.shown);
    let day = null;
    const out = [];
    for (const a of rows) {
      const at = (a.date ?? a.created ?? '').slice(0, 10);
      if (at !== day) { day = at; out.push(h('li', { class: 'day-head' }, h('h3', {}, day || '—'))); }
      const counts = a.counts ?? {};
      out.push(h('li', { class: 'article' },
        h('a', { href: `/article/${encodeURIComponent(a.id)}?lang=${lang}`, dir: 'auto' }, visible(a.title || a.id)),
        h('span', { class: 'tallies' }, ['critical', 'major', 'minor', 'info'].map(s => counts[s] > 0 && h('span', { class: 'tally' }, sign(s), String(counts[s]))), counts.waived > 0 && h('span', { class: 'waived-count' }, t('waivedCount', counts.waived))),
        h('span', { class: `pill ${a.state}` }, t('states')[a.state] ?? a.state)));
    }
    if (!all.length) out.push(h('li', { class: 'empty' }, t('startEmpty')));
    if (this.older) out.push(h('li', { class: 'empty' }, t('startMoreLeft', this.older)));
    this.list.replaceChildren(...out);
  }
}

// A file that misses its field does not take the place of the page.
for (const name of ['dragover', 'drop']) addEventListener(name, event => event.preventDefault());
new Start();
