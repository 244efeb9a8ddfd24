import { libraryModel } from '../../engine/model.ts';

/** Facts: https://ajv.js.org/api.html. */
export default libraryModel({
  package: ['ajv', 'ajv/dist/2019', 'ajv/dist/2020', 'ajv/dist/core'],
  types: [{ type: 'Ajv', is: ['default#', 'Ajv2019#', 'Ajv2020#'] }],
  schemas: {
    makers: [{ call: ['Ajv#compile', 'Ajv#compileAsync'], dialect: 'json-schema' }],
    checks: [{ call: ['Ajv#validate'], schema: 0, dialect: 'json-schema', data: 1, gives: 'nothing', proves: 'yes' }],
    called: { data: 0, gives: 'nothing', proves: 'yes' },
  },
});
