import { libraryModel } from '../../engine/model.ts';

/** `spawn` for Windows too, with the same option `shell`: https://github.com/moxystudio/node-cross-spawn. */
export default libraryModel({
  package: 'cross-spawn',
  sinks: [
    {
      rule: 'command-injection',
      call: ['default', 'spawn', 'sync'],
      argument: 0,
      when: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    {
      rule: 'command-injection',
      call: ['default', 'spawn', 'sync'],
      argument: 1,
      path: '*',
      when: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
  ],
});
