import type { Policy } from './receipt.ts';

/** What is left out by its name alone, unless the configuration takes it back. */

/** Never looked into and never counted: what a version control system keeps for itself. */
export const VERSION_CONTROL: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj']);

const FOLDERS: ReadonlyMap<string, Policy> = new Map([
  ['node_modules', 'dependency'],
  ['bower_components', 'dependency'],
  ['jspm_packages', 'dependency'],
  ['.yarn', 'dependency'],
  ['.pnpm-store', 'dependency'],
  ['.next', 'build-output'],
  ['.nuxt', 'build-output'],
  ['.output', 'build-output'],
  ['.svelte-kit', 'build-output'],
  ['.angular', 'build-output'],
  ['.docusaurus', 'build-output'],
  ['.turbo', 'build-output'],
  ['.parcel-cache', 'build-output'],
  ['.nyc_output', 'build-output'],
  ['.vscode-test', 'build-output'],
  ['storybook-static', 'build-output'],
  ['vendor', 'vendored'],
  ['third_party', 'vendored'],
  ['third-party', 'vendored'],
]);

/** Names that sources have as well (`src/build/`), so they count only where a build puts them. */
const BESIDE_A_MANIFEST: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'coverage']);

/** The policy that leaves a folder out. `besideManifest`: it is in the root or beside a package.json. */
export function folderPolicy(name: string, besideManifest: boolean): Policy | undefined {
  return FOLDERS.get(name) ?? (besideManifest && BESIDE_A_MANIFEST.has(name) ? 'build-output' : undefined);
}

const LOCK_FILES: ReadonlySet<string> = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'composer.lock',
  'Cargo.lock',
  'Gemfile.lock',
  'poetry.lock',
  'uv.lock',
  'go.sum',
]);

/** Pictures, sounds, fonts, archives, programs, documents and databases. */
const BINARY_ENDINGS: ReadonlySet<string> = new Set([
  ...['png', 'jpg', 'jpeg', 'gif', 'bmp', 'ico', 'icns', 'webp', 'avif', 'tif', 'tiff', 'psd'],
  ...['mp3', 'mp4', 'm4a', 'm4v', 'mov', 'avi', 'mkv', 'webm', 'ogg', 'oga', 'ogv', 'wav', 'flac'],
  ...['woff', 'woff2', 'ttf', 'otf', 'eot'],
  ...['zip', 'gz', 'tgz', 'bz2', 'xz', 'zst', 'br', '7z', 'rar', 'tar', 'jar', 'war', 'vsix', 'crx'],
  ...['exe', 'dll', 'so', 'dylib', 'node', 'wasm', 'o', 'a', 'lib', 'bin', 'dat', 'class', 'pyc'],
  ...['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'sqlite', 'sqlite3', 'db'],
]);

/** The policy that leaves a file out. */
export function filePolicy(name: string): Policy | undefined {
  if (LOCK_FILES.has(name)) return 'lock-file';
  const dot = name.lastIndexOf('.');
  if (dot !== -1 && BINARY_ENDINGS.has(name.slice(dot + 1).toLowerCase())) return 'binary';
  if (/[.-]min\.(?:[cm]?js|css)$/i.test(name)) return 'minified';
  if (/\.(?:map|tsbuildinfo)$/i.test(name) || /\.(?:generated|bundle|pb)\.[cm]?[jt]sx?$/i.test(name))
    return 'generated';
  return /\.d\.[cm]?ts$/i.test(name) ? 'declaration' : undefined;
}
