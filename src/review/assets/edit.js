'use strict';
// Editing a passage in its place. It is checked again while somebody types; nothing is kept until it is saved, and what somebody else
// wrote meanwhile is not overwritten unseen.

const PAUSE = 40; // milliseconds without a key after which it is checked

class Editing {
  constructor(desk, p) {
    const { view } = desk;
    Object.assign(this, { desk, view, p, seen: 0, passage: view.page.target.passages[p] });
    this.before = this.given(p);
    this.column = view.columns.target;
    this.column.reveal(this.passage.block, this.passage.from);
    this.place = this.column.elements(`[data-p="${p}"]`)[0];
    this.area = h('textarea', { lang: 'en', dir: 'auto', spellcheck: 'true', 'aria-label': t('editing'), 'aria-describedby': 'edit-told', oninput: () => { this.fit(); this.soon(); } });
    this.area.value = this.before;
    this.told = h('div', { class: 'told', id: 'edit-told', role: 'status' });
    this.warning = h('div', { class: 'warning', role: 'alert', hidden: true });
    this.form = h('span', { class: 'editing', 'data-p': p, onkeydown: e => this.key(e) }, this.area, this.warning, this.told,
      h('span', { class: 'buttons' }, button([t('save'), kbd('Ctrl ↵')], () => this.save(), { class: 'primary' }), button([t('cancel'), kbd('Esc')], () => this.end())));
    this.place.replaceWith(this.form);
    this.fit();
    const first = view.current === null ? null : view.findings[view.current].target;
    const at = first && first.start >= this.passage.start && first.end <= this.passage.end ? view.page.target.blocks[this.passage.block].text.slice(this.passage.from, this.passage.to).indexOf(first.text) : -1;
    this.area.focus();
    if (at >= 0 && this.before.slice(at, at + first.text.length) === first.text) this.area.setSelectionRange(at, at + first.text.length);
    view.moved();
  }

  /** The English of a passage as it was given. */
  given(p) {
    const { passages, blocks } = this.view.page.target, passage = passages[p];
    return passage.given ?? blocks[passage.block].text.slice(passage.from, passage.to);
  }

  fit() { this.area.style.height = 'auto'; this.area.style.height = `${this.area.scrollHeight + 2}px`; }

  key(event) {
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); this.end(); }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.save(); }
  }

  edits() { return [{ start: this.passage.start, end: this.passage.end, text: this.area.value }]; }

  soon() { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), PAUSE); }

  async look() {
    const seen = ++this.seen;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const { page } = await ask(`${this.desk.path}/preview`, { version: this.desk.version, edits: this.edits() }, this.asking.signal);
      if (seen === this.seen) this.tell(page);
    } catch (error) {
      if (error.name === 'AbortError' || seen !== this.seen) return;
      if (error.stale) await this.desk.overtaken(error); else this.told.textContent = error.message;
    }
  }

  /** What the words would come to: what goes away, what is new, what is still there. */
  tell(page) {
    const end = this.passage.start + new TextEncoder().encode(this.area.value).length;
    const here = page.findings.filter(f => {
      const link = page.links[f.link];
      const within = f.target && f.target.start < Math.max(end, this.passage.start + 1) && f.target.end > this.passage.start;
      return within || link && page.target.passages.slice(...link.target).some(p => p.start < end && p.end > this.passage.start);
    });
    const before = new Set(this.view.page.findings.map(f => f.fingerprint)), after = new Set(page.findings.map(f => f.fingerprint));
    const gone = this.view.page.findings.filter(f => !after.has(f.fingerprint)).length;
    const fresh = page.findings.filter(f => !before.has(f.fingerprint));
    const stay = here.filter(f => before.has(f.fingerprint));
    const line = (f, isNew) => h('span', { class: 'line' }, sign(f.severity), ' ', h('span', { lang: 'en' }, visible(f.message)), isNew && h('em', {}, ` ${t('fresh')}`));
    this.told.replaceChildren(
      h('span', { class: 'sum' }, [gone && t('goes', gone), fresh.length && t('comes', fresh.length), stay.length && t('stays', stay.length)].filter(Boolean).join(' · ') || t('clean')),
      ...[...fresh.map(f => line(f, true)), ...stay.map(f => line(f, false))].slice(0, 6));
    this.told.classList.toggle('good', !fresh.length && !stay.length);
    this.view.moved();
  }

  async save() {
    if (this.area.value === this.before && !this.moved) { this.end(); return; }
    try {
      const answer = await ask(`${this.desk.path}/edits`, { version: this.desk.version, edits: this.edits() });
      this.close();
      this.desk.take(answer);
      toast(t('saved'), 'good');
      this.desk.next();
    } catch (error) {
      if (error.stale) await this.desk.overtaken(error); else { this.warning.textContent = error.message; this.warning.hidden = false; }
    }
  }

  /** Somebody changed the article meanwhile: the words here are kept, and what stands there now is shown. */
  overtaken(page, by) {
    const { passages, blocks } = page.target;
    const text = q => q.given ?? blocks[q.block].text.slice(q.from, q.to);
    const same = passages.findIndex(q => text(q) === this.before);
    const p = same >= 0 ? same : Math.min(this.p, passages.length - 1);
    if (p < 0) return;
    this.passage = passages[p];
    this.p = p;
    this.moved = same < 0;
    this.view.page = page;
    this.warning.replaceChildren(h('strong', {}, t('meanwhile', by)), ' ', ...(same < 0 ? [t('keep'), h('span', { class: 'theirs' }, t('theirs'), ' ', h('q', { lang: 'en', dir: 'auto' }, visible(text(this.passage))))] : []));
    this.warning.hidden = false;
    if (same < 0) this.before = text(this.passage);
    this.look();
  }

  end() {
    this.close();
    this.desk.settle();
    this.view.focus();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.seen++;
    this.desk.editing = null;
    this.form.replaceWith(this.place);
    this.view.moved();
  }
}
