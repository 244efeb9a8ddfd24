import { libraryModel } from '../../engine/model.ts';
import { IN_THE_PAGE_URL } from './dom.ts';

/**
 * Facts: https://router.vuejs.org/api/interfaces/RouteLocationNormalized.html, https://nuxt.com/docs/api/composables/use-route,
 * https://vueuse.org/router/useRouteQuery/. `this.$route` of the options API has no import to tell it by.
 */
const ROUTES = ['useRoute()', 'Router#currentRoute.value', 'Router#currentRoute', 'global.useRoute()'];

export default libraryModel({
  package: ['vue-router', '#imports', '#app', '#vue-router', 'nuxt/app', '@vueuse/router'],
  types: [
    { type: 'Router', is: ['useRouter()', 'createRouter()', 'default()'] },
    { type: 'RouteLocationNormalized', is: ROUTES },
    { type: 'RouteLocationNormalizedLoaded', extends: ['RouteLocationNormalized'] },
    { type: 'RouteLocation', extends: ['RouteLocationNormalized'] },
    { type: 'Route', extends: ['RouteLocationNormalized'] },
  ],
  handlers: [
    {
      to: ['Router#beforeEach', 'Router#beforeResolve', 'Router#afterEach'],
      parameters: ['RouteLocationNormalized', 'RouteLocationNormalized'],
    },
    {
      to: ['onBeforeRouteUpdate', 'onBeforeRouteLeave'],
      parameters: ['RouteLocationNormalized', 'RouteLocationNormalized'],
    },
  ],
  sources: [
    { trust: 'browser', from: ['RouteLocationNormalized#query'], shape: 'text', label: "the URL's query" },
    { trust: 'browser', from: ['RouteLocationNormalized#params'], shape: 'text', label: 'a route parameter' },
    { trust: 'browser', from: ['RouteLocationNormalized#hash'], shape: 'text', label: "the URL's fragment" },
    {
      // They start with a slash.
      trust: 'browser',
      from: ['RouteLocationNormalized#fullPath', 'RouteLocationNormalized#path'],
      kinds: IN_THE_PAGE_URL.filter((kind) => kind !== 'url-scheme'),
      label: "the page's URL",
    },
    {
      trust: 'browser',
      from: ['useRouteQuery().value', 'useRouteHash().value', 'useRouteParams().value'],
      shape: 'text',
      label: "the URL's query",
    },
    {
      trust: 'stored',
      from: [
        'useFetch().data.value',
        'useAsyncData().data.value',
        'useLazyFetch().data.value',
        'global.useFetch().data.value',
      ],
      label: 'the reply of a server',
    },
  ],
  sinks: [
    // Without `external` it refuses other hosts, and scripts always: https://nuxt.com/docs/api/utils/navigate-to
    {
      rule: 'open-redirect',
      call: ['navigateTo', 'global.navigateTo'],
      argument: 0,
      when: { option: { name: 'external', argument: 1, is: 'truthy' } },
    },
  ],
});
