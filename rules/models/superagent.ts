import { libraryModel } from '../../engine/model.ts';

/** Facts: https://ladjs.github.io/superagent/docs/index.html#request-basics. `superagent('GET', url)` is the long form. */
export default libraryModel({
  package: 'superagent',
  types: [{ type: 'Agent', is: ['agent()'] }],
  sinks: [
    {
      rule: 'ssrf',
      call: ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options'].flatMap((name) => [
        name,
        `Agent#${name}`,
      ]),
      argument: 0,
    },
    { rule: 'ssrf', call: ['default'], argument: 'last' },
  ],
});
