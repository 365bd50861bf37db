// The page: both sides, the gutter and the panel, and moving among the findings. Whoever may decide adds a desk.

/** The signs of the page, each with what it means. */
function legend() {
  const band = kind => drawn('svg', { class: 'sample', viewBox: '0 0 40 16', 'aria-hidden': 'true' }, drawn('path', { class: `band ${kind}`, d: kind === 'lonely' ? 'M0 2Q22 2 22 8Q22 14 0 14Z' : 'M1 1C20 1 20 6 39 6V15C20 15 20 10 1 10Z' }));
  return [...['critical', 'major', 'minor', 'info'].map(s => [sign(s, true), t(s)]), [band('hover'), t('rendered')], [band('moved'), t('moved')], [band('doubtful'), t('doubtful')], [band('lonely'), t('noCounterpart')]];
}

class View {
  /** `desk` has what an editor may do: `actions(finding)`, `keys`, `head()`; nothing where nobody decides. */
  constructor(root, { desk = null, back = null } = {}) {
    Object.assign(this, { root, desk, back, current: null, values: false, hands: false, decisions: new Map(), still: false, hoverLink: null });
    this.announcer = h('div', { class: 'announcer', role: 'status', 'aria-live': 'polite' });
    this.card = new Card(this);
    const theme = remembered.get('theme');
    if (theme) document.documentElement.dataset.theme = theme;
    document.addEventListener('keydown', event => this.key(event));
    new ResizeObserver(() => this.moved()).observe(root);
    document.fonts?.ready.then(() => this.moved());
  }

  /** Shows an article. `decisions` are those of the desk, by fingerprint. What was open stays open, and who was typing goes on. */
  show(page, decisions = new Map()) {
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    const kept = this.current === null ? null : this.findings[this.current];
    const scrolled = this.columns ? [this.columns.source.pane.scrollTop, this.columns.target.pane.scrollTop] : null;
    const same = this.page?.id === page.id;
    Object.assign(this, { page, decisions, findings: page.findings });
    this.order = page.findings.map((f, n) => n).sort((a, b) => this.before(a) - this.before(b) || a - b);
    const again = kept ? page.findings.findIndex(f => f.fingerprint === kept.fingerprint) : -1;
    this.current = again < 0 ? null : again;
    this.columns = null;
    this.collect();
    this.columns = { source: new Column(this, 'source', page.source), target: new Column(this, 'target', page.target) };
    this.links = new Links(this);
    this.panel ??= new Panel(this);
    this.draw();
    if (same && scrolled) [this.columns.source.pane.scrollTop, this.columns.target.pane.scrollTop] = scrolled;
    if (this.current !== null) this.emphasise();
    if (focused?.isConnected) focused.focus({ preventScroll: true }); else if (focused) this.focus();
  }

  before(n) {
    const f = this.page.findings[n];
    const at = (f.target ?? f.source)?.ranges[0];
    return (f.link ?? -1) * 1e9 + (at ? at[0] * 1e4 + at[1] / 1e3 : 0);
  }

  /** What is marked where. */
  collect() {
    const { page } = this;
    this.marks = { source: [], target: [] };
    this.cuts = { target: [] };
    this.lonely = { source: new Set(), target: new Set() };
    this.worst = { source: [], target: [] };
    this.worstLink = [];
    const put = (side, mark, kind, n) => { for (const [block, from, to] of mark?.ranges ?? []) (this.marks[side][block] ??= []).push({ from, to, kind, n }); };
    page.findings.forEach((f, n) => { put('source', f.source, 'finding', n); put('target', f.target, 'finding', n); });
    if (this.values) page.values.forEach((v, n) => { put('source', v.source, 'value', n); put('target', v.target, 'value', n); });
    if (this.hands && page.draft) {
      page.draft.editor.forEach((hand, n) => put('target', hand, 'hand', n));
      for (const c of page.draft.cut) if (c.at) (this.cuts.target[c.at[0]] ??= []).push({ at: c.at[1], text: c.text });
    }
    for (const f of page.findings) if (f.link !== undefined && this.isOpen(f) && !(RANK[this.worstLink[f.link]] <= RANK[f.severity])) this.worstLink[f.link] = f.severity;
    page.links.forEach((link, n) => {
      for (const side of ['source', 'target']) {
        const other = side === 'source' ? link.target : link.source;
        for (let p = link[side][0]; p < link[side][1]; p++) {
          if (other[0] === other[1]) this.lonely[side].add(p);
          if (this.worstLink[n]) this.worst[side][p] = this.worstLink[n];
        }
      }
    });
  }

  draw() {
    const { page } = this;
    document.title = `${page.title ?? page.id} · ${t('title')}`;
    const { source, target } = this.columns;
    for (const column of [source, target]) this.listen(column);
    this.panel.draw();
    const desk = h('main', { class: 'desk' }, source.pane, this.links.element, target.pane, this.panel.element);
    this.root.replaceChildren(h('a', { class: 'skip', href: '#tab-findings' }, t('jump')), this.head(), desk, this.card.element, this.announcer);
    this.moved();
  }

  head() {
    const { page } = this;
    const toggle = (name, label, key) => h('button', { type: 'button', class: 'toggle', 'aria-pressed': String(this[name]), onclick: () => this.mark(name) }, label, kbd(key));
    return h('header', { class: 'bar' },
      this.back && button([h('span', { 'aria-hidden': 'true' }, '‹ '), t('back')], this.back, { class: 'quiet' }),
      h('div', { class: 'what' }, h('h1', { lang: page.target.title || !page.title ? 'en' : 'ko', dir: 'auto' }, visible(page.title ?? page.id)),
        h('p', { class: 'facts' }, page.date && `${t('published')} ${page.date}`, page.date && ' · ', h('span', { title: visible(page.file ?? page.id) }, visible((page.file ?? page.id).split(/[\\/]/).slice(-2).join('/'))))),
      this.desk?.head(),
      h('div', { class: 'tools' },
        toggle('values', t('showValues'), 'v'), page.draft && toggle('hands', t('showHands'), 'm'),
        button(t('language'), () => { speak(lang === 'ko' ? 'en' : 'ko'); remembered.set('lang', lang); this.again(); }, { class: 'quiet', lang: lang === 'ko' ? 'en' : 'ko' }),
        button(h('span', { 'aria-hidden': 'true' }, '◐'), () => this.theme(), { class: 'quiet round', 'aria-label': `${t('theme')}: ${t('themes')[document.documentElement.dataset.theme ?? 'auto']}` }),
        button('?', () => this.help(), { class: 'quiet round', 'aria-label': t('help') })));
  }

  theme() {
    const all = ['auto', 'light', 'dark'], next = all[(all.indexOf(document.documentElement.dataset.theme ?? 'auto') + 1) % 3];
    if (next === 'auto') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = next;
    remembered.set('theme', next === 'auto' ? '' : next);
    this.root.querySelector('.bar').replaceWith(this.head());
    this.say(`${t('theme')}: ${t('themes')[next]}`);
  }

  again() { this.show(this.page, this.decisions); }

  /** Marks what was checked, or the words of the editor, or no longer. */
  mark(name, on = !this[name]) {
    if (this[name] === on || this.desk?.editing) return;
    this[name] = on;
    this.collect();
    this.columns.source.redraw();
    this.columns.target.redraw();
    this.root.querySelector('.bar').replaceWith(this.head());
    this.emphasise();
    this.moved();
  }

  listen(column) {
    const { pane } = column;
    pane.addEventListener('click', e => {
      const mark = e.target.closest?.('[data-f]');
      if (mark) { this.card.hide(); this.go(Number(mark.dataset.f.split(' ')[0])); }
    });
    pane.addEventListener('dblclick', e => { const p = e.target.closest?.('[data-p]'); const b = e.target.closest?.('[data-block]'); if (p) this.desk?.edit(Number(p.dataset.p), column.name); else if (b && column.name === 'target') this.desk?.edit(Number(b.dataset.block), 'block'); });
    pane.addEventListener('pointerover', e => {
      const mark = e.target.closest?.('.m[data-f], .m[data-v]');
      if (mark) this.card.soon(mark); else this.card.hide();
      const p = e.target.closest?.('[data-p]');
      this.hover(p ? (column.name === 'source' ? this.links.ofSource : this.links.ofTarget)[p.dataset.p] ?? null : null);
    });
    pane.addEventListener('pointerleave', () => { this.card.hide(); this.hover(null); });
    pane.addEventListener('focusin', e => { if (e.target.matches('.m[data-f]')) this.card.show(e.target); });
    pane.addEventListener('focusout', () => this.card.hide());
  }

  hover(link) {
    if (link === this.hoverLink) return;
    this.hoverLink = link;
    this.light('hover', link);
    this.links.draw();
  }

  /** Puts a light on the passages of a link on both sides. */
  light(name, n) {
    for (const side of ['source', 'target']) {
      const column = this.columns[side];
      for (const old of column.elements(`.passage.${name}`)) old.classList.remove(name);
      const link = n === null || n === undefined ? null : this.page.links[n];
      if (link) for (let p = link[side][0]; p < Math.min(link[side][1], link[side][0] + 20); p++) column.elements(`[data-p="${p}"]`)[0]?.classList.add(name);
    }
  }

  /** The passages across from a finding that has a place on one side only. */
  across(finding) {
    const link = this.page.links[finding.link];
    if (!link || (finding.source && finding.target)) return null;
    const words = side => {
      const { passages, blocks } = this.page[side];
      const [from, to] = link[side];
      return from < to ? passages.slice(from, to).map(p => blocks[p.block].text.slice(p.from, p.to)).join(' ') : null;
    };
    return { ko: finding.source ? null : words('source'), en: finding.target ? null : words('target') };
  }

  decision(f) {
    const own = this.decisions.get(f.fingerprint);
    if (own) return { ...own, state: own.decision === 'accept' ? 'accepted' : 'waived' };
    return f.disposition ?? null;
  }

  state(f) { return this.decision(f)?.state ?? 'open'; }

  isOpen(f) { return this.state(f) === 'open'; }

  /** Opens a finding: in the list, and in the text of both sides. */
  go(n, { quiet = false } = {}) {
    const before = this.current;
    this.current = n;
    if (this.panel.tab !== 'findings') { this.panel.tab = 'findings'; this.panel.draw(); }
    if (before !== null && before !== n) this.panel.refresh(before);
    if (n === null) { this.emphasise(); return; }
    if (this.panel.fitting.indexOf(n) >= this.panel.limit || !this.panel.items.querySelector(`[data-n="${n}"]`)) this.panel.list(); else this.panel.refresh(n);
    const f = this.findings[n];
    this.bring(f);
    this.emphasise();
    const item = this.panel.items.querySelector(`[data-n="${n}"]`);
    item?.scrollIntoView({ block: 'nearest' });
    item?.querySelector('.item').focus({ preventScroll: true });
    if (!quiet) this.say(`${t('of', this.order.indexOf(n) + 1, this.order.length)}: ${t(f.severity)}, ${t(this.state(f))}. ${f.message}`);
  }

  /** Brings both places of a finding to the same height. */
  bring(f) {
    const link = this.page.links[f.link];
    this.still = true;
    for (const side of ['source', 'target']) {
      const column = this.columns[side], range = f[side]?.ranges[0];
      const p = link && link[side][0] < link[side][1] ? link[side][0] : null;
      if (range) column.reveal(range[0], range[1]); else if (p !== null) column.reveal(this.page[side].passages[p].block);
      const n = this.findings.indexOf(f);
      const element = column.elements(`.m[data-f~="${n}"]`)[0] ?? (p !== null ? column.elements(`[data-p="${p}"]`)[0] : null);
      if (!element) continue;
      const box = element.getBoundingClientRect(), pane = column.pane.getBoundingClientRect();
      column.echo = undefined;
      column.pane.scrollTop += box.top - pane.top - pane.height * 0.36;
    }
    this.links.moved();
    requestAnimationFrame(() => requestAnimationFrame(() => { this.still = false; }));
  }

  emphasise() {
    const f = this.current === null ? null : this.findings[this.current];
    this.link = f ? f.link ?? null : null;
    this.light('on', this.link);
    for (const side of ['source', 'target']) {
      for (const old of this.columns[side].elements('.m.current')) { old.classList.remove('current'); if (old.tabIndex === 0) old.tabIndex = -1; }
      if (f) for (const element of this.columns[side].elements(`.m[data-f~="${this.current}"]`)) { element.classList.add('current'); if (element.classList.contains('begins')) element.tabIndex = 0; }
    }
    this.links.draw();
  }

  /** The next finding that fits, in the order of the text. */
  step(by, fits = () => true) {
    const all = this.order.filter(n => this.panel.fits(this.findings[n]));
    let at = this.current === null ? (by > 0 ? -1 : all.length) : all.indexOf(this.current);
    if (at < 0 && this.current !== null) at = by > 0 ? -1 : all.length;
    for (at += by; at >= 0 && at < all.length; at += by) if (fits(this.findings[all[at]])) { this.go(all[at]); return true; }
    this.say(t('noWay'));
    return false;
  }

  say(text) {
    this.announcer.textContent = '';
    this.announcer.textContent = text;
  }

  focus() { (this.panel.items.querySelector('.current .item') ?? this.panel.items).focus({ preventScroll: true }); }

  moved() { this.links?.moved(); }

  help() {
    const keys = [...(this.desk?.keys() ?? []), ...t('keys')];
    this.ask(h('dialog', { class: 'help', 'aria-labelledby': 'help-title' },
      h('h2', { id: 'help-title' }, t('help')),
      h('dl', {}, keys.map(([key, what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, what)))),
      h('h3', {}, t('signs')),
      h('dl', {}, legend().map(([shape, what]) => h('div', {}, h('dt', {}, shape), h('dd', {}, what)))),
      h('form', { method: 'dialog' }, h('button', { class: 'primary' }, t('close')))));
  }

  /** Opens a dialog. When it closes it is gone, and the keyboard is back where it was, also if that was drawn anew. */
  ask(dialog) {
    dialog.addEventListener('close', () => { dialog.remove(); if (document.activeElement === document.body) this.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  key(event) {
    if (!this.columns?.source.pane.isConnected) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    // A dialog that has just closed holds the keyboard for another moment; what is typed then is for the page.
    const dialog = event.target.closest?.('dialog');
    if (dialog ? dialog.open : event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    // The same keys where Hangul is typed: what stands on the key counts.
    const letter = /^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key) ? event.code[3].toLowerCase() : event.key;
    const key = letter.length === 1 && event.shiftKey && /^[a-z]$/.test(letter) ? letter.toUpperCase() : letter;
    const critical = f => f.severity === 'critical';
    const own = { j: () => this.step(1), k: () => this.step(-1), n: () => this.step(1, critical), N: () => this.step(-1, critical), v: () => this.mark('values'),
      m: () => this.page.draft && this.mark('hands'), '/': () => { this.panel.tab = 'findings'; this.panel.draw(); this.panel.filter.focus(); }, '?': () => this.help(), Escape: () => { this.card.hide(); if (this.current !== null) this.go(null); } };
    const act = this.desk?.key(key) ?? own[key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
