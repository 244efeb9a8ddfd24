import { libraryModel } from '../../engine/model.ts';

/**
 * Clients of which the first argument is a URL, or options with one. Facts: https://github.com/ethanent/phin#readme,
 * https://github.com/mikeal/bent#readme, https://github.com/ethanent/centra#readme, https://github.com/node-modules/urllib#readme,
 * https://github.com/serviejs/popsicle#readme, https://github.com/Kong/unirest-nodejs#readme,
 * https://github.com/feross/simple-get#readme, https://github.com/hyperquest/hyperquest#readme, https://hapi.dev/module/wreck/api/,
 * https://github.com/googleapis/gaxios#readme, https://github.com/googleapis/teeny-request#readme,
 * https://github.com/kevva/download#readme, https://github.com/microsoft/typed-rest-client#readme.
 */
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'request', 'curl', 'concat', 'fetch'];

export default libraryModel({
  package: [
    'phin',
    'bent',
    'centra',
    'urllib',
    'popsicle',
    'unirest',
    'simple-get',
    'hyperquest',
    'gaxios',
    'teeny-request',
    'download',
    'httpie',
  ],
  sources: [
    {
      trust: 'stored',
      from: ['default', ...METHODS].flatMap((name) => [`${name}().data`, `${name}().body`, `${name}().json()`]),
      label: 'the reply of a server',
    },
  ],
  sinks: [
    { rule: 'ssrf', call: ['default', ...METHODS], argument: 0 },
    { rule: 'ssrf', call: ['default', ...METHODS], argument: 0, path: ['url', 'uri', 'baseURL'] },
  ],
});
