import { libraryModel } from '../../engine/model.ts';

/** Facts: https://eta.js.org/docs/api/overview, and of version 2 https://github.com/bgub/eta/tree/v2#readme. */
export default libraryModel({
  package: 'eta',
  sinks: [
    {
      rule: 'template-injection',
      call: [
        ...['render', 'renderAsync', 'compile'],
        ...['renderString', 'renderStringAsync', 'compile', 'compileToString'].map((name) => `Eta#${name}`),
      ],
      argument: 0,
    },
    { rule: 'template-injection', call: ['Eta#loadTemplate'], argument: 1 },
    {
      rule: 'view-name-injection',
      call: ['renderFile', 'renderFileAsync', 'Eta#render', 'Eta#renderAsync'],
      argument: 0,
    },
    // Version 2 takes its options out of the data: https://nvd.nist.gov/vuln/detail/CVE-2022-25967
    { rule: 'template-options-injection', call: ['renderFile', 'renderFileAsync'], argument: 1, path: '*' },
  ],
});
