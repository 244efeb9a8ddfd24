import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * The Pages Router. Facts: https://nextjs.org/docs/pages/building-your-application/routing/api-routes,
 * https://nextjs.org/docs/pages/api-reference/functions/get-server-side-props.
 */

const API = { files: ['pages/api/**'], names: ['default'] };

export default libraryModel({
  package: 'next',
  types: [
    { type: 'NextApiRequest', isShared: true, extends: ['http.IncomingMessage'] },
    {
      type: 'NextApiResponse',
      isShared: true,
      is: ['NextApiResponse#status()', 'NextApiResponse#setPreviewData()', 'NextApiResponse#setDraftMode()'],
      extends: ['http.ServerResponse'],
    },
    { type: 'PageContext' },
    { type: 'GetServerSidePropsContext', extends: ['PageContext'] },
    { type: 'GetStaticPropsContext', extends: ['PageContext'] },
    { type: 'NextPageContext', extends: ['PageContext'] },
    { type: 'PageRequest', is: ['PageContext#req'], extends: ['NextApiRequest'] },
    { type: 'PageResponse', is: ['PageContext#res'], extends: ['http.ServerResponse'] },
  ],
  handlers: [
    {
      exports: API,
      arity: [2],
      wrapped: ['req', 'request', '_req'],
      parameters: ['NextApiRequest', 'NextApiResponse'],
      declaredAs: ['NextApiHandler'],
    },
    { exports: API, arity: [1], parameters: ['next/server.NextRequest'] },
    {
      exports: { files: ['pages/**'], names: ['getServerSideProps', 'getStaticProps'] },
      wrapped: ['ctx', 'context', 'params', 'query', 'req'],
      parameters: ['PageContext'],
      returns: 'PageResult',
      declaredAs: ['GetServerSideProps', 'GetStaticProps'],
    },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['NextApiRequest#query', 'PageContext#query'],
      members: true,
      shape: 'text',
      label: 'the query string',
    },
    { trust: 'remote', from: ['PageContext#params'], members: true, shape: 'text', label: 'a route parameter' },
    // JSON and forms are parsed by the content type.
    { trust: 'remote', from: ['NextApiRequest#body'], label: 'the request body' },
    { trust: 'remote', from: ['NextApiRequest#cookies'], members: true, kinds: IN_A_HEADER, label: 'a cookie' },
    {
      trust: 'remote',
      from: ['PageContext#resolvedUrl', 'PageContext#asPath'],
      kinds: IN_A_HEADER,
      label: "the request's URL",
    },
  ],
  sinks: [
    // Objects are sent as JSON; text has no type, so that a browser guesses.
    { rule: 'xss-reflected', call: ['NextApiResponse#send'], unless: { valueIs: ['object', 'number', 'boolean'] } },
    { rule: 'open-redirect', call: ['NextApiResponse#redirect'], argument: 'last' },
    { rule: 'open-redirect', call: ['PageResult'], argument: 0, path: 'redirect.destination' },
  ],
  entryPoints: [
    { exports: API, method: 'ANY' },
    { exports: { files: ['pages/**'], names: ['getServerSideProps'] }, method: 'GET' },
  ],
});
