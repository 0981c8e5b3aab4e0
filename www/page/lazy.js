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
