import { libraryModel } from '../../engine/model.ts';

/**
 * What was looked at by at least one validator, whatever it asks for. Facts:
 * https://express-validator.github.io/docs/api/matched-data.
 */
export default libraryModel({
  package: 'express-validator',
  sources: [{ trust: 'remote', from: ['matchedData()'], members: true, label: 'data of the request' }],
});
