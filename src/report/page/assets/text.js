// One side of the article: blocks of text with what is marked in them. Only what is near the window is built.

const CHUNK = 5000;      // characters that are built at once
const SHOWN = 20000;     // characters of one block that are shown until more is asked for
const LINE = 29, ROW = 42; // height of a line and characters in it, until both are known

class Column {
  /** `marks[block]` is a list of `{from, to, kind, n}`; `cuts[block]` of `{at, text}`. */
  constructor(view, name, data) {
    Object.assign(this, { view, name, data, chunks: [], more: new Map() });
    this.pane = h('div', { class: `pane ${data.lang}`, tabindex: '0', role: 'region', lang: data.lang, 'aria-label': t(data.lang === 'ko' ? 'korean' : 'english') });
    this.byBlock = data.blocks.map(() => []);
    data.passages.forEach((p, n) => this.byBlock[p.block]?.push(n));
    this.seen = new IntersectionObserver(entries => this.enter(entries), { root: this.pane, rootMargin: '900px 0px' });
    this.sizes = new ResizeObserver(entries => { for (const e of entries) e.target.chunk.places = null; view.moved(); });
    this.build();
  }

  build() {
    const told = !this.data.title || this.data.blocks[0]?.text === this.data.title;
    this.pane.append(h('h2', { class: told ? 'unseen' : 'headline', dir: 'auto' }, told ? t(this.data.lang === 'ko' ? 'korean' : 'english') : visible(this.data.title)));
    let chunk = null;
    this.data.blocks.forEach((block, n) => {
      if (!chunk || chunk.size > CHUNK || chunk.blocks.length >= 60) {
        chunk = { blocks: [], size: 0, element: h('div', { class: 'chunk' }), places: null, filled: false };
        chunk.element.chunk = chunk;
        this.chunks.push(chunk);
      }
      block.chunk = chunk;
      chunk.blocks.push(n);
      chunk.size += Math.min(block.text.length, SHOWN);
    });
    this.chunks.forEach((chunk, i) => {
      const lines = chunk.blocks.reduce((sum, n) => sum + Math.ceil(Math.min(this.data.blocks[n].text.length, SHOWN) / ROW) + 1, 0);
      chunk.element.style.height = `${lines * LINE}px`;
      this.pane.append(chunk.element);
      if (i < 4) this.fill(chunk); else this.seen.observe(chunk.element);
    });
    if (!this.chunks.length) this.pane.append(h('p', { class: 'empty' }, '—'));
  }

  enter(entries) {
    for (const entry of entries) if (entry.isIntersecting) this.fill(entry.target.chunk);
  }

  fill(chunk) {
    if (!chunk.filled) {
      chunk.filled = true;
      this.seen.unobserve(chunk.element);
      chunk.element.style.height = '';
      this.sizes.observe(chunk.element);
    }
    chunk.places = null;
    chunk.element.replaceChildren(...chunk.blocks.map(n => this.block(n)));
  }

  /** Builds what was built anew, where its marks have changed. */
  redraw() {
    for (const chunk of this.chunks) if (chunk.filled) this.fill(chunk);
  }

  block(n) {
    const block = this.data.blocks[n];
    const shown = this.more.get(n) ?? SHOWN;
    const text = block.text.length > shown ? block.text.slice(0, shown) : block.text;
    const tag = { heading: 'h3', quote: 'blockquote' }[block.kind] ?? 'p';
    const element = h(tag, { class: `block ${block.kind}`, 'data-block': n });
    const marks = (this.view.marks[this.name][n] ?? []).filter(m => m.from < text.length);
    const cuts = this.view.hands ? this.view.cuts[this.name]?.[n] ?? [] : [];
    let at = 0;
    for (const p of this.byBlock[n]) {
      const { from, to } = this.data.passages[p];
      if (from >= text.length) break;
      this.piece(element, text, at, from, marks, cuts);
      const passage = h('span', { class: this.classes(p), 'data-p': p });
      this.piece(passage, text, from, Math.min(to, text.length), marks, cuts);
      if (this.view.lonely[this.name].has(p)) passage.append(h('span', { class: 'no-counterpart' }, t('noCounterpart')));
      element.append(passage);
      at = Math.min(to, text.length);
    }
    this.piece(element, text, at, text.length, marks, cuts);
    if (text.length < block.text.length) {
      element.append('… ', button(t('rest', block.text.length - text.length), () => { this.more.set(n, shown + SHOWN); this.fill(block.chunk); }, { class: 'rest' }));
    }
    return element;
  }

  classes(p) {
    const { lonely, worst } = this.view;
    return `passage${lonely[this.name].has(p) ? ' lonely' : ''}${worst[this.name][p] ? ` has ${worst[this.name][p]}` : ''}`;
  }

  /** Appends a stretch of text, parted where something is marked in it. */
  piece(parent, text, from, to, marks, cuts) {
    if (from >= to) return;
    const within = marks.filter(m => m.from < to && m.to > from);
    const gone = cuts.filter(c => c.at >= from && c.at < to);
    if (!within.length && !gone.length) { parent.append(text.slice(from, to)); return; }
    const edges = new Set([from, to]);
    for (const m of within) { edges.add(Math.max(m.from, from)); edges.add(Math.min(m.to, to)); }
    for (const c of gone) edges.add(c.at);
    const ends = [...edges].sort((a, b) => a - b);
    for (let i = 0; i + 1 < ends.length; i++) {
      for (const c of gone) if (c.at === ends[i]) parent.append(h('del', { class: 'cut' }, visible(c.text)));
      const on = within.filter(m => m.from <= ends[i] && m.to >= ends[i + 1]);
      const words = text.slice(ends[i], ends[i + 1]);
      parent.append(on.length ? this.mark(on, words, ends[i]) : words);
    }
  }

  mark(on, words, at) {
    const of = kind => on.filter(m => m.kind === kind);
    const findings = of('finding').sort((a, b) => RANK[this.view.findings[a.n].severity] - RANK[this.view.findings[b.n].severity]);
    const first = findings[0] && this.view.findings[findings[0].n];
    const value = of('value')[0];
    const classes = ['m', first && `finding ${first.severity} ${this.view.state(first)}`, value && `value ${this.view.page.values[value.n].state}`, of('hand').length && 'hand'];
    const attributes = { class: classes.filter(Boolean).join(' ') };
    if (value) attributes['data-v'] = value.n;
    if (first) {
      attributes['data-f'] = findings.map(m => m.n).join(' ');
      const begins = findings.some(m => m.from === at);
      if (begins) Object.assign(attributes, { class: `${attributes.class} begins`, role: 'button', tabindex: '-1', 'aria-roledescription': t(first.severity) });
    }
    return h('span', attributes, words);
  }

  /** The elements of a finding or passage that are built. */
  elements(selector) { return this.pane.querySelectorAll(selector); }

  /** Builds the part that holds a block, so that it can be looked at. */
  reveal(block, at = 0) {
    const found = this.data.blocks[block];
    if (!found) return;
    if (at >= (this.more.get(block) ?? SHOWN)) { this.more.set(block, at + SHOWN); this.fill(found.chunk); } else if (!found.chunk.filled) this.fill(found.chunk);
  }

  /** Where passages stand, from the top of the pane's content: along the lines, so that neighbours do not overlap. */
  places(chunk) {
    if (!chunk.filled) return null;
    if (!chunk.places) {
      chunk.places = new Map();
      const box = chunk.element.getBoundingClientRect();
      for (const element of chunk.element.querySelectorAll('[data-p]')) {
        const rects = element.getClientRects();
        if (!rects.length) continue;
        const [a, z] = [rects[0], rects[rects.length - 1]];
        const share = x => Math.min(1, Math.max(0, (x - box.left) / (box.width || 1)));
        const top = a.top - box.top + a.height * share(a.left) * (rects.length > 1 || a.left > box.left + 2 ? 1 : 0);
        const bottom = z.bottom - box.top - (rects.length > 1 ? z.height * (1 - share(z.right)) : 0);
        chunk.places.set(Number(element.dataset.p), [top, Math.max(bottom, top + 6)]);
      }
    }
    return chunk.places;
  }

  /** Where a passage stands; roughly, where it is not built. */
  place(p) {
    const block = this.data.blocks[this.data.passages[p]?.block];
    if (!block) return null;
    const chunk = block.chunk;
    const known = this.places(chunk)?.get(p);
    if (known) return [chunk.top + known[0], chunk.top + known[1]];
    return [chunk.top, chunk.top + chunk.height];
  }

  /** Reads where the parts stand: once for a picture. */
  measure() {
    this.height = this.pane.clientHeight;
    this.whole = this.pane.scrollHeight;
    for (const chunk of this.chunks) { chunk.top = chunk.element.offsetTop; chunk.height = chunk.element.offsetHeight; }
  }

  /** The passages in the window, and a little around it. */
  *inView() {
    const [top, bottom] = [this.pane.scrollTop - 200, this.pane.scrollTop + this.height + 200];
    let low = 0, high = this.chunks.length;
    while (low < high) { const mid = (low + high) >> 1; if (this.chunks[mid].top + this.chunks[mid].height < top) low = mid + 1; else high = mid; }
    for (let i = low; i < this.chunks.length && this.chunks[i].top < bottom; i++) {
      for (const block of this.chunks[i].blocks) yield* this.byBlock[block];
    }
  }
}

const RANK = { critical: 0, major: 1, minor: 2, info: 3 };
