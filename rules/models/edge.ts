import { libraryModel } from '../../engine/model.ts';

/** Facts: https://edgejs.dev/docs/getting_started. */
export default libraryModel({
  package: ['edge.js', '@adonisjs/view'],
  types: [{ type: 'Edge', is: ['Edge.create()', 'default'] }],
  sinks: [
    {
      rule: 'template-injection',
      call: ['Edge#renderRaw', 'Edge#renderRawSync', 'Edge#registerTemplate'],
      argument: 0,
    },
    { rule: 'view-name-injection', call: ['Edge#render', 'Edge#renderSync'], argument: 0 },
  ],
});
