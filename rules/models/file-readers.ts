import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that open a file by its name to make something of it. Facts: https://sharp.pixelplumbing.com/api-constructor,
 * https://docs.sheetjs.com/docs/api/parse-options, https://github.com/exceljs/exceljs#reading-xlsx,
 * https://github.com/pillarjs/send#readme (`root` keeps the path inside a folder).
 */
export default libraryModel({
  package: ['sharp', 'xlsx', 'exceljs', 'send', 'serve-static', 'serve-handler'],
  types: [
    { type: 'Workbook' },
    {
      type: 'Sharp',
      is: ['default()', ...['resize', 'png', 'jpeg', 'webp', 'rotate'].map((name) => `Sharp#${name}()`)],
    },
  ],
  sinks: [
    // sharp, serve-static
    { rule: 'path-traversal', call: ['default'], argument: 0 },
    { rule: 'path-traversal', call: ['Sharp#toFile'], argument: 0 },
    { rule: 'path-traversal', call: ['readFile', 'readFileSync', 'openSync'], argument: 0 },
    { rule: 'path-traversal', call: ['writeFile', 'writeFileXLSX', 'writeFileAsync'], argument: 1 },
    {
      rule: 'path-traversal',
      call: ['xlsx', 'csv'].flatMap((kind) => [`Workbook#${kind}.readFile`, `Workbook#${kind}.writeFile`]),
      argument: 0,
    },
    // `send(request, path, options)`
    {
      rule: 'sendfile-traversal',
      call: ['default'],
      argument: 1,
      unless: { option: { name: 'root', argument: 2, is: 'set' } },
    },
  ],
});
