// Constructed style sheets: one for each style, however many figures use it.
const sheets = new Map();

/** Gives `root` the style, once. */
export function adopt(root, css) {
  // A simulated document has no constructed sheets, and nobody sees it.
  if (!root.adoptedStyleSheets) return;
  if (!sheets.has(css)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  const sheet = sheets.get(css);
  if (!root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
