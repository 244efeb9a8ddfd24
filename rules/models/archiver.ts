import { libraryModel } from '../../engine/model.ts';

/** What is put into an archive. Facts: https://github.com/archiverjs/node-archiver#readme. */
export default libraryModel({
  package: 'archiver',
  types: [{ type: 'Archiver', is: ['default()', 'create()', 'Archiver#append()', 'Archiver#file()'] }],
  sinks: [
    { rule: 'path-traversal', call: ['Archiver#file', 'Archiver#directory', 'Archiver#glob'], argument: 0 },
    { rule: 'path-traversal', call: ['Archiver#glob'], argument: 1, path: 'cwd' },
  ],
});
