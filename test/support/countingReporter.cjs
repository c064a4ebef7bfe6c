// Mocha's spec reporter, which also writes the run's counts, and what failed, as JSON to the file ACKSCOPE_TEST_COUNTS
// names. It writes once, at the end: a run that never ends has no counts, and scripts/test.mjs takes that for a failure.
const fs = require('node:fs');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on('fail', (test, error) =>
      failed.push({ title: test.fullTitle(), error: error?.stack ?? String(error) }),
    );
    runner.once('end', () => {
      const file = process.env.ACKSCOPE_TEST_COUNTS;
      if (!file) return;
      const { passes, failures, pending } = runner.stats;
      fs.writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, pending, failures: failed }));
    });
  }
};
