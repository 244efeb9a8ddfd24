import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/tomas/needle#api. `needle(method, url)` is the long form. */
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

export default libraryModel({
  package: 'needle',
  types: [{ type: 'Reply', is: ['default()', ...METHODS.map((name) => `${name}()`)] }, { type: 'ReplyBody' }],
  handlers: [{ to: ['default', 'request', ...METHODS], parameters: ['', 'Reply', 'ReplyBody'] }],
  sources: [{ trust: 'stored', from: ['Reply#body', 'ReplyBody#'], label: 'the reply of a server' }],
  sinks: [
    { rule: 'ssrf', call: METHODS, argument: 0 },
    { rule: 'ssrf', call: ['default', 'request'], argument: 1 },
  ],
});
