import { libraryModel } from '../../engine/model.ts';

/**
 * Where an archive is unpacked to, or what is put into one. What the archive's own entries are named is another matter.
 * Facts: https://github.com/isaacs/node-tar#readme, https://github.com/mafintosh/tar-fs#readme,
 * https://github.com/max-mapper/extract-zip#readme, https://github.com/ZJONSSON/node-unzipper#readme,
 * https://github.com/cthackers/adm-zip/wiki/ADM-ZIP,
 * https://github.com/kevva/decompress#readme.
 */
export default libraryModel({
  package: ['tar', 'tar-fs', 'extract-zip', 'unzipper', 'adm-zip', 'decompress', 'yauzl', 'compressing'],
  types: [{ type: 'AdmZip', is: ['default()'] }],
  sinks: [
    {
      rule: 'path-traversal',
      call: ['x', 'extract', 't', 'list', 'c', 'create', 'r', 'replace', 'u', 'update'],
      argument: 0,
      path: ['cwd', 'file', 'C', 'f'],
    },
    // tar-fs: `extract(directory)`, `pack(directory)`
    { rule: 'path-traversal', call: ['extract', 'pack'], argument: 0 },
    // extract-zip and decompress: what, and where to; yauzl: what
    { rule: 'path-traversal', call: ['default', 'open'], argument: 0 },
    { rule: 'path-traversal', call: ['default'], argument: 1 },
    { rule: 'path-traversal', call: ['default'], argument: 1, path: 'dir' },
    { rule: 'path-traversal', call: ['Extract'], argument: 0, path: 'path' },
    { rule: 'path-traversal', call: ['Open.file'], argument: 0 },
    {
      rule: 'path-traversal',
      call: ['AdmZip#extractAllTo', 'AdmZip#extractAllToAsync', 'AdmZip#writeZip'],
      argument: 0,
    },
    { rule: 'path-traversal', call: ['AdmZip#addLocalFile', 'AdmZip#addLocalFolder'], argument: 0 },
    { rule: 'path-traversal', call: ['AdmZip#extractEntryTo'], argument: 1 },
  ],
});
