import { libraryModel } from '../../engine/model.ts';
import { argumentSinks } from './node-child-process.ts';

/**
 * `spawn` for Windows too, with the same option `shell`: https://github.com/moxystudio/node-cross-spawn,
 * https://github.com/sindresorhus/nano-spawn#readme, https://github.com/npm/promise-spawn#readme,
 * https://github.com/tapjs/foreground-child#readme.
 */
const CALLS = ['default', 'spawn', 'sync', 'foregroundChild'];

export default libraryModel({
  package: ['cross-spawn', 'nano-spawn', '@npmcli/promise-spawn', 'foreground-child', 'spawndamnit'],
  sinks: [
    ...argumentSinks(CALLS),
    {
      rule: 'command-injection',
      call: CALLS,
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
  ],
});
