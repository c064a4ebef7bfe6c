// Stands in for the tests' entry inside the extension host. It copies what the tests print to a file that the
// launcher follows, and leaves a mark once run() has resolved: the workbench alone reports success also for an
// extension host that crashed or called process.exit().
const fs = require('node:fs');
const util = require('node:util');

const entry = process.env.ACKSCOPE_HOST_ENTRY;
const log = fs.openSync(process.env.ACKSCOPE_HOST_LOG, 'a');
/** What is printed while the window closes says nothing about the tests. */
let ended = false;

for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
  const original = console[name];
  // The extension host's own console ignores assignment.
  Object.defineProperty(console, name, {
    configurable: true,
    writable: true,
    value: (...values) => {
      if (!ended) fs.writeSync(log, `${util.format(...values)}\n`);
      original.apply(console, values);
    },
  });
}

async function load() {
  try {
    return require(entry);
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM') throw error;
    return import(require('node:url').pathToFileURL(require.resolve(entry)).href);
  }
}

exports.run = async () => {
  try {
    const tests = await load();
    await (tests.run ?? tests.default.run)();
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    ended = true;
  }
  fs.writeFileSync(process.env.ACKSCOPE_HOST_MARK, '');
};
