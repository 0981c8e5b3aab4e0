// Parts of the page that are loaded when a reader comes near them. Their places are as high before
// as after, so that nothing jumps.

/** How far below the window a part begins to load. */
const AHEAD = '100% 0px';

/** Runs `load` once: when `element` is near the window, or at once if it is `wanted`. */
export function whenNear(element, load, wanted = false) {
  if (wanted || `#${element.id}` === location.hash) return load();
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    load();
  }, { rootMargin: AHEAD });
  observer.observe(element);
}

let sheet = null;

/** The style of what loads late; resolves when it is there, or when it will not come: text stays readable without. */
export function lateStyle() {
  sheet ??= new Promise((done) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('./late.css', import.meta.url).href, onload: done, onerror: done });
    document.head.appendChild(link);
  });
  return sheet;
}
