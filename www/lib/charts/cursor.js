// The cursor of a chart: arrow keys, Home, End and Page keys, pointer and finger move it from value
// to value, and a line below reads the value out. The picture stays a picture; this moves on top.

/**
 * The value at `index` of a chart's answer as a line of text: its row of the table with the heads.
 */
export function readingOf({ table: { head, rows } }, index) {
  const [first, ...cells] = rows[index];
  const said = cells
    .map((cell, i) => (cell ? `${head[i + 1]} ${cell}` : ''))
    .filter(Boolean)
    .join(' · ');
  return first ? `${first}: ${said}` : said;
}

/**
 * Wires `plot` (an element with tabindex 0 that the picture fills) and `reading` (the line below).
 * `drawn()` gives the chart's answer; `along` is the axis on which a pointer finds its value: 'x',
 * 'y' or 'xy'. Gives a function that shows the cursor again after the picture was drawn anew.
 */
export function cursor(plot, reading, drawn, along = 'x') {
  let at = -1;
  let dot = null;
  const points = () => drawn()?.points ?? [];
  const show = (index, live) => {
    const point = points()[index];
    at = point ? index : -1;
    // A pointer would make a screen reader talk without end.
    if (live) reading.ariaLive = live;
    const text = point ? (drawn().read ?? ((i) => readingOf(drawn(), i)))(index) : '';
    if (reading.textContent !== text) reading.textContent = text;
    if (!point) return dot?.remove();
    dot ??= Object.assign(document.createElement('div'), { className: 'cursor' });
    if (!dot.isConnected) plot.append(dot);
    [dot.style.left, dot.style.top] = point.map((place) => `${place}px`);
  };
  const follow = ({ clientX, clientY }) => {
    const box = plot.getBoundingClientRect();
    const [x, y] = [
      along.includes('x') ? clientX - box.left : NaN,
      along.includes('y') ? clientY - box.top : NaN,
    ];
    const away = ([a, b]) => Math.hypot(a - x || 0, b - y || 0);
    show(
      points().reduce(
        (best, point, i, all) => (best < 0 || away(point) < away(all[best]) ? i : best),
        -1,
      ),
      'off',
    );
  };
  plot.addEventListener('keydown', (event) => {
    const last = points().length - 1;
    const { columns = 1 } = drawn() ?? {};
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: last,
      PageDown: at + 10 * columns,
      PageUp: at - 10 * columns,
      Escape: -1,
    }[event.key];
    if (to === undefined || last < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show(event.key === 'Escape' ? -1 : Math.min(Math.max(to, 0), last), 'polite');
  });
  for (const type of ['pointerdown', 'pointermove']) plot.addEventListener(type, follow);
  // A finger that has left still wants to read; one that scrolls the page does not.
  plot.addEventListener(
    'pointerleave',
    ({ pointerType }) => pointerType === 'mouse' && document.activeElement !== plot && show(-1),
  );
  plot.addEventListener('pointercancel', () => show(-1));
  plot.addEventListener('blur', () => show(-1));
  // A reader who comes by keys starts at the first value.
  const greet = () => at < 0 && plot.matches(':focus-visible') && show(0, 'polite');
  plot.addEventListener('focus', greet);
  greet();
  return () => at >= 0 && show(at);
}
