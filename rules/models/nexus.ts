import { libraryModel } from '../../engine/model.ts';

/** Schemas by code. Facts: https://nexusjs.org/docs/api/object-type, https://nexusjs.org/docs/api/mutation-field. */
export default libraryModel({
  package: 'nexus',
  types: [{ type: 'Block', is: ['Block#list', 'Block#nonNull', 'Block#nullable'] }, { type: 'Args' }],
  handlers: [
    { to: ['objectType', 'extendType', 'mutationType', 'queryType'], option: 'definition', parameters: ['Block'] },
    {
      to: [
        'queryField',
        'mutationField',
        'Block#field',
        'Block#string',
        'Block#int',
        'Block#boolean',
        'Block#connectionField',
      ],
      option: 'resolve',
      parameters: ['', 'Args'],
    },
  ],
  sources: [
    { trust: 'remote', from: ['Args#'], members: true, shape: 'text', label: 'an argument of a GraphQL operation' },
  ],
});
