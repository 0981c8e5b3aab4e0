// Written into the head of a frame: before anything is drawn it keeps a figure, and its name, out
// of sight that the address does not ask for. It shows no error: frame.js does.
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const still = { view: root.dataset.view, preset: root.dataset.preset, v: '1' };
  const silent =
    /^(theme|transparent|controls|id|locale|page|initialWidth|childId|parentTitle|parentUrl)$/;
  const isOther = [...asked].some(([key, value]) => !silent.test(key) && still[key] !== value);
  const isForeign = !(asked.get('locale') ?? root.lang).startsWith(root.lang);
  if (isOther) document.title = 'Washout';
  root.classList.toggle('asked', isOther || isForeign || 'plain' in root.dataset);
  root.classList.toggle('controls', asked.has('controls'));
  root.classList.toggle('transparent', asked.has('transparent'));
  root.dataset.view = asked.get('view') ?? still.view;
  root.dataset.theme = asked.get('theme') ?? '';
}
