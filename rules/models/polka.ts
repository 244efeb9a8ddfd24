import { libraryModel } from '../../engine/model.ts';

/**
 * Small routers with the API of Express over node's own answers. Facts: https://github.com/lukeed/polka,
 * https://github.com/senchalabs/connect, https://github.com/pillarjs/router, https://github.com/BackendStack21/0http.
 */

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'all'];

export default libraryModel({
  package: ['polka', 'connect', 'router', '0http', 'find-my-way'],
  types: [
    {
      type: 'Router',
      is: ['default()', 'default#', ...[...METHODS, 'use'].map((name) => `Router#${name}()`), 'default().router'],
    },
    { type: 'Request', isShared: true, extends: ['express.Request'] },
    { type: 'Response', isShared: true, extends: ['http.ServerResponse'] },
  ],
  handlers: [
    {
      to: [...METHODS, 'use', 'on'].map((name) => `Router#${name}`),
      arity: [1, 2, 3],
      parameters: ['Request', 'Response'],
    },
  ],
  entryPoints: [
    ...METHODS.map((name) => ({
      call: [`Router#${name}`],
      method: name === 'all' ? 'ANY' : name.toUpperCase(),
      path: 0,
    })),
    { call: ['Router#use'], method: 'MIDDLEWARE', path: -1 },
  ],
});
