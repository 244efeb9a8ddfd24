// @ts-check
/** ESLint with the two plugins that look for security problems, installed apart from Portside's own dependencies. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filledOnce, install } from './cacheFolder.mjs';
import { runProgram } from './measure.mjs';

const MANIFESTS = ['package.json', 'package-lock.json'].map((name) => join(import.meta.dirname, 'peers', name));

/** By name, the plugins that ESLint runs with, each as it recommends itself. */
const PEERS = {
  'ESLint + security': ['eslint-plugin-security'],
  'ESLint + security + sonarjs': ['eslint-plugin-security', 'eslint-plugin-sonarjs'],
};

/** @typedef {{ readonly name: string, readonly args: readonly string[] }} Program a program and what it is called */

/**
 * Installs the peers, when they are not there yet.
 * @returns {Program[]} what lints the folder that it is started in; the first one is the one to compare with
 * @throws {Error} when npm fails
 */
export function ensurePeers() {
  const folder = filledOnce('peers', [...MANIFESTS, import.meta.filename], (empty) => {
    console.error('Installing ESLint with its plugins (npm ci) ...');
    for (const [index, name] of ['package.json', 'package-lock.json'].entries()) {
      copyFileSync(MANIFESTS[index] ?? '', join(empty, name));
    }
    install('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], empty);
    for (const [name, plugins] of Object.entries(PEERS)) writeFileSync(configFile(empty, name), configOf(plugins));
  });
  const eslint = join(folder, 'node_modules', 'eslint', 'bin', 'eslint.js');
  return Object.keys(PEERS).map((name) => ({ name, args: [eslint, '--config', configFile(folder, name)] }));
}

/**
 * The files of the folder that ESLint can't parse. Also its warm-up: the files are in memory then, and so is its code.
 * @param {string} node
 * @param {Program} eslint
 * @param {string} folder
 * @returns {Promise<string[]>} paths from the folder, with `/`
 */
export async function unreadableFiles(node, { args }, folder) {
  const { stdout } = await runProgram(node, [...args, '--format', 'json', '.'], { cwd: folder });
  /** @type {{ filePath: string, messages: { fatal?: boolean }[] }[]} */
  const results = JSON.parse(stdout);
  return results
    .filter(({ messages }) => messages.some(({ fatal }) => fatal))
    .map(({ filePath }) => relative(folder, filePath).split(sep).join('/'));
}

/**
 * @param {string} folder
 * @param {string} name
 */
function configFile(folder, name) {
  return join(folder, `${name.replaceAll(/\W+/g, '-').toLowerCase()}.config.mjs`);
}

/**
 * The configuration: JavaScript is read by ESLint's own parser, TypeScript by typescript-eslint's without types. Comments
 * in the files change nothing.
 * @param {readonly string[]} plugins
 */
function configOf(plugins) {
  return [
    "import typescript from '@typescript-eslint/parser';",
    ...plugins.map((plugin, index) => `import plugin${index} from '${plugin}';`),
    'export default [',
    ...plugins.map((_, index) => `  plugin${index}.configs.recommended,`),
    `  {
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  // The corpus has CommonJS in files of this name.
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser: typescript } },
];
`,
  ].join('\n');
}
