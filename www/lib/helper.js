// For pages that frame `embed.html`: sizes each `<iframe data-washout>` by the messages that come
// from its own window, and hands on the theme that `data-theme` says. One copy serves all frames of
// a page.
(() => {
  if (window.washoutHost) return;
  window.washoutHost = 1;
  const each = (run) => document.querySelectorAll('iframe[data-washout]').forEach(run);
  const ask = (frame) =>
    frame.contentWindow?.postMessage({ washout: 1, type: 'host', theme: frame.dataset.theme }, '*');
  addEventListener('message', ({ data, source }) => {
    if (!data || data.washout !== 1 || data.type !== 'height' || typeof data.height !== 'number')
      return;
    const height = Math.ceil(data.height);
    if (!(height > 0 && height < 20000)) return;
    each((frame) => {
      if (frame.contentWindow !== source) return;
      frame.style.height = height + 'px';
      // A border may lie inside that height.
      frame.style.height = 2 * height - frame.clientHeight + 'px';
      if (data.first) ask(frame);
    });
  });
  new MutationObserver((all) =>
    all.forEach(
      ({ target }) =>
        target instanceof HTMLIFrameElement && 'washout' in target.dataset && ask(target),
    ),
  ).observe(document, { attributeFilter: ['data-theme'], subtree: true });
  // A frame that was ready before this script has spoken to nobody.
  each(ask);
})();
