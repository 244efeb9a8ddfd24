import { libraryModel } from '../../engine/model.ts';

/** A page without a browser. Facts: https://github.com/jsdom/jsdom#basic-usage. */
export default libraryModel({
  package: 'jsdom',
  types: [{ type: 'global.Document', is: ['JSDOM#window.document'] }],
});
