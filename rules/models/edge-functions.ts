import { libraryModel } from '../../engine/model.ts';

/**
 * Functions that are given the web's `Request`: of Deno and Supabase (https://docs.deno.com/api/deno/~/Deno.serve,
 * https://supabase.com/docs/guides/functions), Bun (https://bun.sh/docs/api/http), Vercel
 * (https://vercel.com/docs/functions/functions-api-reference) and Netlify (https://docs.netlify.com/functions/get-started/).
 */
const REQUEST = ['web-request.Request'];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

const VERCEL = { files: ['api/**'], names: METHODS };
const NETLIFY = { files: ['netlify/functions/**', 'netlify/edge-functions/**'], names: ['default'] };

export default libraryModel({
  package: ['@vercel/node', '@vercel/edge', '@netlify/edge-functions', '@supabase/functions-js', 'std/http/server.ts'],
  types: [
    { type: 'VercelRequest', isShared: true, extends: ['next.NextApiRequest'] },
    { type: 'VercelResponse', isShared: true, is: ['VercelResponse#status()'], extends: ['next.NextApiResponse'] },
    { type: 'NowRequest', extends: ['next.NextApiRequest'] },
    { type: 'NowResponse', extends: ['next.NextApiResponse'] },
    { type: 'NetlifyContext' },
  ],
  handlers: [
    { to: ['global.Deno.serve', 'serve'], parameters: REQUEST },
    { to: ['global.Deno.serve'], option: 'handler', parameters: REQUEST },
    { to: ['global.Bun.serve', 'bun.serve'], option: 'fetch', parameters: REQUEST },
    { to: ['global.Bun.serve', 'bun.serve'], option: 'routes.*', parameters: REQUEST },
    { to: ['global.Bun.serve', 'bun.serve'], option: 'routes.*.*', parameters: REQUEST },
    { exports: VERCEL, parameters: REQUEST },
    { exports: NETLIFY, parameters: ['web-request.Request', 'NetlifyContext'] },
    { parameters: ['VercelRequest', 'VercelResponse'], declaredAs: ['VercelApiHandler', 'NowApiHandler'] },
  ],
  sources: [
    { trust: 'remote', from: ['NetlifyContext#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['NetlifyContext#cookies.get()'], shape: 'text', label: 'a cookie' },
  ],
  entryPoints: [
    { exports: VERCEL, method: '*' },
    { exports: NETLIFY, method: 'ANY' },
  ],
});
