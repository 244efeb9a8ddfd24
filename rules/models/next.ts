import { libraryModel } from '../../engine/model.ts';

/**
 * The hooks of client components. Facts: https://nextjs.org/docs/app/api-reference/functions/use-search-params,
 * https://nextjs.org/docs/app/api-reference/functions/use-params, https://nextjs.org/docs/pages/api-reference/functions/use-router.
 */
export default libraryModel({
  package: ['next/navigation', 'next/router'],
  types: [{ type: 'NextRouter', is: ['useRouter()'] }],
  sources: [
    { trust: 'browser', from: ['useSearchParams()'], shape: 'text', label: "the URL's query" },
    { trust: 'browser', from: ['useParams()'], shape: 'text', label: 'a route parameter' },
    { trust: 'browser', from: ['NextRouter#query'], shape: 'text', label: "the URL's query" },
  ],
  sinks: [
    // On the server too: https://nextjs.org/docs/app/api-reference/functions/redirect
    { rule: 'open-redirect', call: ['redirect', 'permanentRedirect'], argument: 0 },
  ],
});
