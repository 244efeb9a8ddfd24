import { libraryModel } from '../../engine/model.ts';

/**
 * `exec` runs its text in a shell: https://github.com/shelljs/shelljs/wiki/Security-guidelines; so do
 * https://github.com/jorgebucaran/async-exec, https://github.com/patrick-steele-idem/child-process-promise#exec,
 * https://github.com/jorangreef/sudo-prompt#usage (as an administrator) and https://github.com/RIAEvangelist/node-cmd#readme.
 * The other functions of shelljs take paths.
 */
const PATHS = ['cat', 'cd', 'chmod', 'find', 'ls', 'mkdir', 'rm', 'touch', 'head', 'tail', 'sort'];

const TWO_PATHS = ['cp', 'mv', 'ln'];

/** With options in front or without. */
function everywhere(names: readonly string[]) {
  return [0, 1].map((argument) => ({ rule: 'path-traversal', call: names, argument }));
}

export default libraryModel({
  package: ['shelljs', 'async-exec', 'child-process-promise', 'sudo-prompt', 'node-cmd'],
  sinks: [
    { rule: 'command-injection', call: ['exec', 'run', 'runSync'], argument: 0 },
    ...everywhere([...PATHS, ...TWO_PATHS]),
    { rule: 'path-traversal', call: TWO_PATHS, argument: 2 },
  ],
});
