import { libraryModel } from '../../engine/model.ts';
import { NOT_IN_A_NUMBER } from './javascript.ts';

/** Facts: https://lodash.com/docs/4.17.15, https://underscorejs.org. */
/** Functions that are imported one by one: `lodash/escape`. */
const ALONE = [
  'escape',
  'escapeRegExp',
  'toNumber',
  'toInteger',
  'kebabCase',
  'camelCase',
  'snakeCase',
  'get',
  'merge',
  'pick',
  'template',
  'partial',
];

export default libraryModel({
  package: ['lodash', 'lodash-es', 'underscore'],
  submodules: Object.fromEntries(
    ALONE.flatMap((name) => [
      [`lodash/${name}`, name],
      [`lodash-es/${name}`, name],
      [`lodash.${name.toLowerCase()}`, name],
    ]),
  ),
  // https://lodash.com/docs/4.17.15#template, https://underscorejs.org/#template
  sinks: [
    { rule: 'template-injection', call: ['template'], argument: 0 },
    // Refused since 4.17.20: https://nvd.nist.gov/vuln/detail/CVE-2020-8203, https://nvd.nist.gov/vuln/detail/CVE-2019-10744,
    // of `unset` and `omit` since 4.17.23: https://nvd.nist.gov/vuln/detail/CVE-2025-13465.
    {
      rule: 'prototype-pollution-library',
      call: ['set', 'setWith', 'update', 'updateWith', 'unset', 'omit'],
      argument: 1,
      confidence: 'low',
    },
    {
      rule: 'prototype-pollution-library',
      call: ['merge', 'mergeWith', 'defaultsDeep'],
      argument: { from: 1 },
      confidence: 'low',
    },
    { rule: 'prototype-pollution-library', call: ['zipObjectDeep'], argument: 0, confidence: 'low' },
  ],
  sanitizers: [
    { call: ['escape'], clears: ['html-text', 'html-attribute', 'object-shape'] },
    { call: ['escapeRegExp'], clears: ['regex', 'object-shape'] },
    {
      call: ['toNumber', 'toInteger', 'toFinite', 'toLength', 'toSafeInteger', 'parseInt'],
      clears: NOT_IN_A_NUMBER,
    },
    // Words of letters and digits, put together again: https://lodash.com/docs/4.17.15#words
    { call: ['camelCase', 'kebabCase', 'snakeCase'], clears: 'all' },
    { call: ['size', 'isEmpty', 'isString', 'isNumber', 'isEqual', 'has', 'includes', 'indexOf'], clears: 'all' },
    { call: ['toString'], clears: ['object-shape'] },
    { call: ['clamp'], clears: 'all' },
    // The properties are those that the program names: https://lodash.com/docs/4.17.15#pick
    { call: ['pick'], clears: ['object-key'] },
  ],
  guards: [{ call: ['isNumber', 'isInteger', 'isSafeInteger', 'isBoolean', 'isFinite'], clears: NOT_IN_A_NUMBER }],
  // https://lodash.com/docs/4.17.15#partial
  callers: [{ call: ['partial'], callee: 0, with: { from: 1 }, binds: true }],
  propagators: [
    {
      call: [
        'capitalize',
        'deburr',
        'join',
        'lowerCase',
        'lowerFirst',
        'pad',
        'padEnd',
        'padStart',
        'repeat',
        'replace',
        'split',
        'startCase',
        'toLower',
        'toUpper',
        'trim',
        'trimEnd',
        'trimStart',
        'truncate',
        'unescape',
        'upperCase',
        'upperFirst',
        'words',
      ],
      from: { argument: 0 },
      to: 'return',
    },
    { call: ['replace'], from: { argument: 2 }, to: 'return' },
    { call: ['get', 'result'], from: [{ argument: 0 }, { argument: 0, path: '*' }, { argument: 2 }], to: 'return' },
    {
      call: [
        'castArray',
        'chain',
        'clone',
        'cloneDeep',
        'compact',
        'defaultTo',
        'filter',
        'find',
        'first',
        'flatten',
        'flattenDeep',
        'head',
        'identity',
        'last',
        'mapValues',
        'omit',
        'omitBy',
        'orderBy',
        'pickBy',
        'reverse',
        'sortBy',
        'take',
        'tap',
        'toArray',
        'uniq',
        'values',
      ],
      from: { argument: 0 },
      to: 'return',
      as: 'value',
    },
    { call: ['first', 'head', 'last', 'find', 'sample'], from: { argument: 0, path: '*' }, to: 'return', as: 'value' },
    {
      call: ['assign', 'defaults', 'defaultsDeep', 'extend', 'merge'],
      from: { argument: 'any' },
      to: ['return', { argument: 0 }],
      as: 'value',
    },
    { call: ['concat', 'union', 'zip'], from: { argument: 'any' }, to: 'return' },
    {
      call: ['map', 'forEach', 'each', 'filter', 'find', 'flatMap', 'some', 'every', 'mapValues'],
      from: { argument: 0, path: '*' },
      to: { callback: 1, parameter: 0 },
      as: 'value',
    },
    { call: ['map', 'flatMap', 'mapValues'], from: { callbackReturn: 1 }, to: { returnPath: '*' }, as: 'value' },
    { call: ['template'], from: { argument: 0 }, to: 'return' },
    { call: ['memoize', 'once', 'debounce', 'throttle', 'bind'], from: { argument: 0 }, to: 'return', as: 'value' },
  ],
});
