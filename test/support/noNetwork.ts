/**
 * No test may use the network. As mocha's `require` this guards the process that runs the tests and all that they start,
 * and fails the run at the test that made an attempt, also when the code under test swallowed the error.
 */
import './networkGuard.cjs';
import { createNetworkLog } from './networkLog.ts';

const log = createNetworkLog();
process.env['PORTSIDE_TEST_NETWORK_LOG'] = log.file;
process.once('exit', log.remove);

export const mochaHooks = {
  afterEach(): void {
    const attempts = log.takeAttempts();
    if (attempts.length > 0) throw new Error(attempts.join('\n'));
  },
};
