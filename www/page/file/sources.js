// What the counting panel reads from: `{blob, name}` each.

/** Bytes of all of them. */
export const sizeOf = (sources) => sources.reduce((sum, { blob }) => sum + blob.size, 0);
