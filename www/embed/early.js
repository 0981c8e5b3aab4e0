// Written into the head of a frame: before anything is drawn it keeps a figure out of sight that the
// address does not ask for. It shows no error: frame.js does.
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
}
