import { libraryModel } from '../../engine/model.ts';

const LEVELS = [
  'log',
  'silly',
  'debug',
  'verbose',
  'http',
  'info',
  'warn',
  'error',
  'notice',
  'crit',
  'alert',
  'emerg',
];

/** Facts: https://github.com/winstonjs/winston#creating-your-own-logger. */
export default libraryModel({
  package: 'winston',
  types: [{ type: 'Logger', is: ['createLogger()', 'Logger#child()'] }],
  sinks: [
    {
      rule: 'log-injection',
      call: [...LEVELS, ...LEVELS.map((level) => `Logger#${level}`)],
      argument: 'any',
      unless: { valueIs: ['object', 'number', 'boolean'] },
    },
  ],
});
