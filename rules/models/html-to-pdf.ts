import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that open markup in a browser on the server, for a PDF or a picture. Facts: https://github.com/marcbachmann/node-html-pdf#readme,
 * https://github.com/mrafiqk/html-pdf-node#readme, https://github.com/frinyvonnick/node-html-to-image#readme,
 * https://github.com/westmonroe/pdf-puppeteer#readme, https://github.com/devongovett/node-wkhtmltopdf#readme.
 */
export default libraryModel({
  package: ['html-pdf', 'html-pdf-node', 'node-html-to-image', 'pdf-puppeteer', 'wkhtmltopdf', 'html-pdf-chrome'],
  sinks: [
    { rule: 'ssrf-headless-browser', call: ['create', 'default.create', 'default'], argument: 0 },
    {
      rule: 'ssrf-headless-browser',
      call: ['generatePdf', 'generatePdfs', 'default'],
      argument: 0,
      path: ['content', 'html', '*.content'],
    },
    { rule: 'ssrf', call: ['generatePdf', 'generatePdfs'], argument: 0, path: ['url', '*.url'] },
    { rule: 'ssrf', call: ['default'], argument: 0, unless: { textLooksLike: 'html' } },
  ],
});
