import { libraryModel } from '../../engine/model.ts';

/**
 * Endpoints and hooks of Payload 2 and 3. Facts: https://payloadcms.com/docs/rest-api/overview#custom-endpoints,
 * https://payloadcms.com/docs/hooks/collections, https://payloadcms.com/docs/hooks/fields.
 */

/** Hooks that are given what a visitor sent, before it is stored. */
const HOOKS = ['beforeOperation', 'beforeValidate', 'beforeChange'];

const CONFIGS = ['CollectionConfig', 'GlobalConfig', 'SanitizedCollectionConfig'];

const HOOK_TYPES = ['CollectionBeforeChangeHook', 'CollectionBeforeValidateHook', 'CollectionBeforeOperationHook'];

export default libraryModel({
  package: ['payload', 'payload/types', 'payload/config'],
  types: [
    { type: 'PayloadRequest', isShared: true, extends: ['web-request.Request'] },
    { type: 'HookArgs' },
    ...CONFIGS.map((type) => ({ type })),
    { type: 'Query', is: ['PayloadRequest#searchParams'], extends: ['web-request.Query'] },
  ],
  handlers: [
    {
      to: ['buildConfig'],
      option: 'endpoints.*.handler',
      parameters: ['PayloadRequest'],
      declaredAs: ['PayloadHandler'],
    },
    {
      to: ['buildConfig'],
      option: 'collections.*.endpoints.*.handler',
      parameters: ['PayloadRequest'],
    },
    { option: 'endpoints.*.handler', parameters: ['PayloadRequest'], declaredAs: CONFIGS },
    ...HOOKS.map((hook) => ({
      to: ['buildConfig'],
      option: `collections.*.hooks.${hook}.*`,
      parameters: ['HookArgs'],
    })),
    ...HOOKS.map((hook) => ({ option: `hooks.${hook}.*`, parameters: ['HookArgs'], declaredAs: CONFIGS })),
    { parameters: ['HookArgs'], declaredAs: HOOK_TYPES },
  ],
  sources: [
    { trust: 'remote', from: ['HookArgs#data', 'HookArgs#args.data'], label: 'the data of the request' },
    { trust: 'remote', from: ['PayloadRequest#query'], members: true, label: 'the query string' },
    { trust: 'remote', from: ['PayloadRequest#routeParams'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['PayloadRequest#data'], label: 'the request body' },
  ],
});
