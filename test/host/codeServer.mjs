// @ts-check
/**
 * Starts and stops code-server: a real VS Code whose window is a web page, on 127.0.0.1 only, with every file it writes
 * in one temporary folder. Plain Node 20 or later, no dependency.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeServerEntry } from './setupHost.mjs';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

/** A window without greetings, offers and animations; nothing that asks the network. */
const QUIET_SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  // Else the built-in TypeScript installs type declarations from the registry.
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * @typedef {object} CodeServerOptions
 * @property {string} node Node 24, which runs code-server and the extensions
 * @property {string} [vsix] a packaged extension to install
 * @property {Record<string, unknown>} [settings] the user's settings, added to the quiet ones
 * @property {Record<string, string>} [env] for the server, its extension host, and what these start
 * @property {string[]} [nodeOptions] options of Node for the same processes
 * @property {string[]} [flags] more flags of code-server
 *
 * @typedef {object} CodeServer
 * @property {string} logFolder what the server printed (server.log), and what VS Code and its extensions have logged
 * @property {(folder: string, payload?: readonly [string, string][]) => string} urlOf the page that shows a folder
 * @property {(path: string) => string} uriOf how the page names a file of this machine
 * @property {Promise<unknown>} ended when its main process has ended, asked to or not
 * @property {() => Promise<void>} stop ends its processes and removes its folder
 */

/**
 * @param {CodeServerOptions} options
 * @returns {Promise<CodeServer>} once it answers
 * @throws {Error} when the extension cannot be installed or the server does not come up, with what it printed
 */
export async function startCodeServer({ node, vsix, settings = {}, env = {}, nodeOptions = [], flags = [] }) {
  // Directly in the system's folder: the paths of Unix sockets inside may have no more than 108 bytes.
  const root = mkdtempSync(join(tmpdir(), 'portside-'));
  const at = (/** @type {string[]} */ ...names) => join(root, ...names);
  for (const name of ['home', 'extensions', 'data/User', 'data/logs']) mkdirSync(at(name), { recursive: true });
  writeFileSync(at('config.yaml'), '');
  writeFileSync(at('data/User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
  const logFolder = at('data/logs');
  const logFile = join(logFolder, 'server.log');
  const command = [
    ...nodeOptions,
    codeServerEntry,
    ...['--config', at('config.yaml'), '--user-data-dir', at('data'), '--extensions-dir', at('extensions')],
  ];
  const serverEnv = {
    ...foreignEnv(),
    HOME: at('home'),
    TMPDIR: root,
    XDG_RUNTIME_DIR: root,
    EXTENSIONS_GALLERY: '{}',
    ...env,
  };

  if (vsix) {
    const { status, stdout, stderr } = spawnSync(node, [...command, '--install-extension', vsix], {
      env: serverEnv,
      encoding: 'utf8',
    });
    if (status !== 0) {
      rmSync(root, { recursive: true, force: true });
      throw new Error(`code-server did not install ${vsix}:\n${stdout}${stderr}`);
    }
  }

  const log = openSync(logFile, 'a');
  const server = spawn(
    node,
    [
      ...command,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'],
      '--disable-getting-started-override',
      ...flags,
    ],
    // A process group of its own, so that all that it started can be ended with it.
    { env: serverEnv, stdio: ['ignore', log, log], detached: true },
  );
  const kill = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      process.kill(-(/** @type {number} */ (server.pid)), signal);
    } catch {} // gone already
  };
  const clear = () => rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  // Nothing outlives this process, however it ends; what Ctrl-C means is for the caller to say.
  const endNow = () => {
    kill('SIGKILL');
    clear();
  };
  const exit = () => process.exit(1);
  process.once('exit', endNow).once('SIGTERM', exit).once('SIGHUP', exit);

  const stop = async () => {
    kill('SIGTERM');
    for (const end = Date.now() + STOP_LIMIT_MS; isGroupAlive(server.pid) && Date.now() < end; ) await delay(50);
    kill('SIGKILL');
    process.off('exit', endNow).off('SIGTERM', exit).off('SIGHUP', exit);
    clear();
  };

  try {
    const authority = await addressOf(server, logFile);
    const uriOf = (/** @type {string} */ path) => `vscode-remote://${authority}${path}`;
    return {
      logFolder,
      uriOf,
      urlOf: (folder, payload = []) => {
        // Slashes may stay as they are, so that a person can read it.
        const page = `http://${authority}/?folder=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
        return payload.length > 0 ? `${page}&payload=${encodeURIComponent(JSON.stringify(payload))}` : page;
      },
      ended: server.exitCode === null ? once(server, 'exit') : Promise.resolve(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The environment without what an editor or npm around us left in it: code-server would take it for its own. */
function foreignEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|CODE_SERVER|ELECTRON|npm)_|^NODE_OPTIONS$/.test(name)),
  );
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {string} logFile
 */
async function addressOf(server, logFile) {
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await delay(100)) {
    const said = readFileSync(logFile, 'utf8');
    const authority = /HTTP server listening on http:\/\/([\d.]+:\d+)/.exec(said)?.[1];
    if (authority) return authority;
    if (server.exitCode !== null) throw new Error(`code-server ended with ${server.exitCode}:\n${said}`);
  }
  throw new Error(
    `code-server did not start within ${START_LIMIT_MS / 1000} seconds:\n${readFileSync(logFile, 'utf8')}`,
  );
}

/** @param {number | undefined} pid */
function isGroupAlive(pid) {
  try {
    process.kill(-(/** @type {number} */ (pid)), 0);
    return true;
  } catch {
    return false;
  }
}
