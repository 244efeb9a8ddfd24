import { libraryModel } from '../../engine/model.ts';

/** Facts: https://handlebarsjs.com/api-reference/compilation.html, https://github.com/pillarjs/hbs#readme. */
export default libraryModel({
  package: ['handlebars', 'hbs'],
  submodules: { 'handlebars/dist/handlebars': 'default', 'handlebars/dist/cjs/handlebars': 'default' },
  types: [{ type: 'Environment', is: ['default', 'create()', 'handlebars'] }],
  sinks: [
    {
      rule: 'template-injection',
      call: ['compile', 'precompile', 'Environment#compile', 'Environment#precompile'],
      argument: 0,
    },
    { rule: 'template-injection', call: ['registerPartial', 'Environment#registerPartial'], argument: 1 },
  ],
});
