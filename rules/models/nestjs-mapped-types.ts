import { libraryModel } from '../../engine/model.ts';

/** Classes that are made of others, their decorators kept. Facts: https://docs.nestjs.com/openapi/mapped-types. */
export default libraryModel({
  package: ['@nestjs/mapped-types', '@nestjs/swagger', '@nestjs/graphql'],
  schemas: {
    makers: [
      { call: ['PartialType'], same: 0 },
      { call: ['PickType'], of: 0, pick: 1 },
      { call: ['OmitType'], of: 0, omit: 1 },
      { call: ['IntersectionType'], all: { from: 0 } },
    ],
  },
});
