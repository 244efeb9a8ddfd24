// @ts-check
/**
 * Brings what Portside's scripts and tests need onto a bare machine. Each step returns at once when its work is done.
 * Plain Node 20 or later, no dependency: it runs before anything is installed.
 *
 *     node scripts/setup.mjs [dependencies] [host] [chromium]      (no name: all)
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setupHost } from '../test/host/setupHost.mjs';

const root = join(import.meta.dirname, '..');

/** Node 24, which development and tests run on; it comes with the dependencies. */
export const developmentNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/**
 * Runs `npm ci` at the root when node_modules is missing or is not what package-lock.json asks for.
 * @throws {Error} when npm fails
 */
export function ensureDependencies() {
  if (existsSync(developmentNode) && areDependenciesInstalled()) return;
  console.error('Installing the dependencies (npm ci) ...');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // npm's own report goes to stderr: what the caller prints on stdout stays its own.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ''}`);
}

/** Whether each package of the lock file stands in node_modules in its version; one for other platforms may be absent. */
function areDependenciesInstalled() {
  const installedLock = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedLock);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && installed[path] === undefined),
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
const packagesOf = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages;

/** Installs the VS Code that tests and `npm run workbench` run in. */
export const ensureHost = setupHost;

/**
 * Finds Chromium: the one that CHROMIUM names, else one on the PATH, else Debian's, which it installs where it may.
 * @returns {string} the path of the browser
 * @throws {Error} when there is none, with the command to type
 */
export function ensureChromium() {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which is no program that can be run.`);
  }
  const found = findBrowser();
  if (found) return found;
  const installs = [
    ['update', '--quiet'],
    ['install', '--yes', '--quiet', 'chromium'],
  ];
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.error('Installing Chromium (apt-get install chromium) ...');
    for (const args of installs) {
      spawnSync('apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(
    `The tests in the browser need Chromium. ${
      onPath('apt-get')
        ? 'Install it with\n\n    sudo apt-get update && sudo apt-get install -y chromium\n\nor name one:'
        : 'Install it or Google Chrome, and name it:'
    }\n\n    export CHROMIUM=/path/to/chromium\n`,
  );
}

function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const applications = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return [...names.map(onPath), ...applications].find((path) => path !== undefined && isExecutable(path));
}

/** @param {string} program */
function onPath(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const steps = { dependencies: ensureDependencies, host: ensureHost, chromium: ensureChromium };
  const asked = process.argv.slice(2);
  try {
    const unknown = asked.find((name) => !Object.hasOwn(steps, name));
    if (unknown) throw new Error(`There is no step ${unknown}. Steps: ${Object.keys(steps).join(', ')}.`);
    for (const [name, ensure] of Object.entries(steps)) if (asked.length === 0 || asked.includes(name)) ensure();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
