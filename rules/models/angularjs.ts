import { libraryModel } from '../../engine/model.ts';

/** Facts: https://docs.angularjs.org/api/ng/service/$sce, https://docs.angularjs.org/api/ng/service/$parse. Services come by the name of a parameter. */
export default libraryModel({
  package: 'angular',
  types: [{ type: 'Sce' }, { type: 'Scope' }],
  sinks: [
    { rule: 'dom-xss', call: ['Sce#trustAsHtml'], argument: 0, unmistakable: true },
    {
      rule: 'dom-xss',
      call: ['Sce#trustAs'],
      argument: 1,
      when: { constant: { argument: 0, in: ['html'] } },
      unmistakable: true,
    },
    { rule: 'dom-xss-url', call: ['Sce#trustAsResourceUrl', 'Sce#trustAsUrl'], argument: 0, unmistakable: true },
    { rule: 'dom-xss', call: ['Sce#trustAsJs'], argument: 0, kinds: ['code'], unmistakable: true },
    { rule: 'code-injection', call: ['Scope#$eval', 'Scope#$evalAsync'], argument: 0 },
  ],
});
