import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/sindresorhus/got/blob/main/documentation/1-promise.md and, for ky, https://github.com/sindresorhus/ky#api. */
const METHODS = ['get', 'post', 'put', 'patch', 'head', 'delete', 'stream', 'paginate'];

/** Instances with defaults of their own: an absolute URL sets them aside. */
const INSTANCES = ['extend()', 'create()', 'got.extend()'];

export default libraryModel({
  package: ['got', 'ky', 'ofetch', 'wretch'],
  sinks: [
    {
      rule: 'ssrf',
      call: [
        ...['default', 'got', 'ofetch', '$fetch', ...INSTANCES],
        ...METHODS.flatMap((name) => [name, `got.${name}`, ...INSTANCES.map((made) => `${made}.${name}`)]),
      ],
      argument: 0,
    },
    { rule: 'ssrf', call: ['default', 'got'], argument: 0, path: 'url' },
    { rule: 'ssrf', call: ['default', 'got', ...METHODS], argument: 1, path: 'prefixUrl' },
    { rule: 'ssrf', call: ['ofetch', '$fetch'], argument: 1, path: 'baseURL' },
  ],
});
