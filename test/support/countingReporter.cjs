// @ts-check
/** Mocha's reporter of dots, which also leaves its counts for scripts/test.mjs in the file that PORTSIDE_TEST_COUNTS names. */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class CountingReporter extends Mocha.reporters.Dot {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['PORTSIDE_TEST_COUNTS'];
      if (file) writeFileSync(file, JSON.stringify(this.stats));
    });
  }
};
