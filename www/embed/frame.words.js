// English: what the frame says beside its figure.
export const TEXT = {
  bare: 'Washout',
  long: (most) => `The address of this figure is longer than ${most} characters. It was not used.`,
  version: (found, known) =>
    `This address was made for version “${found}” of the figure; this one reads version ` +
    `${known}. It was not used.`,
  unknown: (key) => `“${key}” is no option of this figure; it was ignored.`,
};
