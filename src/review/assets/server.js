'use strict';
// Asking the server. Whatever changes something carries the token of this page; what went wrong comes back as words for the editor.

const meta = name => document.querySelector(`meta[name="${name}"]`)?.content ?? '';
const EDITOR = meta('daejo-editor');
// What was chosen before beats what the browser prefers, and what the address says beats both.
if (!new URLSearchParams(location.search).has('lang') && remembered.get('lang')) speak(remembered.get('lang'));

/** Why a request was not done. */
class Refusal extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.title || t('offline'));
    Object.assign(this, { problem, status, stale: status === 409 });
  }
}

/** Asks for something; with a body, something is done. */
async function ask(path, body, signal) {
  const options = body === undefined ? { signal } : { method: 'POST', signal, body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-daejo-token': meta('daejo-token') } };
  let answer;
  try { answer = await fetch(path, options); } catch (error) { if (error.name === 'AbortError') throw error; throw new Refusal({ detail: t('offline') }, 0); }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(told, answer.status);
  return told;
}

/** Says something to everybody: where it can be seen for a while, and aloud. */
const toast = (() => {
  const element = h('div', { class: 'toast', role: 'status', 'aria-live': 'polite' });
  let timer;
  return (text, kind = '') => {
    if (!element.isConnected) document.body.append(element);
    element.className = `toast ${kind} shown`;
    element.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { element.className = 'toast'; element.textContent = ''; }, kind === 'bad' ? 12000 : 5000);
  };
})();
