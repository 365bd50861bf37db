// What is told of a finding or a value: the words on both sides, what they were read as, how the Korean is said.

/** The two sides of a finding or of a pair of values. */
function sides(source, target, across) {
  const row = (mark, language) => {
    const name = t(language === 'ko' ? 'korean' : 'english');
    if (!mark) {
      const passage = across?.[language];
      return passage ? h('div', { class: `side ${language} across` }, h('dt', {}, name), h('dd', {}, h('span', { class: 'passage-across', lang: language, dir: 'auto' }, visible(shortened(passage))))) : null;
    }
    const hedge = mark.certainty && mark.certainty !== 'exact' ? t('certainty')[mark.certainty] : null;
    return h('div', { class: `side ${language}` },
      h('dt', {}, name),
      h('dd', {},
        h('q', { class: 'words', lang: language, dir: 'auto' }, visible(shortened(mark.text))),
        mark.romanised && h('span', { class: 'romanised', lang: 'ko-Latn', title: t('spoken') }, visible(mark.romanised)),
        mark.said && h('span', { class: 'said' }, h('span', { class: 'label' }, t('readAs')), ' ', h('data', { value: mark.said }, mark.said), hedge && h('span', { class: 'hedge' }, ` (${hedge})`)),
        mark.note && (!mark.said || !mark.note.includes(mark.said)) && h('span', { class: 'note', lang: 'en' }, visible(mark.note))));
  };
  return h('dl', { class: 'sides' }, row(source, 'ko'), row(target, 'en'));
}

const shortened = (text, most = 260) => text.length > most ? `${text.slice(0, most)}…` : text;

/** The part of a finding that opens in the list. */
function details(view, finding) {
  const rule = view.page.rules[finding.rule];
  const place = (mark, side) => {
    if (!mark?.position) return null;
    const name = visible(view.page[side].name), at = mark.position.join(':');
    return h('span', { class: 'place', title: `${name}:${at}` }, `${name.split(/[\\/]/).pop()}:${at}`);
  };
  const places = [place(finding.source, 'source'), place(finding.target, 'target')].filter(Boolean);
  const draft = view.page.draft;
  return h('div', { class: 'details' },
    sides(finding.source, finding.target, view.across(finding)),
    finding.explanation && h('p', { class: 'explanation', lang: 'en' }, visible(finding.explanation)),
    finding.suggestion !== null && h('p', { class: 'suggestion' }, h('span', { class: 'label' }, t('tryThis')), ' ', h('q', { lang: 'en', dir: 'auto' }, visible(finding.suggestion))),
    draft?.introduced.includes(finding.fingerprint) && h('p', { class: 'remark' }, t('introduced')),
    decided(finding, view),
    view.desk?.actions(finding),
    h('details', { class: 'rule' }, h('summary', {}, t('rule')), rule && markdown(rule.page)),
    h('p', { class: 'meta' },
      h('code', {}, finding.rule), ' · ', finding.category, ' · ', t('confidence', Math.round(finding.confidence * 100)),
      places.map(place => [' · ', place])));
}

/** What was decided about a finding, and by whom. */
function decided(finding, view) {
  const d = view.decision(finding);
  if (!d) return null;
  const who = [d.by, d.on ?? d.at].filter(Boolean).map(visible).join(', ');
  return h('p', { class: `decided ${d.state}` }, h('strong', {}, t(d.state)), d.reason && [' · ', h('code', {}, d.reason)], d.text && [': ', h('span', { dir: 'auto' }, visible(d.text))], who && h('span', { class: 'who' }, ` (${who})`));
}

/** The card that shows beside what the pointer or the keyboard is on. */
class Card {
  constructor(view) {
    this.view = view;
    this.element = h('div', { class: 'card', role: 'tooltip', id: 'card', hidden: true });
    this.timer = null;
  }

  /** Shows what is known of a marked stretch. */
  show(element) {
    const { view } = this;
    const parts = [];
    for (const n of (element.dataset.f ?? '').split(' ').filter(Boolean)) {
      const f = view.findings[n];
      parts.push(h('div', { class: 'card-part' }, h('p', { class: 'card-title' }, sign(f.severity), ' ', h('span', { lang: 'en' }, visible(f.message))), sides(f.source, f.target)));
    }
    if (!parts.length && element.dataset.v !== undefined) {
      const v = view.page.values[element.dataset.v];
      parts.push(h('div', { class: 'card-part' }, h('p', { class: `card-title state ${v.state}` }, t(v.state)), sides(v.source, v.target)));
    }
    if (!parts.length) return;
    this.element.replaceChildren(...parts.slice(0, 4));
    this.element.hidden = false;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect(), own = this.element.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - own.width - 8));
    const below = box.bottom + 8 + own.height < innerHeight;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - own.height - 8)}px`;
  }

  soon(element) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(element), 140);
  }

  hide() {
    clearTimeout(this.timer);
    this.element.hidden = true;
  }
}
