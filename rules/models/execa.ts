import { libraryModel } from '../../engine/model.ts';
import { argumentSinks } from './node-child-process.ts';

/**
 * No shell unless one is asked for, and templates quote each hole: https://github.com/sindresorhus/execa/blob/main/docs/shell.md.
 */
const CALLS = ['default', 'execa', 'execaSync', 'execaCommand', 'execaCommandSync', 'sync', 'command', 'commandSync'];

export default libraryModel({
  package: 'execa',
  sinks: [
    ...argumentSinks(['default', 'execa', 'execaSync', 'sync']),
    {
      rule: 'command-injection',
      call: ['default', 'execa', 'execaSync', 'sync', 'execaNode'],
      argument: 0,
      kinds: ['program'],
      unless: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    {
      rule: 'command-injection',
      call: CALLS,
      argument: 0,
      when: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    {
      rule: 'command-injection',
      call: CALLS,
      argument: 1,
      path: '*',
      when: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    // `execa.shell` existed up to version 1: https://github.com/sindresorhus/execa/releases/tag/v2.0.0
    { rule: 'command-injection', call: ['shell', 'shellSync'], argument: 0 },
  ],
});
