import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/url.html. */
export default libraryModel({
  package: 'url',
  types: [
    { type: 'URL', extends: ['global.URL'] },
    { type: 'URLSearchParams', is: ['URL#searchParams'], extends: ['global.URLSearchParams'] },
    { type: 'Url', is: ['parse()'] },
  ],
  sanitizers: [
    // Spaces, quotation marks, angle brackets and line ends are escaped: https://nodejs.org/api/url.html#escaped-characters
    {
      read: ['pathname', 'path', 'search', 'hash', 'href'].map((part) => `Url#${part}`),
      clears: ['html-text', 'html-attribute', 'header', 'log'],
    },
  ],
  propagators: [
    { call: ['URL'], from: [{ argument: 0 }, { argument: 1 }], to: 'return' },
    { call: ['URLSearchParams'], from: { argument: 0 }, to: 'return', deep: true },
    {
      call: ['parse', 'fileURLToPath', 'pathToFileURL', 'domainToASCII', 'domainToUnicode'],
      from: { argument: 0 },
      to: 'return',
    },
    { call: ['format'], from: { argument: 0 }, to: 'return', deep: true },
    { call: ['resolve'], from: [{ argument: 0 }, { argument: 1 }], to: 'return' },
  ],
});
