import { libraryModel } from '../../engine/model.ts';

/** The shell of the other machine reads the command. Facts: https://github.com/mscdex/ssh2#client-methods, https://github.com/steelbrain/node-ssh#api. */
export default libraryModel({
  package: ['ssh2', 'node-ssh'],
  types: [{ type: 'Client', is: ['Client#on()'] }, { type: 'NodeSSH' }],
  sinks: [{ rule: 'command-injection', call: ['Client#exec', 'NodeSSH#execCommand'], argument: 0 }],
});
