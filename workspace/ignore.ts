import ignore, { type Ignore } from 'ignore';
import type { Snapshot } from './snapshot.ts';

/** The `.gitignore` files from the root down to a folder, the outermost first. */
export type IgnoreChain = readonly { readonly folder: string; readonly rules: Ignore }[];

/**
 * The chain of a folder: that of the folder above and the `.gitignore` in it. A file that cannot be read ignores nothing:
 * too much is analysed rather than too little.
 */
export async function extendIgnoreChain(chain: IgnoreChain, snapshot: Snapshot, folder: string): Promise<IgnoreChain> {
  const content = await snapshot.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
  if (content.status !== 'text') return chain;
  // The same on every platform: git's own default follows the file system's.
  const rules = ignore({ ignorecase: false, allowRelativePaths: true }).add(content.text);
  return [...chain, { folder, rules }];
}

/**
 * True when the chain ignores a file or folder, given that no folder above it is ignored. The innermost file that says
 * anything decides. Facts: https://git-scm.com/docs/gitignore
 */
export function isIgnored(chain: IgnoreChain, path: string, isFolder: boolean): boolean {
  for (const { folder, rules } of chain.toReversed()) {
    const local = folder === '' ? path : path.slice(folder.length + 1);
    const { ignored, unignored } = rules.test(isFolder ? `${local}/` : local);
    if (ignored || unignored) return ignored;
  }
  return false;
}
