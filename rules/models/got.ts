import { libraryModel } from '../../engine/model.ts';
import { IN_A_REPLY } from './fetch.ts';

/**
 * Facts: https://github.com/sindresorhus/got/blob/main/documentation/1-promise.md, for ky
 * https://github.com/sindresorhus/ky#api, for ofetch https://github.com/unjs/ofetch#readme (it gives the parsed body).
 */
const METHODS = ['get', 'post', 'put', 'patch', 'head', 'delete', 'stream', 'paginate'];

/** Instances with defaults of their own: an absolute URL sets them aside. */
const INSTANCES = ['extend()', 'create()', 'got.extend()', 'ky.extend()'];

const CALLS = [
  ...['default', 'got', 'ky', 'ofetch', '$fetch', ...INSTANCES],
  ...METHODS.flatMap((name) => [name, `got.${name}`, `ky.${name}`, ...INSTANCES.map((made) => `${made}.${name}`)]),
];

export default libraryModel({
  package: ['got', 'ky', 'ky-universal', 'ofetch', 'wretch'],
  sources: [
    {
      trust: 'stored',
      from: CALLS.map((path) => `${path}().json()`),
      label: 'the reply of a server',
    },
    {
      trust: 'stored',
      from: CALLS.flatMap((path) => [`${path}().body`, `${path}().text()`]),
      kinds: IN_A_REPLY,
      label: 'the reply of a server',
    },
    { trust: 'stored', from: ['ofetch()', '$fetch()'], members: true, label: 'the reply of a server' },
  ],
  sinks: [
    { rule: 'ssrf', call: CALLS, argument: 0 },
    { rule: 'ssrf', call: ['default', 'got'], argument: 0, path: 'url' },
    { rule: 'ssrf', call: ['default', 'got', ...METHODS], argument: 1, path: 'prefixUrl' },
    { rule: 'ssrf', call: ['ofetch', '$fetch'], argument: 1, path: 'baseURL' },
  ],
});
