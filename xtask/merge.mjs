// One report of several files: the sums are merged by the engine; the rejects of all stand with their
// file, and each file's own report under `files`.

/** `saved` is what `counter().save()` gave for each `file`. */
export function merged(reportOf, saved) {
  const own = ({ partial, rejects, format }) => ({ ...reportOf([partial]), format, rejects, rejects_listed: rejects.length });
  const rejects = saved.flatMap(({ file, rejects }) => rejects.map((reject) => ({ file, ...reject })));
  return {
    ...reportOf(saved.map(({ partial }) => partial)),
    rejects,
    rejects_listed: rejects.length,
    files: saved.map(({ file, ...rest }) => ({ file, ...own(rest) })),
  };
}
