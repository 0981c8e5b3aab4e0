// The few things that the panels do to the document. Nothing is written that is already there.
import { clean, escape } from '../lib/charts/frame.js';

export const byId = (id) => document.getElementById(id);

/** Markup with every value escaped; lists are joined, other markup made by `html` is kept. */
export function html(strings, ...values) {
  const one = (value) => (value instanceof Markup ? value.text : Array.isArray(value) ? value.map(one).join('') : value === null || value === undefined || value === false ? '' : escape(value));
  return new Markup(strings.reduce((all, part, i) => all + one(values[i - 1]) + part));
}

/** Markup that another function has made safe already. */
export const safe = (text) => new Markup(text);

class Markup {
  constructor(text) {
    this.text = text;
  }
}

const kept = new WeakMap();
let renew = () => false;
/** How to make one markup of another, `how(element, old, text)`: false where it cannot. */
export const patching = (how) => { renew = how; };

/**
 * Puts markup into an element, in which `<` and `>` stand for nothing but tags and every element is
 * closed; what is there already stays. The element's content has to be nobody else's.
 */
export function patch(element, text) {
  const old = kept.get(element);
  if (old === text) return;
  if (old === undefined || !renew(element, old, text)) element.innerHTML = text;
  kept.set(element, text);
}

/** The same with markup made by `html`. */
export const fill = (element, markup) => patch(element, markup.text ?? '');

/** Puts text into an element, unless the same is there already. */
export function say(element, text) {
  const said = clean(text);
  const { textContent, firstChild } = element;
  if (textContent === said) return;
  // A text that changes is less work for the browser than a new one.
  if (said && textContent && firstChild.data && !firstChild.nextSibling) firstChild.data = said;
  else element.textContent = said;
}

/** Hides an element or shows it, unless it is so already. */
export const hide = (element, is) => element.hidden === is || (element.hidden = is);

/** Runs `task` once in the next frame, however often it was asked for. */
export function oncePerFrame(task) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      task();
    });
  };
}

/** Runs `task` when it has not been asked for during `ms`; `now` does not wait. */
export function settled(task, ms) {
  let timer = null;
  const run = () => {
    timer = null;
    task();
  };
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  ask.now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    run();
  };
  return ask;
}

/** Runs `task` the first time that it is asked for, and gives the same answer ever after. */
export function once(task) {
  let answer;
  return () => (answer ??= task());
}
