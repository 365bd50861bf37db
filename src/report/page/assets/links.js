// The gutter between the two sides: which passages render which, drawn anew for each picture, and scrolling that keeps both together.

class Links {
  constructor(view) {
    this.view = view;
    this.bands = new Map();
    this.group = drawn('g', {});
    this.svg = drawn('svg', { class: 'links', 'aria-hidden': 'true' }, this.group);
    this.element = h('div', { class: 'gutter' }, this.svg);
    this.draw = framed(() => this.now());
    this.stale = true;
    const { source, target } = view.columns;
    this.ofSource = []; this.ofTarget = [];
    view.page.links.forEach((link, n) => {
      for (let p = link.source[0]; p < link.source[1]; p++) this.ofSource[p] = n;
      for (let p = link.target[0]; p < link.target[1]; p++) this.ofTarget[p] = n;
    });
    // Links in the order of both sides lead the scrolling.
    this.anchors = view.page.links.filter(l => l.source[0] < l.source[1] && l.target[0] < l.target[1] && !l.moved);
    for (const [lead, follow] of [[source, target], [target, source]]) {
      lead.pane.addEventListener('scroll', () => { this.follow(lead, follow); this.draw(); }, { passive: true });
    }
  }

  /** What was measured holds no longer. */
  moved() { this.stale = true; this.draw(); }

  measured() {
    if (!this.stale) return;
    this.stale = false;
    this.view.columns.source.measure();
    this.view.columns.target.measure();
    this.width = this.element.clientWidth;
  }

  /** Moves the other side so that what renders each other stands side by side; both begin and end together. */
  follow(lead, follow) {
    if (lead.echo !== undefined && Math.abs(lead.pane.scrollTop - lead.echo) < 2) { lead.echo = undefined; return; }
    if (this.view.still) return;
    this.measured();
    const room = lead.whole - lead.height, other = follow.whole - follow.height;
    if (room <= 0 || other <= 0) return;
    const share = Math.min(1, Math.max(0, lead.pane.scrollTop / room));
    const line = lead.pane.scrollTop + lead.height * share;
    const mapped = this.across(lead, follow, line) - follow.height * share;
    const next = Math.round(Math.min(other, Math.max(0, mapped)));
    if (Math.abs(next - follow.pane.scrollTop) < 1) return;
    follow.echo = next;
    follow.pane.scrollTop = next;
  }

  /** The height on the other side that stands across from one on this. */
  across(lead, follow, y) {
    const middle = (column, link) => { const place = column.place(link[column.name][0]); return place ? place[0] : 0; };
    let low = 0, high = this.anchors.length;
    while (low < high) { const mid = (low + high) >> 1; if (middle(lead, this.anchors[mid]) <= y) low = mid + 1; else high = mid; }
    const before = this.anchors[low - 1], after = this.anchors[low];
    const [a, b] = before ? [middle(lead, before), middle(follow, before)] : [0, 0];
    const [c, d] = after ? [middle(lead, after), middle(follow, after)] : [lead.whole, follow.whole];
    return c - a < 1 ? b : b + (d - b) * Math.min(1, Math.max(0, (y - a) / (c - a)));
  }

  now() {
    this.measured();
    const { source, target } = this.view.columns;
    const wanted = new Set();
    for (const p of source.inView()) if (this.ofSource[p] !== undefined) wanted.add(this.ofSource[p]);
    for (const p of target.inView()) if (this.ofTarget[p] !== undefined) wanted.add(this.ofTarget[p]);
    for (const [n, band] of this.bands) if (!wanted.has(n)) { band.remove(); this.bands.delete(n); }
    const shifts = [-source.pane.scrollTop, -target.pane.scrollTop];
    for (const n of wanted) {
      let band = this.bands.get(n);
      if (!band) {
        band = drawn('path', { 'data-link': n });
        this.bands.set(n, band);
        this.group.append(band);
      }
      band.setAttribute('d', this.path(this.view.page.links[n], shifts));
      band.setAttribute('class', this.classes(n));
    }
  }

  classes(n) {
    const link = this.view.page.links[n];
    const pair = link.source[0] < link.source[1] && link.target[0] < link.target[1];
    const worst = this.view.worstLink[n];
    return ['band', !pair && 'lonely', link.moved && 'moved', link.doubtful && 'doubtful', worst, n === this.view.link && 'on', n === this.view.hoverLink && 'hover'].filter(Boolean).join(' ');
  }

  extent(column, [from, to], shift) {
    if (from >= to) return null;
    const first = column.place(from), last = column.place(to - 1);
    return first && last ? [first[0] + shift, last[1] + shift] : null;
  }

  path(link, [left, right]) {
    const a = this.extent(this.view.columns.source, link.source, left), b = this.extent(this.view.columns.target, link.target, right);
    const w = this.width, gap = 1.5, f = n => n.toFixed(1);
    // A passage without a counterpart reaches out and finds nothing.
    if (!a || !b) {
      const [top, bottom] = a ?? b ?? [0, 0];
      const [x, tip] = a ? [0, w * 0.38] : [w, w * 0.62];
      const middle = (top + bottom) / 2;
      return `M${x} ${f(top + gap)}Q${tip} ${f(top + gap)} ${tip} ${f(middle)}Q${tip} ${f(bottom - gap)} ${x} ${f(bottom - gap)}Z`;
    }
    const m = w / 2;
    return `M0 ${f(a[0] + gap)}C${m} ${f(a[0] + gap)} ${m} ${f(b[0] + gap)} ${w} ${f(b[0] + gap)}V${f(b[1] - gap)}C${m} ${f(b[1] - gap)} ${m} ${f(a[1] - gap)} 0 ${f(a[1] - gap)}Z`;
  }
}
