'use strict';
// The desk: an article on which an editor decides, finding by finding, and signs off. Several editors may sit at one article.

class Desk {
  constructor(id) {
    Object.assign(this, { id, path: `/api/v1/articles/${encodeURIComponent(id)}`, editing: null, waiving: null, busy: false, version: -1 });
    this.view = new View(document.getElementById('app'), { desk: this, back: () => { location.href = `/?lang=${lang}`; } });
  }

  async open() {
    try { this.take(await ask(this.path)); } catch (error) { toast(error.message, 'bad'); return; }
    this.listen();
    // A window that nobody looks at holds no connection: browsers have few of them for one place.
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.events.close(); else { this.listen(); this.refresh(); } });
    addEventListener('pagehide', () => this.events.close());
    this.view.panel.items.querySelector('.item')?.focus();
  }

  listen() {
    this.events = new EventSource(`${this.path}/events`);
    this.events.addEventListener('changed', event => this.heard(JSON.parse(event.data)));
    this.events.addEventListener('error', () => this.connected(false));
    this.events.addEventListener('open', () => this.connected(true));
  }

  /** Shows the article as the server tells it. */
  take(answer) {
    if (answer.version < this.version) return;
    const latest = new Map((answer.decisions ?? []).map(d => [d.fingerprint, d]));
    Object.assign(this, { answer, version: answer.version });
    const page = answer.page ?? { schema: 'daejo.page/v1', id: answer.id, title: answer.title, date: answer.date, status: 'incomplete', reason: answer.reason, notes: [], source: { lang: 'ko', name: 'ko', blocks: [], passages: [] }, target: { lang: 'en', name: 'en', blocks: [], passages: [] },
      links: [], values: [], values_left_out: 0, findings: [], rules: {}, counts: { mentions_source: 0, mentions_target: 0, agreed: 0, undecided: 0, passages_source: 0, passages_target: 0, unpaired: 0 }, unchecked: [{ what: 'article' }] };
    if (answer.title && !page.title) page.title = answer.title;
    page.file = answer.file;
    this.view.show(page, latest);
  }

  connected(yes) {
    document.body.classList.toggle('lost', !yes);
    if (!yes && !this.saidLost) { this.saidLost = true; toast(t('offline'), 'bad'); }
    if (yes) { this.saidLost = false; this.refresh(); }
  }

  async refresh(by = '') {
    const answer = await ask(this.path).catch(() => null);
    if (!answer || answer.version < this.version) return;
    const same = answer.standard === this.answer?.standard && answer.notice === this.answer?.notice;
    if (answer.version > this.version || !same) this.arrived(answer, by);
  }

  /** Somebody did something to the article. */
  async heard({ version, by, standard }) {
    if (version <= this.version && standard === this.answer?.standard) return;
    if (this.busy) { this.missed = by; return; }
    await this.refresh(by);
  }

  arrived(answer, by) {
    const same = answer.version === this.version;
    if (this.editing) {
      this.pending = answer;
      this.version = answer.version;
      if (answer.page && !same) this.editing.overtaken(answer.page, by);
      return;
    }
    // The words of a waiver stay where they are typed. Where its finding is gone, they are refused when they are sent.
    if (this.waiving && !answer.page?.findings.some(f => f.fingerprint === this.waiving.fingerprint)) { this.pending = answer; return; }
    this.take(answer);
    const last = answer.history?.at(-1);
    if (same) toast(t(answer.notice ? 'houseWrong' : 'houseChanged'), answer.notice ? 'bad' : 'news');
    else toast(t('decidedBy', last?.what === 'read' ? '' : by || last?.by), 'news');
  }

  /** What came while somebody was typing is shown now. */
  settle() {
    if (!this.pending) return;
    const answer = this.pending;
    this.pending = null;
    this.take(answer);
  }

  /** A request was about an older version: what is there now is shown, and nothing was done. */
  async overtaken(refusal) {
    const answer = await ask(this.path).catch(() => null);
    if (!answer) { toast(refusal.message, 'bad'); return; }
    const by = answer.history?.at(-1)?.by ?? '';
    if (this.editing) this.arrived(answer, by);
    else { this.take(answer); toast(`${t('meanwhile', by)} ${t('repeat')}`, 'bad'); }
  }

  /** Does something, and shows what the article is then. */
  async act(what, body, said) {
    if (this.busy) return false;
    this.busy = true;
    try {
      this.take(await ask(`${this.path}/${what}`, { version: this.version, ...body }));
      if (said) toast(said, 'good');
      return true;
    } catch (error) {
      if (error.stale) await this.overtaken(error); else toast(error.message, 'bad');
      return false;
    } finally { this.free(); }
  }

  /** Something is done; what was heard of meanwhile is looked at now. */
  free() {
    this.busy = false;
    if (this.missed !== undefined) { this.missed = undefined; this.refresh(); }
  }

  finding() {
    const { view } = this;
    if (view.current === null) { toast(t('noFinding')); return null; }
    return view.findings[view.current];
  }

  /** What is open behind a finding in the order of the text, then from its start. */
  following() {
    const { view } = this, at = view.order.indexOf(view.current);
    const round = [...view.order.slice(at + 1), ...view.order.slice(0, Math.max(at, 0))];
    return round.filter(n => view.isOpen(view.findings[n]) && view.panel.fits(view.findings[n])).map(n => view.findings[n].fingerprint);
  }

  /** Goes to the first of some findings that is still there and open. */
  next(fingerprints = this.lined) {
    const { view } = this;
    for (const fingerprint of fingerprints ?? []) {
      const n = view.findings.findIndex(f => f.fingerprint === fingerprint);
      if (n >= 0 && view.isOpen(view.findings[n])) { view.go(n); return; }
    }
    if (!view.findings.some(f => view.isOpen(f))) { view.go(null); view.say(t('last')); toast(t('last'), 'good'); } else view.step(1, f => view.isOpen(f));
  }

  async accept() {
    const f = this.finding();
    if (!f) return;
    const following = this.following();
    if (await this.act('decisions', { fingerprint: f.fingerprint, decision: 'accept' }, t('done').accept)) this.next(following);
  }

  async apply() {
    const f = this.finding();
    if (!f) return;
    if (f.suggestion === null || !f.target) { toast(t('noSuggestion')); return; }
    const following = this.following();
    if (await this.act('edits', { edits: [{ start: f.target.start, end: f.target.end, text: f.suggestion }] }, t('saved'))) this.next(following);
  }

  /** Edits the English: the passage or block that is named, or what renders the Korean passage that is; or else where the finding is. */
  edit(p = null, side = 'target') {
    const { page } = this.view;
    if (this.editing) { this.editing.area.focus(); return; }
    let found;
    if (p !== null) found = { target: () => ({ piece: editable.passage(page, p) }), block: () => ({ piece: editable.block(page, p) }), source: () => this.rendering(this.view.links.ofSource[p]) }[side]();
    else {
      const f = this.finding();
      if (!f) return;
      const within = f.target ? page.target.passages.findIndex(q => q.start <= f.target.start && f.target.start < q.end) : -1;
      if (within >= 0) found = { piece: editable.passage(page, within) };
      else if (f.target?.ranges.length) found = { piece: editable.block(page, f.target.ranges[0][0]) };
      else found = this.rendering(f.link);
    }
    if (!found?.piece) { toast(t('noEnglish')); return; }
    this.lined = this.following();
    this.editing = new Editing(this, found.piece, found.behind);
  }

  /** The English of a link; where it has none, what goes before, behind which it can be written. */
  rendering(n) {
    const { page, links } = this.view, link = page.links[n];
    if (!link) return null;
    if (link.target[0] < link.target[1]) return { piece: editable.passage(page, link.target[0]) };
    for (let q = link.source[0] - 1; q >= 0; q--) {
      const before = page.links[links.ofSource[q]];
      if (before?.target[0] < before?.target[1]) return { piece: editable.passage(page, before.target[1] - 1), behind: true };
    }
    return page.target.passages.length ? { piece: editable.passage(page, 0) } : null;
  }

  waive() {
    const f = this.finding();
    if (!f) return;
    this.waiving = { fingerprint: f.fingerprint, form: this.waiver(f) };
    this.view.panel.refresh(this.view.current);
    this.waiving?.form.querySelector('input').focus();
  }

  actions(f) {
    if (this.waiving?.fingerprint === f.fingerprint) return this.waiving.form;
    if (this.waiving) { this.waiving = null; queueMicrotask(() => this.settle()); }
    const act = (name, key, does, more) => button([t(name), kbd(key)], does, more);
    return h('div', { class: 'actions', role: 'group', 'aria-label': f.rule },
      f.suggestion !== null && f.target && act('apply', 'f', () => this.apply(), { class: 'primary' }), act('edit', 'e', () => this.edit()), act('accept', 'a', () => this.accept()), act('waive', 'w', () => this.waive()));
  }

  waiver(f) {
    const codes = Object.entries(t('reasons'));
    const words = h('input', { type: 'text', name: 'text', maxlength: '2000', 'aria-label': t('whyHint'), placeholder: t('whyHint'), autocomplete: 'off' });
    const until = h('input', { type: 'date', name: 'until', id: 'waive-until' });
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const close = () => { this.waiving = null; this.settle(); this.view.panel.refresh(this.view.current); this.view.focus(); };
    const form = h('form', { class: 'waive', onsubmit: async event => {
      event.preventDefault();
      const reason = form.querySelector('[name=reason]:checked')?.value;
      if (!reason || !words.value.trim()) { wrong.textContent = t('reasonNeeded'); (reason ? words : form.querySelector('[name=reason]')).focus(); return; }
      const following = this.following(), { waiving } = this;
      this.waiving = null;
      if (await this.act('decisions', { fingerprint: f.fingerprint, decision: 'waive', reason, text: words.value.trim(), ...(until.value && { until: until.value }) }, t('done').waive)) { this.next(following); return; }
      // What was written is not lost with a refusal.
      this.settle();
      if (this.view.current !== null && this.finding().fingerprint === f.fingerprint) { this.waiving = waiving; this.view.panel.refresh(this.view.current); words.focus(); }
    }, onkeydown: event => {
      if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close(); }
      const n = event.target.name === 'reason' ? Number(event.key) : 0;
      if (n >= 1 && n <= codes.length) { event.preventDefault(); form.querySelectorAll('[name=reason]')[n - 1].checked = true; words.focus(); }
      if (event.key === 'Enter' && event.target.name === 'reason') { event.preventDefault(); words.focus(); }
    } },
    h('fieldset', {}, h('legend', {}, t('why')), codes.map(([code, what], i) => h('label', {}, h('input', { type: 'radio', name: 'reason', value: code }), kbd(String(i + 1)), ' ', h('span', {}, what), ' ', h('code', {}, code)))),
    words, h('label', { class: 'until' }, t('until'), ' ', until), wrong, h('div', { class: 'buttons' }, h('button', { class: 'primary' }, t('waive')), button([t('cancel'), kbd('Esc')], close)));
    return form;
  }

  async undo() { await this.act('undo', {}, t('undone')); }

  sign() {
    const { view, answer } = this;
    const open = this.standing();
    const words = h('input', { type: 'text', 'aria-label': t('signText'), placeholder: t('signText'), maxlength: '2000', autocomplete: 'off' });
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const send = decision => async () => {
      if (this.busy) return;
      this.busy = true;
      try {
        this.take(await ask(`${this.path}/sign`, { version: this.version, decision, ...(words.value.trim() && { text: words.value.trim() }) }));
        dialog.close();
        toast(t(decision === 'APPROVED' ? 'signedNow' : 'rejectedNow'), 'good');
      } catch (error) {
        if (error.stale) { dialog.close(); await this.overtaken(error); } else wrong.textContent = error.message;
      } finally { this.free(); }
    };
    const dialog = h('dialog', { class: 'signing', 'aria-labelledby': 'sign-title' },
      h('h2', { id: 'sign-title' }, t('signTitle')), h('p', {}, t('signAsk')),
      h('p', { class: open.length ? 'open-left' : 'all-checked' }, open.length ? [sign(open.reduce((a, f) => RANK[f.severity] < RANK[a] ? f.severity : a, 'info')), ' ', t('openLeft', open.length)] : t('nothingOpen')),
      view.page.unchecked.length > 0 && h('div', { class: 'unchecked' }, h('h3', {}, t('unchecked')), h('ul', {}, view.page.unchecked.map(u => h('li', {}, t('what')[u.what](u.count))))),
      words, wrong,
      h('div', { class: 'buttons' }, button(t('approve'), send('APPROVED'), { class: 'primary' }), button(t('reject'), send('REJECTED')), button(t('cancel'), () => dialog.close(), { class: 'quiet' })),
      h('p', { class: 'meta' }, t('asEditor', answer.editor ?? EDITOR)));
    view.ask(dialog);
    words.focus();
  }

  /** What would still be wrong in print: what is open, and what was accepted as an error and not mended. */
  standing() { return this.view.findings.filter(f => ['open', 'accepted'].includes(this.view.state(f))); }

  head() {
    const { answer } = this, { signed } = answer;
    const told = signed && [t('signedBy', signed.by, new Date(signed.at).toLocaleString(lang)), !signed.holds && (signed.why ?? t('holdsNot'))].filter(Boolean).join(' · ');
    return h('div', { class: 'standing' },
      answer.notice && button(t('houseWrong'), () => toast(visible(answer.notice), 'bad'), { class: 'pill stale notice', title: visible(answer.notice) }),
      signed?.decision === 'REJECTED' && signed.holds && h('span', { class: 'pill open', title: told }, t('rejected')),
      h('span', { class: `pill ${answer.state}`, title: told }, t('states')[answer.state] ?? answer.state, answer.state === 'open' && ` · ${this.standing().length}`),
      signed && h('a', { class: 'record', href: `${this.path}/record`, download: true }, t('record')),
      button([t('undo'), kbd('u')], () => this.undo(), { class: 'quiet' }), button([t('sign'), kbd('s')], () => this.sign(), { class: 'primary' }));
  }

  keys() { return t('deskKeys'); }

  key(key) {
    if (this.editing && key === 'Escape') return () => this.editing.end();
    return { a: () => this.accept(), f: () => this.apply(), e: () => this.edit(), w: () => this.waive(), u: () => this.undo(), s: () => this.sign() }[key];
  }
}

new Desk(decodeURIComponent(location.pathname.split('/').pop())).open();
