// @ts-check
/** Portside as its users run it. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '..', '..', 'dist');

/**
 * The bundles that `npm run build` made: beside the fast parser, which is an optional dependency of the npm package, and
 * apart from it, as in the extension and on platforms that it is not made for.
 * @param {string} folder the bench's own
 */
export function portsidePrograms(folder) {
  const apart = join(folder, 'extension', 'dist');
  rmSync(apart, { recursive: true, force: true });
  cpSync(dist, apart, { recursive: true });
  return {
    // Each scan is the first.
    command: { name: 'Portside', args: [join(dist, 'cli.cjs'), 'scan', '--no-cache'] },
    commandWithoutOxc: { name: 'Portside without oxc-parser', args: [join(apart, 'cli.cjs'), 'scan', '--no-cache'] },
    cachedScan: [join(dist, 'cli.cjs'), 'scan'],
    server: { name: 'portside lsp', args: [join(dist, 'cli.cjs'), 'lsp', '--stdio'] },
    extensionServer: { name: "the extension's server", args: [join(apart, 'server.cjs'), '--stdio'] },
  };
}
