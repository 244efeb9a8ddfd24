import { libraryModel } from '../../engine/model.ts';

/**
 * What an archive calls its entries, where the library hands it out as it stands. Facts:
 * https://github.com/ZJONSSON/node-unzipper#readme, https://github.com/cthackers/adm-zip/wiki/ADM-ZIP (`name` is the last
 * part of `entryName`), https://github.com/isaacs/node-tar#readme, https://github.com/node-modules/compressing#readme. yauzl
 * refuses names that lead out of the folder: https://github.com/thejoshwolfe/yauzl#validatefilenamefilename.
 */
const PARSERS = ['Parse()', 'Parse#', 'ParseOne()', 'ParseOne#'];

export default libraryModel({
  package: ['unzipper', 'unzip-stream', 'unzip', 'adm-zip', 'tar', 'compressing'],
  types: [
    {
      type: 'ArchiveEntry',
      is: [
        'Parse().*',
        'Parse#*',
        ...['file', 'buffer', 'url', 's3', 'custom'].map((name) => `Open.${name}().files.*`),
        'Entries#*',
      ],
    },
    { type: 'Entries', is: ['AdmZip#getEntries()'], extends: ['global.Array'] },
  ],
  handlers: [
    {
      to: PARSERS.map((parser) => (parser.endsWith('#') ? `${parser}on` : `${parser}.on`)),
      argument: 1,
      event: ['entry', 'data'],
      parameters: ['ArchiveEntry'],
    },
    ...['onentry', 'onReadEntry'].map((option) => ({
      to: ['t', 'list', 'x', 'extract'],
      option,
      parameters: ['ArchiveEntry'],
    })),
  ],
  sources: [
    {
      trust: 'stored',
      from: ['ArchiveEntry#path', 'ArchiveEntry#entryName', 'ArchiveEntry#props.path'],
      kinds: ['path'],
      label: 'a name in an archive',
    },
  ],
});
