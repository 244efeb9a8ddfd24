import { libraryModel } from '../../engine/model.ts';

/** A name's type is one of a list. Facts: https://github.com/jshttp/mime-types#api, https://github.com/broofa/mime#api. */
export default libraryModel({
  package: ['mime', 'mime-types'],
  sanitizers: [
    { call: ['lookup', 'getType', 'charset', 'extension', 'getExtension', 'getAllExtensions'], clears: 'all' },
  ],
});
