// The few things that the panels do to the document. Nothing is written that is already there.
import { clean, escape } from '../lib/charts/frame.js';
import { patch } from './patch.js';

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

/** Puts markup into an element; what is there already stays. */
export const fill = (element, markup) => patch(element, markup.text ?? '');

/** Puts text into an element, unless the same is there already. */
export function say(element, text) {
  const said = clean(text);
  if (element.textContent !== said) element.textContent = said;
}

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

/** Lets the browser draw and answer before the rest goes on. */
export const turn = () => new Promise((done) => { setTimeout(done); });

/** Runs `task` soon, in a turn of its own, at most every `ms`, and for the last time that it was asked. */
export function atMost(task, ms) {
  let last = -Infinity;
  let timer = null;
  const run = () => {
    timer = null;
    last = performance.now();
    task();
  };
  return () => {
    if (timer !== null) return;
    timer = setTimeout(run, Math.max(0, last + ms - performance.now()));
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
  return (...given) => (answer ??= task(...given));
}
