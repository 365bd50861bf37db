// The panel: findings with their filter, what was checked and what was not, whose words the English is made of.

const PORTION = 150;

class Panel {
  constructor(view) {
    this.view = view;
    this.limit = PORTION;
    this.query = '';
    this.severities = new Set();
    this.tab = 'findings';
    this.filter = h('input', { type: 'search', class: 'filter', autocomplete: 'off', spellcheck: 'false', oninput: () => { this.query = this.filter.value; this.limit = PORTION; this.list(); } });
    this.filter.addEventListener('keydown', e => { if (e.key === 'Escape' || e.key === 'Enter') { e.stopPropagation(); if (e.key === 'Escape') { this.filter.value = this.query = ''; this.list(); } view.focus(); } });
    this.chips = h('div', { class: 'chips', role: 'group' });
    this.items = h('ol', { class: 'findings', tabindex: '-1' });
    this.shown = h('p', { class: 'shown' });
    this.body = h('div', { class: 'tab-body', role: 'tabpanel', id: 'tab-body', tabindex: '0' });
    this.tabs = h('div', { class: 'tabs', role: 'tablist', onkeydown: e => this.turn(e) });
    this.element = h('aside', { class: 'panel' }, this.tabs, this.body);
  }

  draw() {
    const names = ['findings', 'checked', ...(this.view.page.draft ? ['draft'] : [])];
    if (!names.includes(this.tab)) this.tab = 'findings';
    this.element.setAttribute('aria-label', t('findings'));
    this.tabs.replaceChildren(...names.map(name => button(t(name), () => this.choose(name), { role: 'tab', id: `tab-${name}`, 'aria-controls': 'tab-body', 'aria-selected': String(name === this.tab), tabindex: name === this.tab ? '0' : '-1' })));
    this.body.setAttribute('aria-labelledby', `tab-${this.tab}`);
    this.filter.setAttribute('placeholder', t('filterHint'));
    this.filter.setAttribute('aria-label', t('filter'));
    this.chips.setAttribute('aria-label', t('filter'));
    this.items.setAttribute('aria-label', t('findings'));
    const title = h('h2', { class: 'unseen' }, t(this.tab));
    if (this.tab === 'findings') { this.body.replaceChildren(title, this.notChecked(), this.chips, this.filter, this.shown, this.items); this.list(); }
    else this.body.replaceChildren(title, ...(this.tab === 'checked' ? this.checked() : this.draft()));
  }

  choose(name) {
    this.tab = name;
    if (name === 'checked') this.view.mark('values', true);
    if (name === 'draft') this.view.mark('hands', true);
    this.draw();
    this.tabs.querySelector('[aria-selected=true]').focus();
  }

  turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...this.tabs.children], now = all.findIndex(b => b.getAttribute('aria-selected') === 'true');
    all[(now + step + all.length) % all.length].click();
  }

  /** What was not checked stands before anything else. */
  notChecked() {
    const { page } = this.view;
    if (page.status !== 'incomplete') return h('div', { hidden: true });
    return h('div', { class: 'alarm' }, h('strong', {}, t('incomplete')), h('p', { lang: 'en' }, visible(page.reason ?? '')));
  }

  fits(finding) {
    if (this.severities.size && !this.severities.has(finding.severity)) return false;
    const words = this.query.trim().toLowerCase();
    if (!words) return true;
    const d = this.view.decision(finding);
    const text = [finding.message, finding.rule, finding.category, finding.severity, t(finding.severity), t(this.view.state(finding)), d?.reason, d?.text, d?.by, finding.source?.text, finding.target?.text].join(' ').toLowerCase();
    return words.split(/\s+/).every(word => text.includes(word));
  }

  list() {
    const { view } = this;
    const counts = { critical: 0, major: 0, minor: 0, info: 0 };
    for (const f of view.findings) if (view.isOpen(f)) counts[f.severity]++;
    this.chips.replaceChildren(...Object.keys(counts).map(severity => h('button', {
      type: 'button', class: `chip ${severity}`, 'aria-pressed': String(this.severities.has(severity)),
      onclick: () => { if (!this.severities.delete(severity)) this.severities.add(severity); this.list(); this.chips.querySelector(`.${severity}`).focus(); },
    }, sign(severity, true), h('span', { class: 'count' }, String(counts[severity])), ' ', h('span', { class: 'name' }, t(severity)))));
    const shown = view.order.filter(n => this.fits(view.findings[n]));
    this.fitting = shown;
    const at = shown.indexOf(view.current);
    if (at >= this.limit) this.limit = at + PORTION;
    const filtered = shown.length !== view.findings.length;
    this.shown.textContent = filtered ? t('filtered', shown.length) : '';
    this.items.replaceChildren(...shown.slice(0, this.limit).map(n => this.item(n)));
    if (shown.length > this.limit) this.items.append(h('li', { class: 'rest' }, button(t('more', Math.min(PORTION, shown.length - this.limit)), () => { this.limit += PORTION; this.list(); })));
    if (!shown.length) this.items.append(h('li', { class: 'empty' }, t(view.findings.length ? 'noneShown' : view.page.unchecked.length ? 'noneUnchecked' : 'none')));
  }

  item(n) {
    const { view } = this;
    const f = view.findings[n], open = n === view.current, state = view.state(f);
    const head = h('button', { type: 'button', class: 'item', id: `item-${n}`, 'aria-expanded': String(open), onclick: () => view.go(open ? null : n) },
      sign(f.severity), h('span', { class: 'message', lang: 'en' }, visible(f.message)),
      h('span', { class: 'under' }, h('code', {}, f.rule), state !== 'open' && h('span', { class: `state ${state}` }, t(state))));
    return h('li', { class: `finding-item ${f.severity} ${state}${open ? ' current' : ''}`, 'data-n': n }, h('h3', {}, head), open && details(view, f));
  }

  /** Draws one finding anew. */
  refresh(n) {
    const there = this.items.querySelector(`[data-n="${n}"]`);
    if (there) there.replaceWith(this.item(n)); else if (this.tab === 'findings') this.list();
  }

  checked() {
    const { page } = this.view;
    const out = [h('p', { class: 'counted' }, t('counts', page.counts))];
    const list = page.unchecked.map(u => h('li', {}, t('what')[u.what](u.count)));
    out.push(h('div', { class: list.length ? 'unchecked' : 'all-checked' }, list.length ? [h('h3', {}, t('unchecked')), h('ul', {}, list)] : t('allChecked')));
    if (page.notes.length) out.push(h('ul', { class: 'notes', lang: 'en' }, page.notes.map(n => h('li', {}, visible(n)))));
    const rows = h('ol', { class: 'values' });
    let from = 0;
    const more = button('', () => add());
    const add = () => {
      for (const v of page.values.slice(from, from + PORTION)) {
        rows.append(h('li', { class: `value-row ${v.state}` }, h('span', { class: `state ${v.state}` }, t(v.state)), sides(v.source, v.target)));
      }
      from += PORTION;
      more.textContent = t('more', Math.min(PORTION, page.values.length - from));
      more.hidden = from >= page.values.length;
    };
    add();
    return [...out, rows, more];
  }

  draft() {
    const { draft } = this.view.page;
    return [
      h('p', { class: 'counted' }, t('words', draft), draft.standing ? ` ${t('standing', draft.standing)}.` : ''),
      draft.repaired.length > 0 && h('h3', {}, t('repairedIn')),
      h('ul', { class: 'repaired' }, draft.repaired.map(r => h('li', {}, sign(r.severity), ' ', h('span', { lang: 'en' }, visible(r.message)), ' ', h('code', {}, r.rule)))),
      draft.cut.length > 0 && h('h3', {}, t('takenOut')),
      h('ul', { class: 'cuts', lang: 'en' }, draft.cut.slice(0, 200).map(c => h('li', {}, h('del', {}, visible(shortened(c.text)))))),
    ].filter(Boolean);
  }
}
