import { libraryModel } from '../../engine/model.ts';

/** Schemas by code. Facts: https://pothos-graphql.dev/docs/guide/fields, https://pothos-graphql.dev/docs/plugins/prisma. */
const ONE = ['queryField', 'mutationField', 'subscriptionField', 'objectField'];
const MANY = [
  'queryType',
  'mutationType',
  'subscriptionType',
  'queryFields',
  'mutationFields',
  'objectType',
  'prismaObject',
];
const FIELDS = ['field', 'string', 'int', 'float', 'boolean', 'id', 'stringList', 'intList', 'connection'];
const PRISMA = ['prismaField', 'prismaConnection'];

export default libraryModel({
  package: '@pothos/core',
  types: [{ type: 'Builder', is: ['default#'] }, { type: 'Field' }, { type: 'Args' }],
  handlers: [
    { to: [...ONE, ...MANY].map((name) => `Builder#${name}`), parameters: ['Field'] },
    { to: [...MANY].map((name) => `Builder#${name}`), option: 'fields', parameters: ['Field'] },
    { to: FIELDS.map((name) => `Field#${name}`), option: 'resolve', parameters: ['', 'Args'] },
    { to: PRISMA.map((name) => `Field#${name}`), option: 'resolve', parameters: ['', '', 'Args'] },
  ],
  sources: [
    { trust: 'remote', from: ['Args#'], members: true, shape: 'text', label: 'an argument of a GraphQL operation' },
  ],
});
