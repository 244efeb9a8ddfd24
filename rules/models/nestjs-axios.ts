import { libraryModel } from '../../engine/model.ts';

/** axios as a service, whose replies are observables. Facts: https://docs.nestjs.com/techniques/http-module. */
const METHODS = ['get', 'delete', 'head', 'post', 'put', 'patch'];

export default libraryModel({
  package: '@nestjs/axios',
  types: [{ type: 'HttpService' }],
  sources: [
    {
      trust: 'stored',
      from: METHODS.map((name) => `HttpService#axiosRef.${name}().data`),
      label: 'the reply of a server',
    },
  ],
  sinks: [
    {
      rule: 'ssrf',
      call: METHODS.flatMap((name) => [`HttpService#${name}`, `HttpService#axiosRef.${name}`]),
      argument: 0,
    },
    {
      rule: 'ssrf',
      call: ['HttpService#request', 'HttpService#axiosRef', 'HttpService#axiosRef.request'],
      argument: 0,
      path: ['url', 'baseURL'],
    },
  ],
});
