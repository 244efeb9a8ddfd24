import { libraryModel } from '../../engine/model.ts';

/** Functions that clients call; `args` checks what they are given. Facts: https://docs.convex.dev/functions/query-functions, …/http-actions. */
const FUNCTIONS = ['query', 'mutation', 'action'];

export default libraryModel({
  package: 'convex/server',
  generatedIn: '_generated/server',
  types: [{ type: 'Args' }],
  handlers: [
    { to: FUNCTIONS, parameters: ['', 'Args'] },
    { to: FUNCTIONS, option: 'handler', parameters: ['', 'CheckedArgs'] },
    { to: ['httpAction'], parameters: ['', 'web-request.Request'] },
  ],
  sources: [
    { trust: 'remote', from: ['Args#'], label: 'an argument of a function' },
    { trust: 'remote', from: ['CheckedArgs#'], members: true, shape: 'text', label: 'an argument of a function' },
  ],
});
