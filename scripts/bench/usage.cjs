// @ts-check
/**
 * Loaded before a measured program: when it ends, says what it used, in the file that PORTSIDE_BENCH_USAGE names. Node
 * does not tell a parent what its child used, and a tool that does is not on every system.
 */
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const file = process.env['PORTSIDE_BENCH_USAGE'];
if (file !== undefined && isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, rssMb: maxRSS / 1024 }));
  });
}
