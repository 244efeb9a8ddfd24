import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/marko-js/run#handler. */
const HANDLERS = {
  files: ['routes/**/+handler', 'routes/**/+middleware'],
  names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'default'],
};

export default libraryModel({
  package: '@marko/run',
  types: [
    { type: 'Context' },
    { type: 'Request', is: ['Context#request'], extends: ['web-request.Request'] },
    { type: 'Url', is: ['Context#url'], extends: ['web-request.Url'] },
  ],
  handlers: [{ exports: HANDLERS, parameters: ['Context'] }],
  sources: [{ trust: 'remote', from: ['Context#params'], members: true, shape: 'text', label: 'a route parameter' }],
  entryPoints: [{ exports: HANDLERS, method: '*' }],
});
