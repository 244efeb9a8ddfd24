import { libraryModel } from '../../engine/model.ts';

/** The lines of a stream. Facts: https://nodejs.org/api/readline.html. */
export default libraryModel({
  package: ['readline', 'readline/promises'],
  types: [{ type: 'Interface', is: ['createInterface()', 'Interface#on()', 'Interface#once()'] }],
  propagators: [
    { call: ['createInterface', 'Interface'], from: { argument: 0, path: 'input.*' }, to: { returnPath: '*' } },
    { call: ['createInterface'], from: { argument: 0, path: '*' }, to: { returnPath: '*' } },
    {
      call: ['Interface#on', 'Interface#once'],
      from: { receiverPath: '*' },
      to: { callback: 1, parameter: 0 },
      when: { constant: { argument: 0, in: ['line'] } },
    },
    { call: ['Interface#on', 'Interface#once'], from: 'receiver', to: 'return', as: 'value' },
  ],
});
