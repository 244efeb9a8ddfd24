import { libraryModel, type SinkModel } from '../../engine/model.ts';

const SHELLS = [
  ...['sh', 'bash', 'dash', 'zsh', 'ksh', '/bin/sh', '/bin/bash', '/bin/zsh', '/usr/bin/bash', 'cmd', 'cmd.exe'],
];

/**
 * Programs that have options to write files or to start others: https://git-scm.com/docs/git-log (`--output`),
 * https://git-scm.com/docs/git-ls-remote (`--upload-pack`), https://curl.se/docs/manpage.html (`-o`, `-K`),
 * https://www.gnu.org/software/wget/manual/wget.html (`-O`, `--use-askpass`),
 * https://www.gnu.org/software/tar/manual/tar.html (`--to-command`), https://man.openbsd.org/ssh (`-o ProxyCommand`),
 * https://download.samba.org/pub/rsync/rsync.1 (`-e`), https://pubs.opengroup.org/onlinepubs/9799919799/utilities/find.html
 * (`-exec`), https://infozip.sourceforge.net/ (`zip -TT`).
 */
const WITH_DANGEROUS_OPTIONS = ['git', 'hg', 'curl', 'wget', 'tar', 'ssh', 'scp', 'sftp', 'rsync', 'find', 'zip'];

/** What is dangerous in the list of arguments, of functions that take a program and its arguments. */
export function argumentSinks(call: readonly string[]): SinkModel[] {
  return [
    // The text after `-c` is the script, what follows it are its parameters:
    // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html
    {
      rule: 'command-injection',
      call,
      argument: 1,
      path: '1',
      when: { constant: { argument: 0, in: SHELLS } },
    },
    {
      rule: 'command-injection',
      call,
      argument: 1,
      path: '*',
      when: { constant: { argument: 0, in: ['powershell', 'powershell.exe', 'pwsh', 'pwsh.exe'] } },
    },
    {
      rule: 'argument-injection',
      call,
      argument: 1,
      path: '*',
      when: { constant: { argument: 0, in: WITH_DANGEROUS_OPTIONS } },
    },
  ];
}

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
    ...argumentSinks(['spawn', 'spawnSync', 'execFile', 'execFileSync']),
  ],
});
