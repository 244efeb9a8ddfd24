import { libraryModel } from '../../engine/model.ts';

/** With `eval`, the first argument is no file name but a script: https://nodejs.org/api/worker_threads.html#new-workerfilename-options. */
export default libraryModel({
  package: 'worker_threads',
  sinks: [
    {
      rule: 'code-injection',
      call: ['Worker'],
      argument: 0,
      when: { option: { name: 'eval', argument: 1, is: 'truthy' } },
    },
  ],
});
