import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** A new folder with these files. It is gone after the suite that called `removeTemporaryFolders`. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-')));
  made.push(folder);
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** For `after`. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs git in a folder with nothing of the user's configuration, and gives what it prints. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: cleanEnvironment(), stdio: 'pipe' });
}

export function cleanEnvironment(): NodeJS.ProcessEnv {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const person = { NAME: 'Test', EMAIL: 'test@example.org' };
  const persons = ['AUTHOR', 'COMMITTER'].flatMap((role) =>
    Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
  );
  return Object.fromEntries([
    ...environment,
    ...persons,
    ['GIT_CONFIG_NOSYSTEM', '1'],
    ['GIT_CONFIG_GLOBAL', '/dev/null'],
  ]);
}

/** A repository in which these files are committed. */
export function repositoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderWith(files);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message=start');
  return folder;
}

/** Runs something with the rights of an ordinary user, whom modes of files keep out. Undefined when that cannot be. */
export async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T | undefined> {
  const { geteuid, seteuid } = process;
  if (!geteuid || !seteuid) return undefined;
  if (geteuid() !== 0) return await run();
  seteuid(65_534);
  try {
    return await run();
  } finally {
    seteuid(0);
  }
}
