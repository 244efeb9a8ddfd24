import { libraryModel } from '../../engine/model.ts';

/** Facts: https://foalts.org/docs/architecture/controllers. */

const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All'];

export default libraryModel({
  package: '@foal/core',
  types: [
    { type: 'Context', isShared: true },
    { type: 'Request', is: ['Context#request'], extends: ['express.Request'] },
    { type: 'File', is: ['Context#files.get().*'] },
  ],
  handlers: [{ decorators: METHODS, parameters: ['Context', 'RouteParameters', 'BodyValue'] }],
  sources: [
    { trust: 'remote', from: ['RouteParameters#'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['BodyValue#'], label: 'the request body' },
    { trust: 'remote', from: ['File#filename'], shape: 'text', label: 'an uploaded file' },
  ],
  sinks: [
    { rule: 'open-redirect', call: ['HttpResponseRedirect', 'HttpResponseMovedPermanently'], argument: 0 },
    // Text is sent as text/html.
    {
      rule: 'xss-reflected',
      call: ['HttpResponseOK', 'HttpResponseCreated', 'HttpResponseBadRequest', 'HttpResponseNotFound'],
      when: { valueIs: ['text'] },
    },
  ],
  entryPoints: METHODS.map((name) => ({ decorators: [name], method: name === 'All' ? 'ANY' : name.toUpperCase() })),
});
