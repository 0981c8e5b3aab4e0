// The few things that the panels do to the document. Nothing is written that is already there.
import { clean, escape } from '../../lib/charts/frame.js';
import { build, nodes } from '../../lib/nodes.js';

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A field, of whichever kind: what has a value. */
export const inputById = /** @type {(id: string) => HTMLInputElement} */ (byId);

/** What can be opened. */
export const detailsById = /** @type {(id: string) => HTMLDetailsElement} */ (byId);

/** Markup with every value escaped; lists are joined, other markup made by `html` is kept. */
export function html(strings, ...values) {
  const one = (value) =>
    value instanceof Markup
      ? value.text
      : Array.isArray(value)
        ? value.map(one).join('')
        : value === null || value === undefined || value === false
          ? ''
          : escape(value);
  return new Markup(strings.reduce((all, part, i) => all + one(values[i - 1]) + part));
}

/** Markup that another function has made safe already. */
export const safe = (text) => new Markup(text);

class Markup {
  constructor(text) {
    this.text = text;
  }
}

/** How often it is looked whether a slider is still held. */
const HELD_MS = 50;

const kept = new WeakMap();
/** @type {(element: Element, old: string, text: string) => boolean} */
let renew = () => false;
/** How to make one markup of another, `how(element, old, text)`: false where it cannot. */
export const patching = (how) => {
  renew = how;
};

/**
 * Puts markup into an element, in which `<` and `>` stand for nothing but tags and every element is
 * closed; what is there already stays. The element's content has to be nobody else's.
 */
export function patch(element, text) {
  const old = kept.get(element);
  if (old === text) return;
  if (old === undefined || !renew(element, old, text)) build(element, text);
  kept.set(element, text);
}

/** The same with markup made by `html`. */
export const fill = (element, markup) => patch(element, markup.text ?? '');

/**
 * Puts markup made by `html` into an element, whatever is there; what comes into it later is
 * somebody else's.
 */
export const put = (element, { text }) => build(element, text);

/** The nodes of a markup made by `html`, for a place in the page. */
export const made = ({ text }) => nodes(text, document.body);

/** Puts text into an element, unless the same is there already. */
export function say(element, text) {
  const { textContent, firstChild } = element;
  const said = textContent === text ? text : clean(text);
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

/** Lets the browser draw and answer before the rest goes on. */
export const turn = () =>
  new Promise((done) => {
    setTimeout(done);
  });

/** Whether a slider is being held: on a slow machine its steps are far apart. */
const isHeld = () => document.querySelector('input[type=range]:active') !== null;

/**
 * Runs `task` when it has not been asked for during `ms`, and no slider is held; `now` does not
 * wait.
 */
export function settled(task, ms) {
  let timer = null;
  let due;
  const run = () => {
    timer = null;
    task();
  };
  // One timer that looks again, not one for every step of a slider.
  const look = () => {
    const left = due - performance.now();
    if (left > 0 || isHeld()) timer = setTimeout(look, Math.max(left, HELD_MS));
    else run();
  };
  const ask = () => {
    due = performance.now() + ms;
    timer ??= setTimeout(look, ms);
  };
  ask.now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    run();
  };
  return ask;
}

/**
 * Runs `task` the first time that it is asked for, and gives the same answer ever after; a failure
 * is not kept.
 */
export function once(task) {
  let answer;
  const forget = () => {
    answer = undefined;
  };
  return (...given) => {
    if (answer === undefined) {
      answer = task(...given);
      answer?.catch?.(forget);
    }
    return answer;
  };
}
