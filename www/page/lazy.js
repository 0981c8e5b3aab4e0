// Parts of the page that are loaded when a reader comes near them. Their places are as high before
// as after, so that nothing jumps.

/** How far below the window a part begins to load; what is passed on the way to somewhere else does not. */
const AHEAD = '0px 0px 100% 0px';
const STAY_MS = 120;

/** Runs `load` once: when a reader stays near `element`, or at once if it is `wanted`. */
export function whenNear(element, load, wanted = false) {
  if (wanted || `#${element.id}` === location.hash) return load();
  let timer;
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (entries.at(-1).isIntersecting) timer = setTimeout(come, STAY_MS);
  }, { rootMargin: AHEAD });
  const come = () => {
    observer.disconnect();
    load();
  };
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
