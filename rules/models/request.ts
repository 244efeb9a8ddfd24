import { libraryModel } from '../../engine/model.ts';
import { IN_A_REPLY } from './fetch.ts';

/** Deprecated and still in use. Facts: https://github.com/request/request#requestoptions-callback. */
const METHODS = ['get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'options'];

const CALLS = ['default', ...METHODS, 'defaults()', ...METHODS.map((name) => `defaults().${name}`)];

export default libraryModel({
  package: ['request', 'request-promise', 'request-promise-native', 'postman-request'],
  types: [{ type: 'Reply' }, { type: 'ReplyBody' }],
  handlers: [{ to: CALLS, parameters: ['', 'Reply', 'ReplyBody'] }],
  sources: [{ trust: 'stored', from: ['Reply#body', 'ReplyBody#'], kinds: IN_A_REPLY, label: 'the reply of a server' }],
  sinks: [
    { rule: 'ssrf', call: CALLS, argument: 0 },
    { rule: 'ssrf', call: ['defaults', ...CALLS], argument: 0, path: ['url', 'uri', 'baseUrl'] },
  ],
});
