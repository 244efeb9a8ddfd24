import { libraryModel } from '../../engine/model.ts';

/** `_compile` runs text as a module. It is what loaders hook into: https://nodejs.org/api/module.html. */
export default libraryModel({
  package: 'module',
  types: [{ type: 'Module', is: ['default()', 'global.module'] }],
  sinks: [{ rule: 'code-injection', call: ['Module#_compile'], argument: 0 }],
});
