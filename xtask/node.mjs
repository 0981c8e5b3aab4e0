// Checks the version of Node before anything that an old one could not read is loaded: every
// command imports this file first.

const OLDEST = 20;
const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST) {
  console.error(
    `Node ${OLDEST} or newer is needed, this is Node ${process.versions.node}: see ` +
      'https://nodejs.org',
  );
  process.exit(1);
}
