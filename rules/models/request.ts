import { libraryModel } from '../../engine/model.ts';

/** Deprecated and still in use. Facts: https://github.com/request/request#requestoptions-callback. */
const METHODS = ['get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'options'];

export default libraryModel({
  package: ['request', 'request-promise', 'request-promise-native', 'postman-request'],
  sinks: [
    { rule: 'ssrf', call: ['default', ...METHODS], argument: 0 },
    { rule: 'ssrf', call: ['default', ...METHODS], argument: 0, path: 'url' },
    { rule: 'ssrf', call: ['default', ...METHODS], argument: 0, path: 'uri' },
    { rule: 'ssrf', call: ['default', 'defaults', ...METHODS], argument: 0, path: 'baseUrl' },
  ],
});
