'use strict';
// Editing a passage in its place. It is checked again while somebody types; nothing is kept until it is saved, and what somebody else
// wrote meanwhile is not overwritten unseen.

/** What can be edited of the English: a passage, or a block that has none (a heading, a caption). */
const editable = {
  passage(page, n) {
    const { passages, blocks } = page.target, p = passages[n];
    return p && { kind: 'passage', n, start: p.start, end: p.end, block: p.block, from: p.from, text: p.given ?? blocks[p.block].text.slice(p.from, p.to) };
  },
  block(page, n) {
    const b = page.target.blocks[n];
    return b && { kind: 'block', n, start: b.start, end: b.end, block: n, from: 0, text: b.given ?? b.text };
  },
  /** The same piece in a newer page: the one with the same words, or else the one at its place. */
  again(page, piece) {
    const all = piece.kind === 'passage' ? page.target.passages : page.target.blocks, of = n => this[piece.kind](page, n);
    const near = [...all.keys()].sort((a, b) => Math.abs(a - piece.n) - Math.abs(b - piece.n));
    const same = near.find(n => of(n).text === piece.text);
    return { same: same !== undefined, piece: of(same ?? Math.min(piece.n, all.length - 1)) };
  },
};

class Editing {
  constructor(desk, piece, atEnd = false) {
    const { view } = desk;
    Object.assign(this, { desk, view, piece, seen: 0, lines: piece.text.includes('\r\n') ? '\r\n' : '\n' });
    this.column = view.columns.target;
    this.column.reveal(piece.block, piece.from);
    this.place = this.column.elements(piece.kind === 'passage' ? `[data-p="${piece.n}"]` : `[data-block="${piece.n}"]`)[0];
    this.area = h('textarea', { lang: 'en', dir: 'auto', spellcheck: 'true', 'aria-label': t('editing'), 'aria-describedby': 'edit-told', oninput: () => { this.fit(); this.soon(); } });
    this.area.value = piece.text;
    this.before = this.area.value;
    this.told = h('div', { class: 'told', id: 'edit-told', role: 'status' });
    this.warning = h('div', { class: 'warning', role: 'alert', hidden: true });
    this.form = h('span', { class: 'editing', 'data-p': piece.kind === 'passage' ? piece.n : null, onkeydown: e => this.key(e) }, this.area, this.warning, this.told,
      h('span', { class: 'buttons' }, button([t('save'), kbd('Ctrl ↵')], () => this.save(), { class: 'primary' }), button([t('cancel'), kbd('Esc')], () => this.end())));
    this.place.replaceWith(this.form);
    this.fit();
    this.area.focus();
    this.select(atEnd);
    view.moved();
  }

  /** The words that the finding is about are what is written over first. */
  select(atEnd) {
    const mark = this.view.current === null ? null : this.view.findings[this.view.current].target;
    const at = mark && mark.start >= this.piece.start && mark.end <= this.piece.end ? this.before.indexOf(mark.text) : -1;
    if (at >= 0) this.area.setSelectionRange(at, at + mark.text.length); else if (atEnd) this.area.setSelectionRange(this.before.length, this.before.length);
  }

  fit() { this.area.style.height = 'auto'; this.area.style.height = `${this.area.scrollHeight + 2}px`; }

  key(event) {
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); this.end(); }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.save(); }
  }

  /** What is put in the place of what was there, with the line ends that the text has. */
  edits() { return [{ start: this.piece.start, end: this.piece.end, text: this.area.value.replaceAll('\n', this.lines) }]; }

  /** Has the words checked at once. One question is on its way at a time: what is typed meanwhile is asked when its answer is there. */
  soon() { if (this.asking) this.more = true; else this.look(); }

  async look() {
    const seen = ++this.seen;
    this.asking?.abort();
    const asking = this.asking = new AbortController();
    this.more = false;
    try {
      const { findings } = await ask(`${this.desk.path}/preview`, { version: this.desk.version, edits: this.edits(), page: false }, asking.signal);
      if (seen === this.seen) this.tell(findings);
    } catch (error) {
      if (error.name === 'AbortError' || seen !== this.seen) return;
      if (error.stale) await this.desk.overtaken(error); else this.told.textContent = error.message;
    } finally {
      if (this.asking === asking) this.asking = null;
    }
    if (seen === this.seen && this.more) this.look();
  }

  /** What the words would come to: what goes away, what is new, what is still there. */
  tell(findings) {
    const before = new Set(this.view.page.findings.map(f => f.fingerprint)), after = new Set(findings.map(f => f.fingerprint));
    const gone = this.view.page.findings.filter(f => !after.has(f.fingerprint)).length;
    const fresh = findings.filter(f => !before.has(f.fingerprint));
    const stay = findings.filter(f => f.here && before.has(f.fingerprint));
    const line = (f, isNew) => h('span', { class: 'line' }, sign(f.severity), ' ', h('span', { lang: 'en' }, visible(f.message)), isNew && h('em', {}, ` ${t('fresh')}`));
    this.told.replaceChildren(
      h('span', { class: 'sum' }, [gone && t('goes', gone), fresh.length && t('comes', fresh.length), stay.length && t('stays', stay.length)].filter(Boolean).join(' · ') || t('clean')),
      ...[...fresh.map(f => line(f, true)), ...stay.map(f => line(f, false))].slice(0, 6));
    this.told.classList.toggle('good', !fresh.length && !stay.length);
    this.view.moved();
  }

  async save() {
    if (this.saving) return;
    if (this.area.value === this.before && !this.moved) { this.end(); return; }
    this.saving = true;
    this.asking?.abort();
    this.seen++;
    try {
      const answer = await ask(`${this.desk.path}/edits`, { version: this.desk.version, edits: this.edits() });
      this.close();
      this.desk.take(answer);
      toast(t('saved'), 'good');
      this.desk.next();
    } catch (error) {
      if (error.stale) await this.desk.overtaken(error); else { this.warning.textContent = error.message; this.warning.hidden = false; }
    } finally { this.saving = false; }
  }

  /** Somebody changed the article meanwhile: the words here are kept, and what stands there now is shown. */
  overtaken(page, by) {
    const { same, piece } = editable.again(page, this.piece);
    if (!piece) return;
    this.moved = !same;
    this.piece = piece;
    this.view.page = page;
    this.warning.replaceChildren(h('strong', {}, t('meanwhile', by)), ' ', ...(same ? [] : [t('keep'), h('span', { class: 'theirs' }, t('theirs'), ' ', h('q', { lang: 'en', dir: 'auto' }, visible(piece.text)))]));
    this.warning.hidden = false;
    this.look();
  }

  end() {
    this.close();
    this.desk.settle();
    this.view.focus();
  }

  close() {
    this.asking?.abort();
    this.seen++;
    this.desk.editing = null;
    this.form.replaceWith(this.place);
    this.view.moved();
  }
}
