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
  // In a sandbox without an origin modules and fetch need a header that a host may not send: there
  // everything comes as one plain script.
  const isAlone = self.origin === 'null';
  const script = document.createElement('script');
  script.type = isAlone ? 'text/javascript' : 'module';
  script.src = new URL(isAlone ? 'frame-alone.js' : 'frame.js', document.currentScript.src);
  document.head.append(script);
}
