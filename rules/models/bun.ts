import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://bun.sh/docs/runtime/shell (each hole of `$` is one word, an object with `raw` is not), https://bun.sh/docs/api/spawn,
 * https://bun.sh/docs/api/file-io.
 */
function both(...names: string[]): string[] {
  return names.flatMap((name) => [name, `global.Bun.${name}`]);
}

export default libraryModel({
  package: 'bun',
  types: [{ type: 'SQL' }, { type: 'BunFile', is: both('file').map((path) => `${path}()`) }],
  sources: [
    {
      trust: 'local',
      from: ['argv', 'global.Bun.argv', 'env', 'global.Bun.env'],
      shape: 'text',
      label: 'the command line or environment',
    },
    {
      trust: 'local',
      from: ['text', 'json', 'bytes'].map((name) => `BunFile#${name}()`),
      label: 'the contents of a file',
    },
  ],
  sinks: [
    { rule: 'command-injection', tag: both('$'), path: 'raw', isExact: true },
    // https://bun.sh/docs/api/sql#sql-unsafe-raw-strings: the tag itself binds its holes.
    { rule: 'sql-injection', call: ['sql.unsafe', 'SQL#unsafe', 'sql.file'], argument: 0 },
    { rule: 'path-traversal', call: both('file', 'write', 'mmap'), argument: 0 },
  ],
  sanitizers: [{ call: both('escapeHTML'), clears: ['html-text', 'html-attribute', 'object-shape'] }],
});
