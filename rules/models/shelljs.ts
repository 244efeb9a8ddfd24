import { libraryModel } from '../../engine/model.ts';

/** `exec` runs its text in a shell: https://github.com/shelljs/shelljs/wiki/Security-guidelines. */
export default libraryModel({
  package: ['shelljs', 'async-exec', 'child-process-promise', 'sudo-prompt', 'node-cmd'],
  sinks: [{ rule: 'command-injection', call: ['exec', 'run', 'runSync'], argument: 0 }],
});
