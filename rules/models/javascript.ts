import { libraryModel } from '../../engine/model.ts';
import type { TaintKind } from '../../engine/rule.ts';

/**
 * The language itself and the globals that every runtime has.
 * Facts: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects and https://tc39.es/ecma262/.
 */

/** What a number, or text that is only a number, can no longer be. It can still be too large. */
export const NOT_IN_A_NUMBER: readonly TaintKind[] = [
  'shell-command',
  'argument',
  'program',
  'code',
  'sql-value',
  'sql-identifier',
  'path',
  'html-text',
  'html-attribute',
  'url-scheme',
  'url-host',
  'url-path',
  'header',
  'log',
  'regex',
  'object-key',
  'object-shape',
  'template',
  'ldap',
  'xpath',
  'xml',
  'serialized',
  'long-text',
];

const TYPED_ARRAYS = ['Int8', 'Uint8', 'Uint8Clamped', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float32', 'Float64'].map(
  (kind) => `${kind}Array`,
);

/** The first few positions of arguments: what is further back is told apart no more. */
const POSITIONS = [0, 1, 2, 3, 4];

const MATH = ['abs', 'ceil', 'floor', 'round', 'trunc', 'max', 'sign', 'sqrt', 'cbrt', 'pow', 'log2', 'log10'];

export default libraryModel({
  package: 'global',
  types: [
    { type: 'Array', declaredAs: ['ReadonlyArray'] },
    { type: 'Map', declaredAs: ['ReadonlyMap'] },
    { type: 'Set', declaredAs: ['ReadonlySet'] },
    { type: 'URL', is: ['URL.parse()'] },
    { type: 'URLSearchParams', is: ['URL#searchParams'] },
    ...TYPED_ARRAYS.map((type) => ({ type, is: [`${type}.from()`, `${type}.of()`] })),
  ],
  // Their members are told by name, since the type of a receiver is seldom written down.
  anyReceiver: ['String', 'Number', 'Array', 'Iterator', 'Promise', 'Map', 'Set', 'RegExp', 'Object'],
  sinks: [
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/eval
    { rule: 'code-injection', call: ['eval'] },
    // Parameters and body are all source text:
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Function/Function
    { rule: 'code-injection', call: ['Function'], argument: 'any' },
    // Text is compiled as a script, in browsers: https://developer.mozilla.org/en-US/docs/Web/API/Window/setTimeout
    { rule: 'code-injection', call: ['setTimeout', 'setInterval'], argument: 0 },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/String/match: text is read as a pattern
    { rule: 'regex-injection', call: ['RegExp', 'String#match', 'String#matchAll', 'String#search'], argument: 0 },
    // `__proto__` of any object is the prototype of all, and what is written to it everybody has:
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Object/proto
    { rule: 'prototype-pollution-assignment', chosen: 'written' },
    { rule: 'prototype-pollution-merge', chosen: 'written' },
    { rule: 'prototype-pollution-path-set', chosen: 'written' },
    { rule: 'prototype-pollution-assignment', call: ['Object.assign'], argument: 0 },
    { rule: 'dynamic-method-call', chosen: 'called' },
    { rule: 'object-key-lookup-untrusted', chosen: 'tested' },
    { rule: 'mass-assignment', call: ['Object.assign'], argument: { from: 1 }, path: '*' },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/Array: one argument is the length
    {
      rule: 'allocation-from-input',
      call: ['Array', 'ArrayBuffer'],
      argument: 0,
      unless: { has: 1 },
    },
    { rule: 'allocation-from-input', call: ['Array.from'], argument: 0, path: 'length', isExact: true },
    {
      rule: 'allocation-from-input',
      call: ['String#repeat', 'String#padStart', 'String#padEnd'],
      argument: 0,
      unmistakable: true,
    },
    { rule: 'timer-from-input', call: ['setTimeout', 'setInterval'], argument: 1 },
    { rule: 'loop-bound-injection', isLoopBound: true },
    { rule: 'redos-exponential', backtracks: 'exponential' },
    { rule: 'redos-polynomial', backtracks: 'polynomial' },
  ],
  sanitizers: [
    {
      call: [
        'Number',
        'BigInt',
        'parseInt',
        'parseFloat',
        'Number.parseInt',
        'Number.parseFloat',
        'Date.parse',
        'BigInt.asIntN',
        'BigInt.asUintN',
        ...MATH.map((name) => `Math.${name}`),
      ],
      clears: NOT_IN_A_NUMBER,
    },
    // Bounded, unless all of it comes from outside: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Math/min
    { call: ['Math.min'], clears: 'all' },
    // They exist on numbers only: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Number
    {
      call: ['Number#toFixed', 'Number#toPrecision', 'Number#toExponential'],
      argument: 'receiver',
      clears: NOT_IN_A_NUMBER,
    },
    // A date is a number inside: text that is no date becomes `Invalid Date`.
    { call: ['Date', 'Date.UTC'], clears: NOT_IN_A_NUMBER },
    { call: ['Boolean', 'Array.isArray', 'Object.is', 'Object.hasOwn', 'isNaN', 'isFinite'], clears: 'all' },
    { call: ['Number.isInteger', 'Number.isSafeInteger', 'Number.isFinite', 'Number.isNaN'], clears: 'all' },
    {
      // What they give is a number or a boolean, whatever the text holds.
      call: [
        'String#indexOf',
        'String#lastIndexOf',
        'String#search',
        'String#charCodeAt',
        'String#codePointAt',
        'String#localeCompare',
        'String#includes',
        'String#startsWith',
        'String#endsWith',
        'Array#findIndex',
        'Array#findLastIndex',
        'Array#some',
        'Array#every',
        'Map#has',
        'Set#has',
      ],
      argument: 'receiver',
      clears: 'all',
    },
    { call: ['RegExp#test'], clears: 'all' },
    { call: ['String'], clears: ['object-shape'] },
    // All but A–Z a–z 0–9 - _ . ! ~ * ' ( ) is encoded, so no markup, scheme, slash or line end is left; a quote is.
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/encodeURIComponent
    {
      call: ['encodeURIComponent'],
      clears: [
        'html-text',
        'html-attribute',
        'url-scheme',
        'url-path',
        'path',
        'header',
        'log',
        'template',
        'object-shape',
      ],
    },
    // Leaves ; / ? : @ & = + $ , # and quotes: a whole URL stays a URL.
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/encodeURI
    { call: ['encodeURI'], clears: ['html-text', 'header', 'log', 'object-shape'] },
    // All but A–Z a–z 0–9 @ * _ + - . / is encoded: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/escape
    {
      call: ['escape'],
      clears: [
        'html-text',
        'html-attribute',
        'url-scheme',
        'sql-value',
        'shell-command',
        'header',
        'log',
        'object-shape',
      ],
    },
    // All but A–Z a–z 0–9 * - . _ is encoded: https://url.spec.whatwg.org/#application-x-www-form-urlencoded-percent-encode-set
    {
      call: ['URLSearchParams#toString'],
      argument: 'receiver',
      clears: [
        'html-text',
        'html-attribute',
        'url-scheme',
        'url-host',
        'path',
        'sql-value',
        'header',
        'log',
        'object-shape',
      ],
    },
    // Whatever it is made of, its elements are numbers.
    { read: TYPED_ARRAYS.map((type) => `${type}#*`), clears: NOT_IN_A_NUMBER },
    // What they write is theirs, and a name of a locale that is none is an error: https://tc39.es/ecma402/
    {
      call: ['NumberFormat', 'DateTimeFormat', 'RelativeTimeFormat', 'PluralRules'].flatMap((name) => [
        `Intl.${name}`,
        ...['format', 'formatToParts', 'formatRange', 'select'].map((method) => `Intl.${name}#${method}`),
      ]),
      clears: 'all',
    },
    // The parser percent-encodes spaces, quotation marks, angle brackets and more in these, line ends it takes out:
    // https://url.spec.whatwg.org/#percent-encoded-bytes. A host is lower-case letters, digits, dots, hyphens and brackets.
    {
      read: ['pathname', 'search', 'hash', 'href'].map((part) => `URL#${part}`),
      clears: ['html-text', 'html-attribute', 'header', 'log'],
    },
    {
      read: ['host', 'hostname', 'origin', 'port', 'protocol'].map((part) => `URL#${part}`),
      clears: ['html-text', 'html-attribute', 'header', 'log', 'path', 'shell-command', 'sql-value', 'code'],
    },
    // Base64 has letters, digits, +, / and = only: https://developer.mozilla.org/en-US/docs/Web/API/Window/btoa
    { call: ['btoa'], clears: 'all' },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/RegExp/escape
    { call: ['RegExp.escape'], clears: ['regex', 'object-shape'] },
    // https://developer.mozilla.org/en-US/docs/Web/API/CSS/escape_static
    { call: ['CSS.escape'], clears: ['html-text', 'html-attribute', 'object-shape'] },
  ],
  guards: [
    { call: ['Number.isInteger', 'Number.isSafeInteger', 'Number.isFinite'], clears: NOT_IN_A_NUMBER },
    // Converts first, so that text of a number passes, and a list of one number too.
    { call: ['isFinite'], clears: NOT_IN_A_NUMBER.filter((kind) => kind !== 'object-shape') },
  ],
  propagators: [
    // Text
    { call: ['String#at', 'String#charAt'], from: 'receiver', to: 'return', clears: ['long-text'] },
    {
      call: ['String#slice', 'String#substr', 'String#substring'],
      from: 'receiver',
      to: 'return',
      unless: { has: 1 },
    },
    // From one place to another: as much as the program says.
    {
      call: ['String#slice', 'String#substr', 'String#substring'],
      from: 'receiver',
      to: 'return',
      when: { has: 1 },
      clears: ['long-text'],
    },
    {
      call: [
        'match',
        'matchAll',
        'normalize',
        'padEnd',
        'padStart',
        'repeat',
        'split',
        'toLocaleLowerCase',
        'toLocaleUpperCase',
        'toLowerCase',
        'toString',
        'toUpperCase',
        'toWellFormed',
        'trim',
        'trimEnd',
        'trimLeft',
        'trimRight',
        'trimStart',
        'valueOf',
      ].map((name) => `String#${name}`),
      from: 'receiver',
      to: 'return',
    },
    { call: ['String#concat'], from: ['receiver', { argument: 'any' }], to: 'return' },
    { call: ['String#padStart', 'String#padEnd'], from: { argument: 1 }, to: 'return' },
    {
      call: ['String#replace', 'String#replaceAll'],
      from: ['receiver', { argument: 1 }, { callbackReturn: 1 }],
      to: 'return',
    },
    {
      call: ['String#replace', 'String#replaceAll'],
      from: 'receiver',
      to: { callback: 1, parameter: { from: 0 } },
    },
    { call: ['String.raw'], from: { argument: 'any' }, to: 'return' },
    { call: ['RegExp#exec'], from: { argument: 0 }, to: 'return' },
    { call: ['decodeURI', 'decodeURIComponent', 'unescape'], from: { argument: 0 }, to: 'return', decodes: true },
    { call: ['atob'], from: { argument: 0 }, to: 'return' },
    { call: ['JSON.parse'], from: [{ argument: 0 }, { callbackReturn: 1 }], to: 'return', parses: true },
    { call: ['JSON.parse'], from: { argument: 0 }, to: { callback: 1, parameter: { from: 0 } } },
    { call: ['JSON.stringify'], from: { argument: 0 }, to: { callback: 1, parameter: { from: 0 } }, deep: true },
    { call: ['JSON.stringify'], from: { callbackReturn: 1 }, to: 'return' },
    // Line ends are written as \n and \r: https://tc39.es/ecma262/#sec-quotejsonstring
    {
      call: ['JSON.stringify'],
      from: { argument: 0 },
      to: 'return',
      deep: true,
      clears: ['header', 'log', 'object-shape'],
    },

    // Lists
    {
      call: ['Array#push', 'Array#unshift'],
      from: { argument: 'any' },
      to: { receiverPath: '*' },
      as: 'value',
    },
    { call: ['Array#splice'], from: { argument: { from: 2 } }, to: { receiverPath: '*' }, as: 'value' },
    { call: ['Array#fill'], from: { argument: 0 }, to: { receiverPath: '*' }, as: 'value' },
    {
      call: ['Array#pop', 'Array#shift', 'Array#at', 'Array#find', 'Array#findLast'],
      from: { receiverPath: '*' },
      to: 'return',
      as: 'value',
    },
    {
      call: [
        'copyWithin',
        'fill',
        'filter',
        'flat',
        'reverse',
        'slice',
        'sort',
        'splice',
        'toReversed',
        'toSorted',
        'toSpliced',
        'values',
        'with',
      ].map((name) => `Array#${name}`),
      from: { receiverPath: '*' },
      to: { returnPath: '*' },
      as: 'value',
    },
    { call: ['Array#entries'], from: { receiverPath: '*' }, to: { returnPath: '*.1' }, as: 'value' },
    { call: ['Array#flat'], from: { receiverPath: '*.*' }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Array#with'], from: { argument: 1 }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Array#toSpliced'], from: { argument: { from: 2 } }, to: { returnPath: '*' }, as: 'value' },
    {
      call: ['Array#concat'],
      from: [{ receiverPath: '*' }, { argument: 'any' }, { argument: 'any', path: '*' }],
      to: { returnPath: '*' },
      as: 'value',
    },
    { call: ['Array#join', 'Array#toString'], from: [{ receiverPath: '*' }, { argument: 0 }], to: 'return' },
    {
      call: [
        'every',
        'filter',
        'find',
        'findIndex',
        'findLast',
        'findLastIndex',
        'flatMap',
        'forEach',
        'map',
        'some',
      ].map((name) => `Array#${name}`),
      from: { receiverPath: '*' },
      to: { callback: 0, parameter: 0 },
      as: 'value',
    },
    { call: ['Array#map'], from: { callbackReturn: 0 }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Array#flatMap'], from: { callbackReturn: 0 }, to: 'return', as: 'value' },
    {
      call: ['Array#reduce', 'Array#reduceRight'],
      from: { receiverPath: '*' },
      to: { callback: 0, parameter: 1 },
      as: 'value',
    },
    {
      call: ['Array#reduce', 'Array#reduceRight'],
      from: [{ argument: 1 }, { callbackReturn: 0 }],
      to: ['return', { callback: 0, parameter: 0 }],
      as: 'value',
    },
    { call: ['Array.from'], from: { argument: 0 }, to: 'return', unless: { has: 1 } },
    {
      call: ['Array.from'],
      from: { argument: 0, path: '*' },
      to: { returnPath: '*' },
      as: 'value',
      unless: { has: 1 },
    },
    { call: TYPED_ARRAYS, from: [{ argument: 0 }, { argument: 0, path: '*' }], to: 'return' },
    {
      call: TYPED_ARRAYS.flatMap((type) => [`${type}.from`, `${type}.of`]),
      from: [{ argument: 'any' }, { argument: 0, path: '*' }],
      to: 'return',
    },
    {
      call: TYPED_ARRAYS.flatMap((type) => [`${type}#subarray`, `${type}#slice`]),
      from: 'receiver',
      to: 'return',
    },

    // Iterators: https://tc39.es/ecma262/#sec-iterator-objects
    {
      call: ['Iterator#next'],
      from: [{ receiverPath: '*' }, { receiverPath: '@@returned' }],
      to: { returnPath: 'value' },
      as: 'value',
    },
    {
      call: ['Iterator#take', 'Iterator#drop', 'Iterator#toArray', 'Iterator#filter'],
      from: { receiverPath: '*' },
      to: { returnPath: '*' },
      as: 'value',
    },
    { call: ['Iterator.from'], from: { argument: 0 }, to: 'return', as: 'value' },
    { call: ['Array.from'], from: { argument: 0, path: '*' }, to: { callback: 1, parameter: 0 }, as: 'value' },
    { call: ['Array.from'], from: { callbackReturn: 1 }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Array.of', 'Array'], from: { argument: 'any' }, to: { returnPath: '*' }, as: 'value' },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/fromAsync
    {
      call: ['Array.fromAsync'],
      from: { argument: 0, path: '*' },
      to: { returnPath: '*' },
      as: 'value',
      unless: { has: 1 },
    },
    { call: ['Array.fromAsync'], from: { argument: 0, path: '*' }, to: { callback: 1, parameter: 0 }, as: 'value' },
    { call: ['Array.fromAsync'], from: { callbackReturn: 1 }, to: { returnPath: '*' }, as: 'value' },

    // Maps and sets. A map holds its values by their keys (`@key`), and is a list of entries to who goes through it.
    { call: ['Map', 'Set', 'WeakMap', 'WeakSet'], from: { argument: 0 }, to: 'return' },
    { call: ['Map', 'WeakMap'], from: { argument: 0, path: '*.1' }, to: [{ returnPath: '@*' }], as: 'value' },
    { call: ['Map'], from: { argument: 0, path: '*.1' }, to: [{ returnPath: '*.1' }], as: 'value' },
    {
      call: ['Map'],
      from: { argument: 0, path: '*.0' },
      to: [{ returnPath: '*.0' }, { returnPath: '@@keys' }],
      as: 'value',
    },
    { call: ['Map'], from: { argument: 0, path: '@*' }, to: [{ returnPath: '@*' }], as: 'value' },
    { call: ['Set'], from: { argument: 0, path: '*' }, to: { returnPath: '*' }, as: 'value' },
    {
      call: ['Map#set'],
      from: { argument: 1 },
      to: [{ receiverPath: '@$0' }, { receiverPath: '*.1' }],
      as: 'value',
    },
    {
      call: ['Map#set'],
      from: { argument: 0 },
      to: [{ receiverPath: '*.0' }, { receiverPath: '@@keys' }],
      as: 'value',
    },
    { call: ['Map#set', 'Set#add'], from: 'receiver', to: 'return', as: 'value' },
    { call: ['Set#add'], from: { argument: 0 }, to: { receiverPath: '*' }, as: 'value' },
    { call: ['Map#get'], from: { receiverPath: '@$0' }, to: 'return', as: 'value' },
    { call: ['Map#values'], from: { receiverPath: '@*' }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Map#keys'], from: { receiverPath: '@@keys' }, to: { returnPath: '*' }, as: 'value' },
    {
      call: ['Map#entries', 'Set#values', 'Set#keys'],
      from: { receiverPath: '*' },
      to: { returnPath: '*' },
      as: 'value',
    },
    { call: ['Set#entries'], from: { receiverPath: '*' }, to: { returnPath: '*.*' }, as: 'value' },
    { call: ['Map#forEach'], from: { receiverPath: '@*' }, to: { callback: 0, parameter: 0 }, as: 'value' },
    { call: ['Map#forEach'], from: { receiverPath: '@@keys' }, to: { callback: 0, parameter: 1 }, as: 'value' },
    { call: ['Set#forEach'], from: { receiverPath: '*' }, to: { callback: 0, parameter: 0 }, as: 'value' },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Set#set_composition
    {
      call: ['Set#union', 'Set#symmetricDifference'],
      from: [{ receiverPath: '*' }, { argument: 0, path: '*' }],
      to: { returnPath: '*' },
      as: 'value',
    },
    {
      call: ['Set#intersection', 'Set#difference'],
      from: { receiverPath: '*' },
      to: { returnPath: '*' },
      as: 'value',
    },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Map/getOrInsert
    {
      call: ['Map#getOrInsert'],
      from: { argument: 1 },
      to: ['return', { receiverPath: '@$0' }, { receiverPath: '*.1' }],
      as: 'value',
    },
    {
      call: ['Map#getOrInsertComputed'],
      from: { callbackReturn: 1 },
      to: ['return', { receiverPath: '@$0' }, { receiverPath: '*.1' }],
      as: 'value',
    },
    {
      call: ['Map#getOrInsert', 'Map#getOrInsertComputed'],
      from: { receiverPath: '@$0' },
      to: 'return',
      as: 'value',
    },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/WeakRef
    { call: ['WeakRef'], from: { argument: 0 }, to: 'return', as: 'value' },
    { call: ['WeakRef#deref'], from: 'receiver', to: 'return', as: 'value' },
    { call: ['RegExp'], from: { argument: 0 }, to: { returnPath: 'source' } },

    // Objects
    { call: ['Object.assign'], from: { argument: { from: 1 } }, to: ['return', { argument: 0 }], as: 'members' },
    { call: ['Object.assign'], from: { argument: 0 }, to: 'return', as: 'value' },
    {
      call: ['Object.freeze', 'Object.seal', 'Object.preventExtensions', 'Object'],
      from: { argument: 0 },
      to: 'return',
      as: 'value',
    },
    { call: ['Object.create', 'structuredClone'], from: { argument: 0 }, to: 'return', as: 'members' },
    // The names come from outside only when the whole object does.
    { call: ['Object.keys', 'Object.getOwnPropertyNames'], from: { argument: 0 }, to: { returnPath: '*' } },
    { call: ['Object.values'], from: { argument: 0, path: '*' }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Object.entries'], from: { argument: 0 }, to: { returnPath: '*' } },
    { call: ['Object.entries'], from: { argument: 0, path: '*' }, to: { returnPath: '*.1' }, as: 'value' },
    { call: ['Object.fromEntries'], from: { argument: 0 }, to: 'return' },
    { call: ['Object.fromEntries'], from: { argument: 0, path: '*.1' }, to: { returnPath: '*' }, as: 'value' },
    {
      call: ['Object.groupBy', 'Map.groupBy'],
      from: { argument: 0, path: '*' },
      to: { callback: 1, parameter: 0 },
      as: 'value',
    },
    { call: ['Object.groupBy'], from: { argument: 0 }, to: { returnPath: '*' }, as: 'value' },
    { call: ['Map.groupBy'], from: { argument: 0 }, to: { returnPath: '@*' }, as: 'value' },
    { call: ['Reflect.get'], from: { argument: 0, path: '*' }, to: 'return', as: 'value' },

    // Promises and time. A promise counts as the value that it is resolved with.
    { call: ['Promise.resolve'], from: { argument: 0 }, to: 'return', as: 'value' },
    { call: ['Promise.all'], from: { argument: 0 }, to: 'return', as: 'value' },
    { call: ['Promise.race', 'Promise.any'], from: { argument: 0 }, to: 'return' },
    { call: ['Promise.try'], from: { callbackReturn: 0 }, to: 'return', as: 'value' },
    ...POSITIONS.map((at) => ({
      call: ['Promise.try'],
      from: { argument: at + 1 },
      to: { callback: 0, parameter: at } as const,
      as: 'value' as const,
    })),
    // What it was rejected with is there for who catches it.
    { call: ['Promise.reject'], from: { argument: 0 }, to: { returnPath: '@@rejected' }, as: 'value' },
    {
      call: ['Promise#then', 'Promise#finally'],
      from: { receiverPath: '@@rejected' },
      to: { returnPath: '@@rejected' },
      as: 'value',
    },
    { call: ['Promise#then'], from: { receiverPath: '@@rejected' }, to: { callback: 1, parameter: 0 }, as: 'value' },
    { call: ['Promise#catch'], from: { receiverPath: '@@rejected' }, to: { callback: 0, parameter: 0 }, as: 'value' },
    { call: ['Promise.race', 'Promise.any'], from: { argument: 0, path: '*' }, to: 'return', as: 'value' },
    { call: ['Promise.allSettled'], from: { argument: 0, path: '*' }, to: { returnPath: '*.value' }, as: 'value' },
    {
      call: ['Promise.allSettled'],
      from: { argument: 0, path: '*.@@rejected' },
      to: { returnPath: '*.reason' },
      as: 'value',
    },
    { call: ['Promise#then'], from: 'receiver', to: { callback: 0, parameter: 0 }, as: 'value' },
    { call: ['Promise#then'], from: [{ callbackReturn: 0 }, { callbackReturn: 1 }], to: 'return', as: 'value' },
    { call: ['Promise#catch'], from: ['receiver', { callbackReturn: 0 }], to: 'return', as: 'value' },
    { call: ['Promise#finally'], from: 'receiver', to: 'return', as: 'value' },
    ...POSITIONS.flatMap((at) => [
      {
        call: ['setTimeout', 'setInterval'],
        from: { argument: at + 2 },
        to: { callback: 0, parameter: at } as const,
        as: 'value' as const,
      },
      {
        call: ['setImmediate', 'global.process.nextTick'],
        from: { argument: at + 1 },
        to: { callback: 0, parameter: at } as const,
        as: 'value' as const,
      },
    ]),

    // Errors carry what they say.
    {
      call: ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'EvalError', 'ReferenceError', 'URIError'],
      from: { argument: 0 },
      to: 'return',
    },

    // URLs: https://developer.mozilla.org/en-US/docs/Web/API/URL/URL
    { call: ['URL', 'URL.parse'], from: [{ argument: 0 }, { argument: 1 }], to: 'return' },
    { call: ['URL#toString', 'URL#toJSON'], from: 'receiver', to: 'return' },
    // The host can be set as well: https://url.spec.whatwg.org/#api
    { write: ['URL#host', 'URL#hostname', 'URL#href'], from: { argument: 0 }, to: 'receiver' },
    { call: ['URLSearchParams'], from: { argument: 0 }, to: 'return', deep: true },
    {
      call: ['URLSearchParams#set', 'URLSearchParams#append', 'FormData#set', 'FormData#append'],
      from: { argument: 1 },
      to: [{ receiverPath: '@$0' }, { receiverPath: '*.1' }],
      as: 'value',
    },
    {
      call: ['URLSearchParams#get', 'URLSearchParams#getAll', 'FormData#get', 'FormData#getAll'],
      from: { receiverPath: '@$0' },
      to: 'return',
    },
    {
      call: ['URLSearchParams#values', 'FormData#values'],
      from: { receiverPath: '@*' },
      to: { returnPath: '*' },
    },
    {
      call: ['URLSearchParams#entries', 'URLSearchParams#keys', 'FormData#entries', 'FormData#keys'],
      from: 'receiver',
      to: 'return',
      as: 'value',
    },
    {
      call: ['URLSearchParams#forEach', 'FormData#forEach'],
      from: { receiverPath: '@*' },
      to: { callback: 0, parameter: 0 },
    },
    {
      call: ['URLSearchParams#forEach', 'FormData#forEach'],
      from: 'receiver',
      to: { callback: 0, parameter: 1 },
    },
  ],
  callers: [
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Reflect/apply
    { call: ['Reflect.apply'], callee: 0, receiver: 1, with: { list: 2 } },
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Reflect/construct
    { call: ['Reflect.construct'], callee: 0, with: { list: 1 }, isNew: true },
  ],
  resolvers: [
    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise/Promise
    { call: ['Promise'], is: { callback: 0, parameter: 0 }, to: 'return' },
    { call: ['Promise'], is: { callback: 0, parameter: 1 }, to: { returnPath: '@@rejected' } },
    { call: ['Promise.withResolvers'], is: { returnPath: 'reject' }, to: { returnPath: 'promise.@@rejected' } },
    {
      call: ['Promise.withResolvers'],
      is: { returnPath: 'resolve' },
      to: { returnPath: 'promise' },
    },
  ],
});
