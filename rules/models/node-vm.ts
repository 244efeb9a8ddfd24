import { libraryModel } from '../../engine/model.ts';

/** "The node:vm module is not a security mechanism. Do not use it to run untrusted code.": https://nodejs.org/api/vm.html. */
export default libraryModel({
  package: 'vm',
  sinks: [
    {
      rule: 'code-injection',
      call: ['runInNewContext', 'runInThisContext', 'runInContext', 'compileFunction', 'Script', 'SourceTextModule'],
      argument: 0,
    },
  ],
});
