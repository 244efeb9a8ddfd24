import { libraryModel } from '../../engine/model.ts';

/**
 * React escapes text and attribute values by itself; what is left is markup set on purpose and URLs that run.
 * Facts: https://react.dev/reference/react-dom/components/common, https://react.dev/reference/react/hooks. From version 19
 * React refuses `javascript:` URLs: https://react.dev/blog/2024/04/25/react-19-upgrade-guide.
 */
export default libraryModel({
  package: ['react', 'preact/hooks', 'preact/compat', 'preact'],
  sinks: [
    { rule: 'react-dangerous-html', attribute: ['dangerouslySetInnerHTML'], path: '__html' },
    { rule: 'react-dangerous-html', attribute: ['srcDoc'], elements: ['iframe'] },
    { rule: 'react-unsafe-url', attribute: ['href', 'xlinkHref'], elements: ['a', 'area', 'use'] },
    { rule: 'react-unsafe-url', attribute: ['src'], elements: ['iframe', 'embed', 'script'] },
    { rule: 'react-unsafe-url', attribute: ['data'], elements: ['object'] },
    { rule: 'react-unsafe-url', attribute: ['action'], elements: ['form'] },
    { rule: 'react-unsafe-url', attribute: ['formAction'], elements: ['button', 'input'] },
  ],
  propagators: [
    { call: ['useState'], from: [{ argument: 0 }, { callbackReturn: 0 }], to: { returnPath: '0' }, as: 'value' },
    { call: ['useRef'], from: { argument: 0 }, to: { returnPath: 'current' }, as: 'value' },
    { call: ['useMemo'], from: { callbackReturn: 0 }, to: 'return', as: 'value' },
    {
      call: ['useCallback', 'useDeferredValue', 'memo', 'forwardRef', 'use', 'cache', 'useEffectEvent'],
      from: { argument: 0 },
      to: 'return',
      as: 'value',
    },
  ],
});
