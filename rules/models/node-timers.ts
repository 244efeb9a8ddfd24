import { libraryModel } from '../../engine/model.ts';

/** Promises that wait and give their second argument. Facts: https://nodejs.org/api/timers.html#timers-promises-api. */
export default libraryModel({
  package: 'timers/promises',
  sinks: [{ rule: 'timer-from-input', call: ['setTimeout', 'setInterval', 'scheduler.wait'], argument: 0 }],
  propagators: [
    { call: ['setTimeout'], from: { argument: 1 }, to: 'return', as: 'value' },
    { call: ['setImmediate'], from: { argument: 0 }, to: 'return', as: 'value' },
    { call: ['setInterval'], from: { argument: 1 }, to: { returnPath: '*' }, as: 'value' },
  ],
});
