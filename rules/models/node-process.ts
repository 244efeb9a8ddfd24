import { libraryModel } from '../../engine/model.ts';

/** The module form of the global `process`. Facts: https://nodejs.org/api/process.html. */
export default libraryModel({
  package: 'process',
  types: [{ type: 'StandardInput' }],
  handlers: [{ to: ['stdin.on', 'stdin.once'], argument: 1, event: ['data'], parameters: ['StandardInput'] }],
  sinks: [{ rule: 'remote-property-injection', keysOf: ['env'] }],
  sources: [
    { trust: 'local', from: ['argv'], shape: 'text', label: 'the command line' },
    { trust: 'local', from: ['env'], shape: 'text', label: 'the environment' },
    { trust: 'local', from: ['stdin.*', 'StandardInput#'], shape: 'text', label: 'the standard input' },
  ],
});
