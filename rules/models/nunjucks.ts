import { libraryModel } from '../../engine/model.ts';

/** Facts: https://mozilla.github.io/nunjucks/api.html. */
export default libraryModel({
  package: 'nunjucks',
  types: [{ type: 'Environment', is: ['configure()'] }],
  sinks: [
    {
      rule: 'template-injection',
      call: ['renderString', 'compile', 'Template', 'Environment#renderString'],
      argument: 0,
    },
    {
      rule: 'view-name-injection',
      call: ['render', 'Environment#render', 'Environment#getTemplate'],
      argument: 0,
    },
  ],
});
