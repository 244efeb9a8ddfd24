import { libraryModel } from '../../engine/model.ts';

/**
 * The hooks of client components. Facts: https://nextjs.org/docs/app/api-reference/functions/use-search-params,
 * https://nextjs.org/docs/app/api-reference/functions/use-params, https://nextjs.org/docs/pages/api-reference/functions/use-router;
 * for the state in the URL, https://nuqs.dev/docs/basic-usage.
 */
export default libraryModel({
  package: ['next/navigation', 'next/router', 'next/compat/router', 'nuqs', 'next-usequerystate'],
  types: [
    { type: 'NextRouter', is: ['useRouter()'] },
    { type: 'ReadonlyURLSearchParams', extends: ['global.URLSearchParams'] },
  ],
  sources: [
    { trust: 'browser', from: ['useSearchParams()'], shape: 'text', label: "the URL's query" },
    { trust: 'browser', from: ['useParams()'], shape: 'text', label: 'a route parameter' },
    { trust: 'browser', from: ['NextRouter#query'], shape: 'text', label: "the URL's query" },
    { trust: 'browser', from: ['useQueryState().0', 'useQueryStates().0'], shape: 'text', label: "the URL's query" },
  ],
  sinks: [
    // On the server too: https://nextjs.org/docs/app/api-reference/functions/redirect
    { rule: 'open-redirect', call: ['redirect', 'permanentRedirect'], argument: 0 },
  ],
});
