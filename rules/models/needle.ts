import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/tomas/needle#api. `needle(method, url)` is the long form. */
export default libraryModel({
  package: 'needle',
  sinks: [
    { rule: 'ssrf', call: ['get', 'head', 'post', 'put', 'patch', 'delete'], argument: 0 },
    { rule: 'ssrf', call: ['default', 'request'], argument: 1 },
  ],
});
