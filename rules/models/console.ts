import { libraryModel } from '../../engine/model.ts';

/** Texts are written as they are, objects as code that makes them. Facts: https://nodejs.org/api/console.html. */
const CALLS = ['log', 'info', 'warn', 'error', 'debug', 'trace'].map((name) => `console.${name}`);

export default libraryModel({
  package: 'global',
  sinks: [
    { rule: 'log-injection', call: CALLS, argument: 'any', unless: { valueIs: ['object', 'number', 'boolean'] } },
    { rule: 'format-string', call: CALLS, argument: 0, when: { has: 1 } },
  ],
});
