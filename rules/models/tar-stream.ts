import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://github.com/mafintosh/tar-stream#readme, https://github.com/101arrowz/fflate#usage (an object of contents by
 * name), https://gildas-lormeau.github.io/zip.js/api/interfaces/Entry.html.
 */
export default libraryModel({
  package: ['tar-stream', 'fflate', '@zip.js/zip.js'],
  types: [
    { type: 'ArchiveEntry', is: ['Entries#*'] },
    { type: 'Entries', is: ['ZipReader#getEntries()'], extends: ['global.Array'] },
    { type: 'Archive' },
  ],
  handlers: [
    { to: ['extract().on'], argument: 1, event: ['entry'], parameters: ['ArchiveEntry'] },
    { to: ['unzip'], parameters: ['', 'Archive'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['ArchiveEntry#name', 'ArchiveEntry#filename', 'Archive#', 'unzipSync()'],
      kinds: ['path'],
      label: 'a name in an archive',
    },
  ],
});
