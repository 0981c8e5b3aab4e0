// Every colour of page, element, frame and pictures: on light ground, and on dark. Styles name them
// `var(--paint-NAME)` for the pair and `var(--paint-NAME-light)` or `-dark` for one of them; the
// build puts the values in.
export const COLOURS = {
  paper: ['#fdfcf9', '#16161a'],
  /** The ground of a figure that stands in somebody else's page. */
  sheet: ['#fff', '#16161a'],
  /** The ground of what is set apart. */
  ground: ['#f4f1ea', '#202025'],
  ink: ['#1b1a18', '#ecebe7'],
  quiet: ['#5e5c57', '#aaa8a1'],
  faint: ['#dddad3', '#3a3a40'],
  long: ['#b3402a', '#ee8468'],
  short: ['#1f6f9c', '#6bb5e2'],
  accent: ['#6b4fa0', '#b9a0ee'],
  alarm: ['#9a1f10', '#ff9c86'],
};
