import { libraryModel } from '../../engine/model.ts';

/**
 * Vue escapes what templates show; what is left in scripts is markup set on purpose and URLs that run. Facts:
 * https://vuejs.org/guide/best-practices/security, https://vuejs.org/api/render-function.html#h,
 * https://vuejs.org/api/reactivity-core.html.
 */
const MAKERS = ['h', 'createVNode', 'createElementVNode', 'createElement'];

const HOLDERS = ['ref', 'shallowRef', 'customRef', 'toRef', 'readonly'];

export default libraryModel({
  package: ['vue', '@vue/composition-api', '@vue/runtime-dom', '@vue/reactivity'],
  sinks: [
    { rule: 'dom-xss', call: MAKERS, argument: 1, path: 'innerHTML' },
    { rule: 'dom-xss', call: MAKERS, argument: 1, path: 'domProps.innerHTML' },
    { rule: 'dom-xss', call: MAKERS, argument: 1, path: 'srcdoc' },
    {
      rule: 'dom-xss-url',
      call: MAKERS,
      argument: 1,
      path: 'href',
      when: { constant: { argument: 0, in: ['a'] } },
    },
    // A template is compiled to code: https://vuejs.org/guide/best-practices/security#rule-no-1-never-use-non-trusted-templates
    { rule: 'code-injection', call: ['compile', 'default.compile'], argument: 0 },
    { rule: 'code-injection', call: ['createApp', 'defineComponent', 'default'], argument: 0, path: 'template' },
  ],
  propagators: [
    { call: HOLDERS, from: { argument: 0 }, to: { returnPath: 'value' }, as: 'value' },
    { call: ['computed'], from: { callbackReturn: 0 }, to: { returnPath: 'value' }, as: 'value' },
    {
      call: ['reactive', 'shallowReactive', 'unref', 'toRaw', 'markRaw', 'toValue'],
      from: { argument: 0 },
      to: 'return',
      as: 'value',
    },
    { call: ['unref', 'toValue'], from: { argument: 0, path: 'value' }, to: 'return', as: 'value' },
  ],
});
