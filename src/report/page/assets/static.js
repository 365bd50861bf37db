// A file of its own: the articles lie in it as data; with several of them it begins with an index. Or the index of a folder of such files.
{
  const root = document.getElementById('app');
  const wish = new URLSearchParams(location.search).get('lang') ?? remembered.get('lang') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
  speak(wish);
  const articles = [...document.querySelectorAll('script.article')];
  const open = n => view.show(JSON.parse(articles[n].textContent));
  const up = document.querySelector('link[rel=index]');
  const back = up ? () => { location.href = up.href; } : articles.length > 1 ? () => { location.hash = ''; } : null;
  const view = new View(root, { back });

  const index = () => {
    document.title = `${t('articles')} · ${t('title')}`;
    const rows = articles.map((a, n) => {
      const counts = a.dataset.counts.split(' ').map(Number);
      const signs = ['critical', 'major', 'minor', 'info'].map((s, i) => counts[i] > 0 && h('span', { class: 'tally' }, sign(s), String(counts[i])));
      return h('li', { class: a.dataset.checked === 'no' ? 'not-checked' : '' }, h('a', { href: a.dataset.href ?? `#${n}` }, h('span', { class: 'name', dir: 'auto' }, visible(a.dataset.title || a.dataset.id)), h('span', { class: 'id' }, visible(a.dataset.id))),
        h('span', { class: 'tallies' }, a.dataset.checked === 'no' ? h('strong', {}, t('incomplete')) : signs.some(Boolean) ? signs : h('span', { class: 'clean' }, '✓')));
    });
    root.replaceChildren(h('main', { class: 'index' }, h('h1', {}, t('articles')), h('ol', {}, rows)));
  };

  const route = () => {
    const n = Number(location.hash.slice(1));
    if (articles.length === 1 && !articles[0].dataset.href) open(0);
    else if (location.hash.length > 1 && articles[n] && !articles[n].dataset.href) open(n);
    else index();
  };
  addEventListener('hashchange', route);
  if (articles.length) route(); else root.append(h('p', { class: 'empty' }, '—'));
}
