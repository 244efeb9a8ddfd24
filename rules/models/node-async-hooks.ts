import { libraryModel } from '../../engine/model.ts';

/** A value that is there for all that a call starts. Facts: https://nodejs.org/api/async_context.html. */
export default libraryModel({
  package: 'async_hooks',
  propagators: [
    {
      call: ['AsyncLocalStorage#run', 'AsyncLocalStorage#enterWith'],
      from: { argument: 0 },
      to: { receiverPath: '@@store' },
      as: 'value',
    },
    { call: ['AsyncLocalStorage#getStore'], from: { receiverPath: '@@store' }, to: 'return', as: 'value' },
    { call: ['AsyncLocalStorage#run'], from: { callbackReturn: 1 }, to: 'return', as: 'value' },
  ],
});
