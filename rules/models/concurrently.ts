import { libraryModel } from '../../engine/model.ts';

/** Each command is a line for a shell: https://github.com/open-cli-tools/concurrently#api. */
export default libraryModel({
  package: 'concurrently',
  sinks: [{ rule: 'command-injection', call: ['default', 'concurrently'], argument: 0, path: ['*', '*.command'] }],
});
