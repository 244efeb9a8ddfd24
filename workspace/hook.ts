/** What became of the hook. */
export interface HookChange {
  /** Absolute path of the hook's file. */
  readonly file: string;
  readonly change: 'installed' | 'updated' | 'removed' | 'none';
  /** A hook that was there before and is run first (installed) or is back in its place (removed). */
  readonly earlier?: string;
}

/**
 * Makes git run Portside before each commit, in the folder that git uses for hooks. A hook that is there is kept and run
 * first.
 * @param command program and arguments that start Portside's CLI: `[process.execPath, '/…/cli.cjs']`
 * @throws UsageError when git is missing, the root is in no repository, or hooks belong to another tool
 */
export async function installHook(root: string, command: readonly string[]): Promise<HookChange> {
  throw new Error(`not yet: ${root} ${command.join(' ')}`);
}

/**
 * Takes the hook away and puts the earlier one back.
 * @throws UsageError when git is missing, the root is in no repository, or the hook was edited by hand
 */
export async function uninstallHook(root: string): Promise<HookChange> {
  throw new Error(`not yet: ${root}`);
}
