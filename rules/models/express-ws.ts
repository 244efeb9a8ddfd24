import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/HenningM/express-ws#usage. */
export default libraryModel({
  package: 'express-ws',
  types: [{ type: 'express.Application', is: ['default().app'] }],
  handlers: [{ to: ['express.Router#ws'], argument: 1, parameters: ['ws.Connection', 'express.Request'] }],
  entryPoints: [{ call: ['express.Router#ws'], method: 'WS', path: 0 }],
});
