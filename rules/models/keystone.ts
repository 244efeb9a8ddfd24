import { libraryModel } from '../../engine/model.ts';

/**
 * Hooks and fields of Keystone 6, whose data the mutations of its GraphQL API bring. Facts:
 * https://keystonejs.com/docs/config/hooks, https://keystonejs.com/docs/config/config#extendExpressApp,
 * https://keystonejs.com/docs/guides/schema-extension.
 */
const OF_LIST = ['resolveInput', 'validateInput', 'validate', 'beforeOperation', 'afterOperation'];

/** A hook is a function, or one for each operation. */
const PLACES = OF_LIST.flatMap((name) => [
  ...[`hooks.${name}`, `hooks.${name}.create`, `hooks.${name}.update`],
  ...[`fields.*.hooks.${name}`, `fields.*.hooks.${name}.create`, `fields.*.hooks.${name}.update`],
]);

export default libraryModel({
  package: ['@keystone-6/core', '@keystone-6/core/fields'],
  types: [{ type: 'HookArgs' }, { type: 'Arguments' }],
  handlers: [
    ...PLACES.map((option) => ({ to: ['list'], argument: 0, option, parameters: ['HookArgs'] })),
    ...OF_LIST.map((name) => ({
      to: ['text', 'json', 'relationship', 'virtual'],
      argument: 0,
      option: `hooks.${name}`,
      parameters: ['HookArgs'],
    })),
    { to: ['config'], argument: 0, option: 'server.extendExpressApp', parameters: ['express.Application'] },
    { to: ['graphql.field', 'g.field'], argument: 0, option: 'resolve', parameters: ['', 'Arguments'] },
  ],
  sources: [
    { trust: 'remote', from: ['HookArgs#inputData', 'HookArgs#resolvedData'], label: 'the data of a mutation' },
    { trust: 'remote', from: ['Arguments#'], label: 'an argument of the query' },
  ],
});
