// Elements. Nothing that an article says ever becomes markup: text goes in as text.

/** An element: its attributes (`on…` are listeners, `false` and `null` leave an attribute out) and its children. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...children.flat(9).filter(c => c !== null && c !== undefined && c !== false));
  return element;
}

/** An element of a drawing. */
function drawn(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
}

const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

/** The text with characters that act on others or do not show made visible. */
const visible = text => text.replace(ACTING, c => `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

/** A short name of a severity's shape: colour is never the only sign. */
const SHAPES = { critical: 'M8 1 15 8 8 15 1 8Z', major: 'M8 2 15 14H1Z', minor: 'M8 3a5 5 0 1 0 .01 0Z', info: 'M3.5 3.5h9v9h-9Z' };

/** The sign of a severity, with its name for those who cannot see it, unless that stands beside it. */
const sign = (severity, named = false) => drawn('svg', { class: `sign ${severity}`, viewBox: '0 0 16 16', ...(named ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': t(severity) }) }, drawn('path', { d: SHAPES[severity] }));

/** A button. */
const button = (label, onclick, attributes) => h('button', { type: 'button', onclick, ...attributes }, label);

/** A key as it stands on a keyboard. */
const kbd = key => h('kbd', { 'aria-hidden': 'true' }, key);

/** Runs something once before the next picture, however often it is asked for. */
function framed(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; work(); });
  };
}

/** What is remembered of a reader's wishes; a file may have nowhere to keep them. */
const remembered = {
  get(name) { try { return localStorage.getItem(`daejo-${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`daejo-${name}`, value); } catch { /* nowhere to keep it */ } },
};

/** A page of a rule: the small part of Markdown that those pages use. */
function markdown(text) {
  const out = h('div', { class: 'rule-page', lang: 'en' });
  let paragraph = [], list = null, code = null;
  const flush = () => { if (paragraph.length) out.append(h('p', {}, inline(paragraph.join(' ')))); paragraph = []; };
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) {
      flush(); list = null;
      if (code) { out.append(h('pre', {}, code.join('\n'))); code = null; } else code = [];
    } else if (code) code.push(line);
    else if (line.startsWith('#')) { flush(); list = null; if (!line.startsWith('# ')) out.append(h('h4', {}, line.replace(/^#+ /, ''))); }
    else if (/^[-*] /.test(line)) { flush(); if (!list) out.append(list = h('ul', {})); list.append(h('li', {}, inline(line.slice(2)))); }
    else if (line.trim() === '') { flush(); list = null; }
    else if (list && /^\s/.test(line)) list.lastChild.append(' ', ...inline(line.trim()));
    else { list = null; paragraph.push(line.trim()); }
  }
  flush();
  return out;
}

const inline = text => text.split(/(`[^`]*`|\*\*[^*]*\*\*)/).map(part => part.startsWith('`') ? h('code', {}, part.slice(1, -1)) : part.startsWith('**') ? h('strong', {}, part.slice(2, -2)) : part);
