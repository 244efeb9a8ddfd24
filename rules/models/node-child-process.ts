import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/child_process.html. `fork` ignores the option `shell`. */
export default libraryModel({
  package: 'child_process',
  elements: [
    {
      kind: 'process',
      call: ['exec', 'execSync', 'spawn', 'spawnSync', 'execFile', 'execFileSync', 'fork'],
      name: { argument: 0 },
    },
  ],
  sinks: [
    // Whoever names the program has no need of a shell. With one, the text is a command and meant below.
    {
      rule: 'command-injection',
      call: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
      argument: 0,
      kinds: ['program'],
      unless: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    { rule: 'command-injection', call: ['fork'], argument: 0, kinds: ['path'] },
    // "Spawns a shell then executes the command within that shell".
    { rule: 'command-injection', call: ['exec', 'execSync'], argument: 0 },
    // With `shell`, the arguments are joined by spaces and not escaped: https://nodejs.org/api/deprecations.html#DEP0190
    {
      rule: 'command-injection',
      call: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
      argument: 0,
      when: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    {
      rule: 'command-injection',
      call: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
      argument: 1,
      path: '*',
      when: { option: { name: 'shell', argument: 'any', is: 'truthy' } },
    },
    // The text after `-c` is the script, what follows it are its parameters:
    // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html
    {
      rule: 'command-injection',
      call: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
      argument: 1,
      path: '1',
      when: {
        constant: {
          argument: 0,
          in: [
            'sh',
            'bash',
            'dash',
            'zsh',
            'ksh',
            '/bin/sh',
            '/bin/bash',
            '/bin/zsh',
            '/usr/bin/bash',
            'cmd',
            'cmd.exe',
          ],
        },
      },
    },
    {
      rule: 'command-injection',
      call: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
      argument: 1,
      path: '*',
      when: { constant: { argument: 0, in: ['powershell', 'powershell.exe', 'pwsh', 'pwsh.exe'] } },
    },
  ],
});
