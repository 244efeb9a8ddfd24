import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/events.html. */
export default libraryModel({
  package: ['events', 'eventemitter3'],
  types: [{ type: 'EventEmitter', is: ['default()', 'EventEmitter#on()', 'EventEmitter#once()'] }],
});
