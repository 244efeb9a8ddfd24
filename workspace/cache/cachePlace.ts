/** Where caches are: among the user's own, never in a workspace. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder in it for compiled code. */
export const CODE = 'code';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder of all caches. Facts: https://specifications.freedesktop.org/basedir-spec/latest (a relative path is to be
 * ignored), https://developer.apple.com/library/archive/documentation/FileManagement/Conceptual/FileSystemProgrammingGuide,
 * https://learn.microsoft.com/windows/apps/design/app-settings/store-and-retrieve-app-data (the folder of what is local).
 */
export function cacheFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const { LOCALAPPDATA: local, XDG_CACHE_HOME: caches } = environment;
  if (platform === 'win32') return join(local || join(home, 'AppData', 'Local'), 'portside', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'portside');
  return join(caches && isAbsolute(caches) ? caches : join(home, '.cache'), 'portside');
}
