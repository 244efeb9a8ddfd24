import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { pathFromRoot } from './root.ts';
import { UsageError } from './usageError.ts';

/**
 * The only door to git. Nothing of the repository runs: it may have been downloaded as it is, with a `.git/config` that
 * somebody else wrote. So no hook, no file system monitor, no pager, no external diff, no text conversion and no fetch
 * of missing objects; names go through `-z` and after `--`, never through a shell.
 * Facts: https://git-scm.com/docs/git-config, https://git-scm.com/docs/git#_environment_variables
 */
const OPTIONS = [
  '--no-pager',
  '--literal-pathspecs',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.quotePath=true',
    // `git diff` writes the index anew otherwise, GIT_OPTIONAL_LOCKS or not.
    'diff.autoRefreshIndex=false',
  ].flatMap((setting) => ['-c', setting]),
];

const ENVIRONMENT = {
  // No lock is taken and no index is refreshed for what only reads.
  GIT_OPTIONAL_LOCKS: '0',
  // Missing objects of a partial clone are not fetched; older versions of git know the second way only.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Variables that say which repository is meant. */
const REPOSITORY_VARIABLES = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_QUARANTINE_PATH',
]);

/** The user's own: where git's programs and configuration are, and what counts as configuration. */
const isUsersVariable = (name: string) => name === 'GIT_EXEC_PATH' || name.startsWith('GIT_CONFIG');

/** Settings that hold for one command, above all configuration files. The names may have any characters. */
export type GitSettings = readonly (readonly [name: string, value: string])[];

/** The environment without what would change how git answers, settings added: https://git-scm.com/docs/git-config#ENVIRONMENT */
function environmentFor(root: string, settings: GitSettings): NodeJS.ProcessEnv {
  // Git runs its hooks in the top folder of the work tree with these variables: `git commit -a` and `git commit <path>`
  // name their own index. Managers of hooks start some of them in a folder below. A scan of any other folder must not be
  // led to that repository.
  const inHook = pathFromRoot(root, process.cwd()) !== undefined;
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const known = name.toUpperCase();
    const isKept = isUsersVariable(known) || (inHook && REPOSITORY_VARIABLES.has(known));
    if (!known.startsWith('GIT_') || isKept) environment[name] = value;
  }
  let count = Number(environment['GIT_CONFIG_COUNT'] ?? 0);
  for (const [name, value] of settings) {
    environment[`GIT_CONFIG_KEY_${count}`] = name;
    environment[`GIT_CONFIG_VALUE_${count}`] = value;
    environment['GIT_CONFIG_COUNT'] = `${++count}`;
  }
  return { ...environment, ...ENVIRONMENT };
}

/**
 * Windows looks for programs in the current folder first, and that is the workspace: a `git.exe` in it must not run.
 * So there the PATH is searched here.
 */
function gitProgram(): string {
  if (process.platform !== 'win32') return 'git';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return (
    folders.map((folder) => join(folder, 'git.exe')).find((program) => existsSync(program)) ?? 'git.exe not on the PATH'
  );
}

/** Starts git in a folder, for those who talk to it. Its complaints stay unread where nobody asks for them. */
export function startGit(root: string, args: readonly string[], complaints?: 'complaints'): ChildProcess {
  return spawn(gitProgram(), [...OPTIONS, ...args], {
    cwd: root,
    env: environmentFor(root, []),
    stdio: ['pipe', 'pipe', complaints ? 'pipe' : 'ignore'],
    windowsHide: true,
  });
}

export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  readonly complaint: string;
}

/**
 * Runs git in a folder to its end, whatever its exit code.
 * @throws UsageError when git cannot be started
 */
export function askGit(root: string, args: readonly string[], settings: GitSettings = []): Promise<GitAnswer> {
  return run(root, [...OPTIONS, ...args], settings);
}

/** The same, with lines on git's standard input: what is secret, or too much for a command line. */
export function askGitWith(root: string, args: readonly string[], lines: readonly string[]): Promise<GitAnswer> {
  return run(root, [...OPTIONS, ...args], [], lines.map((line) => `${line}\n`).join(''));
}

/**
 * The folder that git takes hooks from, absolute: `core.hooksPath`, or the repository's own.
 * @throws UsageError when git is missing or the root is in no repository
 */
export async function hooksFolder(root: string): Promise<string> {
  // The one question for which `core.hooksPath` must be the repository's; it runs no hook.
  const answer = await run(root, ['rev-parse', '--git-path', 'hooks'], []);
  return resolve(root, outputOf(root, 'rev-parse', answer).toString('utf8').trimEnd());
}

function run(root: string, args: readonly string[], settings: GitSettings, input = ''): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const git = spawn(gitProgram(), args, {
      cwd: root,
      env: environmentFor(root, settings),
      stdio: 'pipe',
      windowsHide: true,
    });
    // It may end before it has read all.
    git.stdin.on('error', () => {});
    git.stdin.end(input);
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    git.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    git.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
    git.on('error', (error: NodeJS.ErrnoException) => {
      // A missing working folder gives the same code as a missing program.
      const cause = error.code === 'ENOENT' ? 'is it installed and on the PATH?' : error.message;
      reject(new UsageError(existsSync(root) ? `${root}: git cannot be started: ${cause}` : `${root}: no such folder`));
    });
    git.on('close', (code) => {
      resolve({
        code: code ?? 1,
        output: Buffer.concat(output),
        complaint: Buffer.concat(complaint).toString('utf8').trim(),
      });
    });
  });
}

/**
 * Runs git in a folder and gives what it prints.
 * @throws UsageError when git is missing, the folder is in no repository, or git refuses
 */
export async function git(root: string, args: readonly string[], settings: GitSettings = []): Promise<Buffer> {
  return outputOf(root, args[0] ?? '', await askGit(root, args, settings));
}

function outputOf(root: string, command: string, { code, output, complaint }: GitAnswer): Buffer {
  if (code === 0) return output;
  if (/not a git repository/.test(complaint)) throw new UsageError(`${root}: is in no git repository`);
  const [firstLine = ''] = complaint.split('\n');
  throw new UsageError(`${root}: git ${command} failed: ${firstLine.replace(/^fatal: /, '') || `exit ${code}`}`);
}

/** The parts of an output in which a NUL ends each. Names that are not UTF-8 keep their bytes as U+FFFD. */
export function partsOf(output: Buffer): string[] {
  const parts = output.toString('utf8').split('\0');
  parts.pop();
  return parts;
}

/**
 * Turns the repository's filter programs off (`filter.<name>.clean` and its kin), which git would run to compare files of
 * the work tree with what it has stored.
 */
export async function withoutFilters(root: string): Promise<GitSettings> {
  const names = await askGit(root, [
    'config',
    '-z',
    '--name-only',
    '--get-regexp',
    '^filter\\..*\\.(clean|smudge|process|required)$',
  ]);
  return partsOf(names.output).map((name) => [name, name.endsWith('.required') ? 'false' : '']);
}

/** True when a clone was made with a part of the history only. */
export async function isShallow(root: string): Promise<boolean> {
  const answer = await askGit(root, ['rev-parse', '--is-shallow-repository']);
  return answer.output.toString('latin1').trim() === 'true';
}
