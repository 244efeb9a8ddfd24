import { libraryModel } from '../../engine/model.ts';

/** Facts: https://hapi.dev/module/wreck/api/, https://github.com/microsoft/typed-rest-client#readme. */
const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

export default libraryModel({
  package: ['@hapi/wreck', 'wreck'],
  types: [{ type: 'Client', is: ['defaults()'] }],
  sources: [
    {
      trust: 'stored',
      from: VERBS.flatMap((name) => [`${name}().payload`, `Client#${name}().payload`]),
      label: 'the reply of a server',
    },
  ],
  sinks: [
    { rule: 'ssrf', call: VERBS.flatMap((name) => [name, `Client#${name}`]), argument: 0 },
    { rule: 'ssrf', call: ['request', 'Client#request'], argument: 1 },
    { rule: 'ssrf', call: ['defaults'], argument: 0, path: 'baseUrl' },
  ],
});
