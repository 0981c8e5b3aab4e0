// The keys of how the page is looked at: the language of its numbers, and the scenario that is
// pinned beside, which is checked when it is read.
const LONGEST = 4000;
const PINNED = /^[\w.,:%*~-]+$/;

export const keys = ['locale', 'a'];

export function check(key, text) {
  if (key === 'a')
    return text.length <= LONGEST && PINNED.test(text) ? { value: text } : { problem: 'shape' };
  try {
    return { value: Intl.getCanonicalLocales(text)[0] };
  } catch {
    return { problem: 'shape' };
  }
}
