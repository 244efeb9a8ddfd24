import { libraryModel } from '../../engine/model.ts';

/** Facts: https://nodejs.org/api/child_process.html. `fork` ignores the option `shell`. */
export default libraryModel({
  package: 'child_process',
  sinks: [
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
