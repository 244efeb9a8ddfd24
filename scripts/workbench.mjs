// @ts-check
/**
 * `npm run workbench`: opens the example application in a real VS Code, as a web page on this machine, with Portside in
 * it. Plain Node 20 or later: it installs and builds what is missing first. It works on a copy of the example.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCodeServer } from '../test/host/codeServer.mjs';
import { developmentNode, ensureDependencies, ensureHost } from './setup.mjs';

const root = join(import.meta.dirname, '..');
const example = join(root, 'examples', 'shop');
const vsix = join(root, 'dist', 'portside.vsix');

/** The example's own dependencies are not installed: each import would be marked, and hide what Portside shows. */
const WITHOUT_TYPE_ERRORS = { 'typescript.validate.enable': false, 'javascript.validate.enable': false };

/** What the extension is made of: when any of it is newer than the package, the package is made again. */
const INGREDIENTS = [
  'package.json',
  'README.md',
  'client',
  'server',
  'cli',
  'workspace',
  'threats',
  'report',
  'rules',
  'engine',
  'schema',
  'scripts',
];

function ensurePackage() {
  if (existsSync(vsix) && INGREDIENTS.every((name) => changedAt(join(root, name)) <= statSync(vsix).mtimeMs)) return;
  console.error('Building Portside (npm run package) ...');
  const { status } = spawnSync('npm', ['run', '--silent', 'package'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm run package failed.');
}

/**
 * When a file, or the newest one in a folder, was changed; 0 for what is not there.
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Copies the example, so that what a person tries in the editor leaves this repository as it is. */
function copyExample() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-example-')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const shop = join(folder, 'shop');
  cpSync(example, shop, { recursive: true });
  return shop;
}

try {
  ensureDependencies();
  ensureHost();
  ensurePackage();
  const shop = copyExample();
  const server = await startCodeServer({
    node: developmentNode,
    vsix,
    settings: WITHOUT_TYPE_ERRORS,
    flags: ['--disable-workspace-trust'],
  });
  let isAskedToEnd = false;
  process.on('SIGINT', () => {
    isAskedToEnd = true;
    void server.stop();
  });
  console.log(
    `VS Code with Portside in it, on a copy of examples/shop:\n\n    ${server.urlOf(shop)}\n\nCtrl-C ends it.`,
  );
  await server.ended;
  if (!isAskedToEnd)
    throw new Error(`code-server has ended:\n${readFileSync(join(server.logFolder, 'server.log'), 'utf8')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
