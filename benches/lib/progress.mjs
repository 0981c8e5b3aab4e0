// Progress goes to stderr, so that stdout holds the tables and nothing else.

export const note = (text) => process.stderr.write(`${text}\n`);
