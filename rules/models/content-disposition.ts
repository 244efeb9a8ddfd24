import { libraryModel } from '../../engine/model.ts';

/** Quotes and encodes the name. Facts: https://github.com/jshttp/content-disposition#contentdispositionfilename-options. */
export default libraryModel({
  package: 'content-disposition',
  sanitizers: [{ call: ['default'], clears: ['header', 'object-shape'] }],
});
