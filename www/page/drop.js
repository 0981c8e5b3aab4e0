// A file from the reader's hand: dropped on a place, or chosen with an input.

/** Tells `take(file, text)` of what is dropped on `place`: its first file, or else its text. */
export function dropping(place, take) {
  for (const [name, isOver] of [['dragenter', true], ['dragover', true], ['dragleave', false], ['drop', false]]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle('over', isOver);
    });
  }
  place.addEventListener('drop', ({ dataTransfer }) => {
    const [file] = dataTransfer.files;
    const text = file ? '' : dataTransfer.getData('text');
    if (file || text) take(file ?? null, text);
  });
}

/** Tells `take(file)` of what is chosen with `input`, also when it was chosen before there was a script. */
export function choosing(input, take) {
  const look = () => {
    const [file] = input.files;
    // The same file can be chosen again after it was changed.
    input.value = '';
    if (file) take(file);
  };
  input.addEventListener('change', look);
  look();
}
