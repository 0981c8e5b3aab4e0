// The first script of the frame, before anything is drawn: it keeps a figure out of sight that the
// address does not ask for, and chooses how the rest is loaded. It shows no error: frame.js does.
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const still = { view: root.dataset.view, preset: root.dataset.preset, v: '1' };
  const silent = /^(theme|transparent|controls|id|locale|initialWidth|childId|parentTitle|parentUrl)$/;
  const other = [...asked].some(([key, value]) => !silent.test(key) && still[key] !== value);
  root.classList.toggle('asked', other || /^(?!en\b)/.test(asked.get('locale') ?? 'en'));
  root.classList.toggle('controls', asked.has('controls'));
  root.classList.toggle('transparent', asked.has('transparent'));
  root.dataset.theme = asked.get('theme') ?? '';
  const add = (tag, given) => document.head.append(Object.assign(document.createElement(tag), given));
  const at = (file) => new URL(file, document.currentScript.src).href;
  // In a sandbox without an origin modules and fetch need a header that a host may not send: there
  // everything comes as one plain script.
  if (self.origin === 'null') add('script', { src: at('frame-alone.js') });
  else {
    for (const file of root.dataset.load.split(' ')) {
      const how = file.endsWith('.wasm') ? { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', fetchPriority: 'low' } : { rel: 'modulepreload' };
      add('link', { ...how, href: at(file) });
    }
    add('script', { type: 'module', src: at('frame.js') });
  }
}
