// Files from the reader's hand: dropped on a place, or chosen with an input.
import { say } from './dom.js';
import { DROP } from './drop.words.js';

const WAYS = [
  ['dragenter', true],
  ['dragover', true],
  ['dragleave', false],
  ['drop', false],
];

/**
 * Tells `take(file, text)` of what is dropped on `place`: a file (where `isMany`, a list of all),
 * or else a text. What is not read is said beside it.
 */
export function dropping(place, take, isMany = false) {
  for (const [name, isOver] of WAYS) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle('over', isOver);
    });
  }
  place.addEventListener('drop', ({ dataTransfer }) => {
    const { files, folders, text } = held(dataTransfer);
    const [first, ...others] = files;
    tell(place, [
      folders.length > 0 && DROP.folders(folders),
      !isMany &&
        others.length > 0 &&
        DROP.others(
          first.name,
          others.map(({ name }) => name),
        ),
    ]);
    if (first) take(isMany ? files : first, '');
    else if (text) take(null, text);
  });
}

/** What a drop holds: files, the names of folders, or a text. */
export function held(transfer) {
  const all = [...transfer.files];
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry?.());
  const isFolder = (_, i) => entries[i]?.isDirectory === true;
  return {
    files: all.filter((file, i) => !isFolder(file, i)),
    folders: all.filter(isFolder).map(({ name }) => name),
    text: all.length > 0 ? '' : transfer.getData('text'),
  };
}

/**
 * Tells `take` of what is chosen with `input` (of several, a list), also when it was chosen before
 * there was a script.
 */
export function choosing(input, take) {
  const look = () => {
    const files = [...input.files];
    // The same file can be chosen again after it was changed.
    input.value = '';
    if (files.length === 0) return;
    tell(input.closest('.drop'), []);
    take(input.multiple ? files : files[0]);
  };
  input.addEventListener('change', look);
  look();
}

/** Says in a place what of it was not read; what was said of an earlier drop goes. */
function tell(place, sentences) {
  place?.querySelector('.left')?.remove();
  const said = sentences.filter(Boolean);
  if (said.length === 0) return;
  const line = Object.assign(document.createElement('p'), {
    className: 'problem left',
    role: 'alert',
  });
  place.append(line);
  say(line, said.join(' '));
}
