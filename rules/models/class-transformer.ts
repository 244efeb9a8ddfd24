import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/typestack/class-transformer#methods. It makes objects of classes, and checks nothing. */
export default libraryModel({
  package: ['class-transformer', 'class-transformer-validator'],
  schemas: {
    // `@Type(() => Address)`
    makers: [{ call: ['Type'], same: { returned: 0 } }],
    checks: [
      {
        call: ['plainToInstance', 'plainToClass'],
        schema: 0,
        data: 1,
        validatedBy: ['validate', 'validateOrReject', 'validateSync'].map((name) => `class-validator.${name}`),
      },
      { call: ['transformAndValidate', 'transformAndValidateSync'], schema: 0, data: 1 },
    ],
  },
});
