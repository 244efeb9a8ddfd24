import { libraryModel } from '../../engine/model.ts';

/** Facts: https://ejs.co/#docs, https://github.com/mde/ejs#options. */
export default libraryModel({
  package: 'ejs',
  // `<%=` escapes, `<%-` does not.
  sanitizers: [
    {
      call: ['render'],
      argument: 1,
      clears: ['html-text', 'html-attribute', 'object-shape'],
      when: { says: { argument: 0, text: '<%=' } },
      unless: { says: { argument: 0, text: '<%-' } },
    },
  ],
  sinks: [
    { rule: 'template-injection', call: ['render', 'compile', 'Template'], argument: 0 },
    { rule: 'view-name-injection', call: ['renderFile'], argument: 0 },
    // Names such as `settings` and `client` in the data are options: https://github.com/mde/ejs/blob/main/SECURITY.md
    { rule: 'template-options-injection', call: ['render', 'renderFile'], argument: 1, path: '*' },
  ],
});
