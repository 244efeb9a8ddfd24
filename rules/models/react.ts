import { libraryModel } from '../../engine/model.ts';

/** Attributes that hold a URL which the browser follows or loads as a page, by element. */
const URLS: readonly (readonly [string, readonly string[]])[] = [
  ['href', ['a', 'area', 'use']],
  ['xlinkHref', ['a', 'use']],
  ['src', ['iframe', 'embed', 'script']],
  ['data', ['object']],
  ['action', ['form']],
  ['formAction', ['button', 'input']],
];

/** Functions that make an element of its name and its attributes. */
const MAKERS = ['createElement', 'h'];

/**
 * React escapes text and attribute values by itself; what is left is markup set on purpose and URLs that run.
 * Facts: https://react.dev/reference/react-dom/components/common, https://react.dev/reference/react/hooks. From version 19
 * React refuses `javascript:` URLs: https://react.dev/blog/2024/04/25/react-19-upgrade-guide.
 */
/** A place in the result of `useReducer` that nobody reads: what was dispatched waits there for the reducer. */
const DISPATCHED = 'dispatched';

export default libraryModel({
  package: ['react', 'preact/hooks', 'preact/compat', 'preact'],
  sinks: [
    { rule: 'react-dangerous-html', attribute: ['dangerouslySetInnerHTML'], path: '__html' },
    { rule: 'react-dangerous-html', attribute: ['srcDoc'], elements: ['iframe'] },
    ...URLS.map(([name, elements]) => ({ rule: 'react-unsafe-url', attribute: [name], elements })),
    { rule: 'react-dangerous-html', call: MAKERS, argument: 1, path: 'dangerouslySetInnerHTML.__html' },
    {
      rule: 'react-dangerous-html',
      call: MAKERS,
      argument: 1,
      path: 'srcDoc',
      when: { constant: { argument: 0, in: ['iframe'] } },
    },
    ...URLS.map(([path, elements]) => ({
      rule: 'react-unsafe-url',
      call: MAKERS,
      argument: 1,
      path,
      when: { constant: { argument: 0, in: elements } },
    })),
  ],
  types: [{ type: 'Component' }, { type: 'PureComponent', extends: ['Component'] }],
  // https://react.dev/reference/react/useState#setstate
  resolvers: [
    { call: ['useState'], is: { returnPath: '1' }, to: { returnPath: '0' } },
    { call: ['useReducer'], is: { returnPath: '1' }, to: { returnPath: DISPATCHED } },
  ],
  propagators: [
    { call: ['useState'], from: [{ argument: 0 }, { callbackReturn: 0 }], to: { returnPath: '0' }, as: 'value' },
    // https://react.dev/reference/react/Component#setstate
    {
      call: ['Component#setState'],
      from: [{ argument: 0 }, { callbackReturn: 0 }],
      to: { receiverPath: 'state' },
      as: 'value',
    },
    // https://react.dev/reference/react/useReducer
    {
      call: ['useReducer'],
      from: [{ argument: 1 }, { callbackReturn: 0 }],
      to: [{ returnPath: '0' }, { callback: 0, parameter: 0 }],
      as: 'value',
    },
    { call: ['useReducer'], from: { returnPath: DISPATCHED }, to: { callback: 0, parameter: 1 }, as: 'value' },
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
