// English: files that are dropped where they are not all read.
const MOST = 5;

/** Names in a sentence; of many the first. */
export const names = (list) => {
  const more = list.length - MOST;
  const shown = more > 0 ? [...list.slice(0, MOST), `${more} more`] : list;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('');
};

export const DROP = {
  others: (first, others) =>
    `One file at a time is read here: ${first} was taken, ${names(others)} ` +
    `${others.length > 1 ? 'were' : 'was'} not read.`,
  folders: (folders) =>
    `${names(folders)} ${folders.length > 1 ? 'are folders' : 'is a folder'} and ` +
    `${folders.length > 1 ? 'were' : 'was'} not read: drop the files in ` +
    `${folders.length > 1 ? 'them' : 'it'}.`,
};
