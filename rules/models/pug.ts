import { libraryModel } from '../../engine/model.ts';

/** Facts: https://pugjs.org/api/reference.html. Data and options are one object. */
export default libraryModel({
  package: ['pug', 'jade'],
  sinks: [
    {
      rule: 'template-injection',
      call: ['compile', 'compileClient', 'compileClientWithDependenciesTracked', 'render'],
      argument: 0,
    },
    { rule: 'view-name-injection', call: ['compileFile', 'compileFileClient', 'renderFile'], argument: 0 },
    { rule: 'template-options-injection', call: ['render', 'renderFile'], argument: 1, path: '*' },
  ],
});
