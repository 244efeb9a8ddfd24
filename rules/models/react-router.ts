import { libraryModel } from '../../engine/model.ts';
import type { TaintKind } from '../../engine/rule.ts';

/** Facts: https://reactrouter.com/start/framework/route-module, https://reactrouter.com/api/hooks/useSearchParams. */

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
  package: ['react-router', 'react-router-dom', '@remix-run/react', 'wouter'],
  types: [
    { type: 'Location', is: ['useLocation()'] },
    // The arguments of loaders on the server, which version 7 has here.
    { type: 'LoaderFunctionArgs', extends: ['@remix-run/node.Args'] },
    { type: 'ActionFunctionArgs', extends: ['@remix-run/node.Args'] },
  ],
  sources: [
    { trust: 'browser', from: ['useParams()'], shape: 'text', label: 'a route parameter' },
    { trust: 'browser', from: ['useSearchParams().0'], shape: 'text', label: "the URL's query" },
    { trust: 'browser', from: ['Location#search', 'Location#hash'], shape: 'text', label: "the page's URL" },
    { trust: 'browser', from: ['Location#pathname'], kinds: IN_THE_PAGE_URL, label: "the URL's path" },
  ],
});
