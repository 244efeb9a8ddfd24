import { libraryModel } from '../../engine/model.ts';

/**
 * Loggers that write lines of text for people. Those that write JSON (pino, bunyan, winston by default) escape line ends.
 * Facts: https://log4js-node.github.io/log4js-node/layouts.html, https://github.com/pimterry/loglevel#documentation,
 * https://github.com/unjs/consola#readme, https://github.com/klaudiosinani/signale#api, https://github.com/debug-js/debug#formatters,
 * https://github.com/npm/npmlog#basic-usage, https://docs.nestjs.com/techniques/logger.
 */
const LEVELS = ['log', 'trace', 'verbose', 'debug', 'info', 'success', 'notice', 'warn', 'error', 'fatal', 'critical'];

const CALLS = [...LEVELS, ...LEVELS.map((level) => `Logger#${level}`), 'Debugger'];

export default libraryModel({
  package: ['log4js', 'loglevel', 'consola', 'signale', 'npmlog', 'debug', 'tslog'],
  types: [
    {
      type: 'Logger',
      is: [
        'getLogger()',
        'default',
        'createConsola()',
        'consola',
        'Signale()',
        'Logger()',
        'Logger#withTag()',
        'Logger#scope()',
      ],
    },
  ],
  sinks: [
    { rule: 'log-injection', call: CALLS, argument: 'any', unless: { valueIs: ['object', 'number', 'boolean'] } },
    // `debug('name')` makes the function that logs.
    {
      rule: 'log-injection',
      call: ['default()', 'debug()'],
      argument: 'any',
      unless: { valueIs: ['object', 'number', 'boolean'] },
    },
    { rule: 'format-string', call: [...CALLS, 'default()', 'debug()'], argument: 0, when: { has: 1 } },
  ],
});
