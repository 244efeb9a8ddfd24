import { libraryModel } from '../../engine/model.ts';
import { joiUnder } from './joi.ts';

/** Exports joi under its own name. Facts: https://github.com/arb/celebrate#joi. */
export default libraryModel({ package: 'celebrate', schemas: joiUnder('Joi.') });
