// Tells the page around how high the frame is, when that changes, in every form that newsroom
// scripts listen for. Nothing but the height leaves.

/**
 * The messages of one height: our own, Datawrapper's, AMP's and pym's (sent only where pym asked).
 */
export function messages(height, { id, pym }, first) {
  return [
    { washout: 1, type: 'height', height, id, first },
    { 'datawrapper-height': { [id]: height } },
    { sentinel: 'amp', type: 'embed-size', height },
    ...(pym ? [['pym', pym, 'height', height].join('xPYMx')] : []),
  ];
}

/** Watches `element` and announces its height to `host`; `again()` repeats the last one. */
export function announce(element, host, names) {
  let last = 0;
  const send = (height, first) =>
    messages(height, names, first).forEach((message) => host.postMessage(message, '*'));
  const look = () => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (!height || height === last) return;
    send(height, last === 0);
    last = height;
  };
  new ResizeObserver(look).observe(element);
  // A frame out of sight is not drawn, so its observer may sleep.
  look();
  addEventListener('load', look);
  return { look, again: () => last && send(last, false) };
}
