// The keys of what an article is judged with, beside files. The panel knows what each may be.
export const keys = ['facts', 'split', 'rest', 'freed', 'lev', 'alt', 'four'];

export const check = (_, text) =>
  /^[\w.,:-]{1,1200}$/.test(text) ? { value: text } : { problem: 'shape' };
