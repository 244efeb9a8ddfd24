import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/** Facts: https://nextjs.org/docs/app/api-reference/functions/cookies, https://nextjs.org/docs/app/api-reference/functions/headers. */
export default libraryModel({
  package: 'next/headers',
  sources: [
    {
      trust: 'remote',
      from: ['cookies().get().value', 'cookies().getAll().*.value'],
      kinds: IN_A_HEADER,
      label: 'a cookie',
    },
    {
      trust: 'remote',
      from: ['headers().get()', 'headers().entries()', 'headers().values()'],
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
  ],
});
