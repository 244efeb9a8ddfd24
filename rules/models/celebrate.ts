import { libraryModel } from '../../engine/model.ts';
import { joiUnder } from './joi.ts';

/**
 * Middleware that checks parts of the request, with joi under its own name. Facts: https://github.com/arb/celebrate#api,
 * https://github.com/evanshortiss/express-validation#readme.
 */
export default libraryModel({
  package: ['celebrate', 'express-validation'],
  schemas: joiUnder('Joi.'),
  requestChecks: [{ call: ['celebrate', 'validate'], parts: 0 }],
});
