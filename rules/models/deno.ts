import { libraryModel } from '../../engine/model.ts';

/** Facts: https://docs.deno.com/api/deno/~/Deno.Command, https://docs.deno.com/api/deno/file-system. */
const FILES = [
  ...['readTextFile', 'readFile', 'writeTextFile', 'writeFile', 'open', 'create', 'remove', 'mkdir', 'readDir'],
  ...['truncate', 'rename', 'copyFile', 'link', 'symlink', 'realPath', 'readLink', 'chmod', 'chown'],
].flatMap((name) => [`Deno.${name}`, `Deno.${name}Sync`]);

export default libraryModel({
  package: 'global',
  sources: [
    { trust: 'local', from: ['Deno.args'], shape: 'text', label: 'the command line' },
    { trust: 'local', from: ['Deno.env.get()', 'Deno.env.toObject()'], shape: 'text', label: 'the environment' },
    {
      trust: 'local',
      from: ['Deno.readTextFile()', 'Deno.readTextFileSync()', 'Deno.readFile()', 'Deno.readFileSync()'],
      shape: 'text',
      label: 'the contents of a file',
    },
  ],
  sinks: [
    {
      rule: 'command-injection',
      call: ['Deno.Command'],
      argument: 1,
      path: 'args.1',
      when: { constant: { argument: 0, in: ['sh', 'bash', 'zsh', '/bin/sh', '/bin/bash', 'cmd', 'cmd.exe'] } },
    },
    { rule: 'path-traversal', call: FILES, argument: 0 },
    {
      rule: 'path-traversal',
      call: ['rename', 'copyFile', 'link', 'symlink'].flatMap((name) => [`Deno.${name}`, `Deno.${name}Sync`]),
      argument: 1,
    },
  ],
});
