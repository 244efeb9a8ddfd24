import { libraryModel } from '../../engine/model.ts';
import type { TaintKind } from '../../engine/rule.ts';

/**
 * Facts: https://reactrouter.com/start/framework/route-module, https://reactrouter.com/api/hooks/useSearchParams,
 * https://tanstack.com/router/latest/docs/framework/react/api/router, https://github.com/molefrog/wouter#readme,
 * https://docs.solidjs.com/solid-router/reference/primitives/use-search-params, https://github.com/preactjs/preact-iso#readme.
 */

/** What stands behind the host of the page's own URL is no URL of its own. */
const IN_THE_PAGE_URL: readonly TaintKind[] = [
  'html-text',
  'html-attribute',
  'code',
  'url-path',
  'path',
  'regex',
  'object-key',
];

export default libraryModel({
  package: [
    'react-router',
    'react-router-dom',
    '@remix-run/react',
    'wouter',
    '@solidjs/router',
    '@tanstack/react-router',
    '@tanstack/solid-router',
    '@tanstack/react-start',
    '@reach/router',
    'preact-router',
    'preact-iso',
  ],
  types: [
    { type: 'Location', is: ['useLocation()', 'useLocation().0'] },
    {
      type: 'Route',
      is: ['createFileRoute()()', 'createRoute()', 'createRootRoute()', 'createLazyFileRoute()()', 'getRouteApi()'],
    },
    // The arguments of loaders on the server, which version 7 has here.
    { type: 'LoaderFunctionArgs', extends: ['@remix-run/node.Args'] },
    { type: 'ActionFunctionArgs', extends: ['@remix-run/node.Args'] },
  ],
  sources: [
    {
      trust: 'browser',
      from: ['useParams()', 'Route#useParams()', 'useRoute().1'],
      shape: 'text',
      label: 'a route parameter',
    },
    // In wouter `useSearch` gives text, in TanStack Router an object.
    {
      trust: 'browser',
      from: ['useSearchParams().0', 'useSearch()', 'Route#useSearch()'],
      shape: 'text',
      label: "the URL's query",
    },
    {
      trust: 'browser',
      from: ['Location#search', 'Location#hash', 'Location#searchStr'],
      shape: 'text',
      label: "the page's URL",
    },
    { trust: 'browser', from: ['Location#pathname'], kinds: IN_THE_PAGE_URL, label: "the URL's path" },
    // What a loader gave, is what a server sent: https://reactrouter.com/api/hooks/useLoaderData
    {
      trust: 'stored',
      from: [
        'useLoaderData()',
        'useActionData()',
        'useRouteLoaderData()',
        'useFetcher().data',
        'Route#useLoaderData()',
      ],
      members: true,
      label: 'data of the server',
    },
  ],
});
