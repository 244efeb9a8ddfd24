// @ts-check
/**
 * Installs the VS Code that tests and `npm run workbench` run in: code-server from npm, without any native build.
 * Plain Node 20 or later, no dependency. Run as a script, or import `setupHost`.
 *
 * code-server's own postinstall would compile kerberos, spdlog and the watchdog. None is needed here: scripts stay off,
 * what else postinstall.sh does is done below, and two small stand-ins take the place of the native logger and watchdog.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = import.meta.dirname;
const codeServer = join(folder, 'node_modules', 'code-server');
const vscode = join(codeServer, 'lib', 'vscode');
const stampFile = join(folder, 'node_modules', '.portside-host');

/** The script that Node 24 runs to start code-server. */
export const codeServerEntry = join(codeServer, 'out', 'node', 'entry.js');

/** Large parts of VS Code that Portside meets nowhere: 330 MB less on disk. */
const UNUSED = [
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
];

/**
 * Installs the host unless this version of it stands already (then it returns at once).
 * @returns {string} the path of code-server's entry script
 * @throws {Error} when npm fails, with the last lines that it printed; on Windows, where the desktop build is to be used
 */
export function setupHost() {
  const stamp = fingerprint([
    'package-lock.json',
    'setupHost.mjs',
    'standIns/spdlog.cjs',
    'standIns/native-watchdog.cjs',
  ]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return codeServerEntry;
  if (process.platform === 'win32') {
    throw new Error(
      'The workbench runs on Linux and macOS. On Windows test with VS Code itself: set VSCODE_TEST_HOST=desktop.',
    );
  }
  console.error('Installing the VS Code for tests (code-server; about 250 MB, once) ...');
  npm(folder, 'ci', '--ignore-scripts');
  // `install`, not `ci`: the shrinkwrap that code-server ships lacks an entry, which `ci` refuses.
  npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  npm(join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  const system = process.platform === 'darwin' ? 'darwin' : 'linux';
  link(`code-${system}.sh`, join(vscode, 'bin', 'remote-cli', 'code-server'));
  link(`browser-${system}.sh`, join(vscode, 'bin', 'helpers', 'browser.sh'));
  for (const name of ['spdlog', 'native-watchdog']) {
    copyFileSync(join(folder, 'standIns', `${name}.cjs`), join(vscode, 'node_modules', '@vscode', name, 'index.js'));
  }
  for (const path of UNUSED) rmSync(join(vscode, path), { recursive: true, force: true });
  writeFileSync(stampFile, stamp);
  return codeServerEntry;
}

/** @param {string[]} files */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, error, stdout, stderr } = spawnSync('npm', [...args, '--no-audit', '--no-fund'], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status === 0) return;
  const said = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${said}`);
}

/**
 * @param {string} target
 * @param {string} path
 */
function link(target, path) {
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(setupHost());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
