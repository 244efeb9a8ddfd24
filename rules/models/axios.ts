import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://axios-http.com/docs/api_intro, https://axios-http.com/docs/req_config, https://axios-http.com/docs/res_schema.
 * `baseURL` is set aside for an absolute URL, so an instance that has one can still be sent elsewhere.
 */
const WITHOUT_BODY = ['get', 'delete', 'head', 'options', 'getUri'];
const WITH_BODY = ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'];

/** On the package and on what `create` gives. */
function everywhere(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `Instance#${name}`]);
}

export default libraryModel({
  package: ['axios', 'redaxios', 'axios-retry'],
  types: [
    { type: 'Instance', is: ['create()', 'default.create()'] },
    { type: 'AxiosInstance', extends: ['Instance'] },
    { type: 'AxiosStatic', extends: ['Instance'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['default', 'create()', 'AxiosInstance#', ...everywhere(['request', ...WITHOUT_BODY, ...WITH_BODY])].map(
        (path) => `${path}().data`,
      ),
      label: 'the reply of a server',
    },
  ],
  sinks: [
    { rule: 'ssrf', call: ['default', 'create()', ...everywhere([...WITHOUT_BODY, ...WITH_BODY])], argument: 0 },
    { rule: 'ssrf', call: ['default', 'create()', ...everywhere(['request'])], argument: 0, path: 'url' },
    { rule: 'ssrf', call: ['default', 'create', 'create()', ...everywhere(['request'])], argument: 0, path: 'baseURL' },
    { rule: 'ssrf', call: everywhere(WITHOUT_BODY), argument: 1, path: 'baseURL' },
    { rule: 'ssrf', call: everywhere(WITH_BODY), argument: 2, path: 'baseURL' },
  ],
});
