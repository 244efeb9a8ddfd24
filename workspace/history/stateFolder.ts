import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where states of histories are kept: among the user's own caches, never in a workspace. Facts:
 * https://specifications.freedesktop.org/basedir-spec/latest (a relative path is to be ignored),
 * https://learn.microsoft.com/windows/apps/design/app-settings/store-and-retrieve-app-data.
 */
export function stateFolder({ LOCALAPPDATA, XDG_CACHE_HOME }: Readonly<Record<string, string | undefined>>): string {
  const home = homedir();
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(home, 'AppData', 'Local'), 'portside', 'history');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'portside', 'history');
  const caches = XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home, '.cache');
  return join(caches, 'portside', 'history');
}
