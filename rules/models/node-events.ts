import { libraryModel } from '../../engine/model.ts';

const LISTENS = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'].map(
  (name) => `EventEmitter#${name}`,
);

/** The first few arguments of an event: what is further back is not followed. */
const POSITIONS = [0, 1, 2, 3];

/** What is emitted under a name reaches who listens to it. Facts: https://nodejs.org/api/events.html. */
export default libraryModel({
  package: ['events', 'eventemitter3'],
  types: [
    { type: 'EventEmitter', is: ['default()', ...LISTENS.map((name) => `${name}()`)] },
    { type: 'default', extends: ['EventEmitter'] },
  ],
  propagators: [
    ...POSITIONS.flatMap((at) => [
      {
        call: ['EventEmitter#emit'],
        from: { argument: at + 1 },
        to: { receiverPath: `@@event $0.${at}` },
        as: 'value' as const,
      },
      {
        call: LISTENS,
        from: { receiverPath: `@@event $0.${at}` },
        to: { callback: 1, parameter: at } as const,
        as: 'value' as const,
      },
      {
        call: ['once'],
        from: { argument: 0, path: `@@event $1.${at}` },
        to: { returnPath: `${at}` },
        as: 'value' as const,
      },
    ]),
    { call: LISTENS, from: 'receiver', to: 'return', as: 'value' },
  ],
});
