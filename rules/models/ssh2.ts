import { libraryModel } from '../../engine/model.ts';

/**
 * The shell of the other machine reads the command. Facts: https://github.com/mscdex/ssh2#client-methods,
 * https://github.com/steelbrain/node-ssh#api (its `exec` quotes the arguments), https://github.com/MCluck90/simple-ssh#readme.
 */
export default libraryModel({
  package: ['ssh2', 'node-ssh', 'simple-ssh', 'ssh2-promise'],
  types: [
    { type: 'Client', is: ['Client#on()'] },
    { type: 'NodeSSH' },
    { type: 'SSH', is: ['default()', 'SSH#exec()'] },
    { type: 'SFTPWrapper', is: ['Client#sftp()'] },
  ],
  handlers: [{ to: ['Client#sftp'], parameters: ['', 'SFTPWrapper'] }],
  sinks: [
    { rule: 'command-injection', call: ['Client#exec', 'NodeSSH#execCommand', 'SSH#exec'], argument: 0 },
    // The local file of the two.
    { rule: 'path-traversal', call: ['SFTPWrapper#fastPut', 'NodeSSH#putFile'], argument: 0 },
    { rule: 'path-traversal', call: ['SFTPWrapper#fastGet'], argument: 1 },
    { rule: 'path-traversal', call: ['NodeSSH#getFile'], argument: 0 },
  ],
});
