import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type HookPlace,
  hookText,
  LAUNCHER,
  ownership,
  placeOf,
  readHook,
  STARTS,
  setUpOf,
  sharedCommand,
} from './hook.ts';

/** What would happen before a commit, and what keeps it from happening. */
export interface HookReport {
  readonly place: HookPlace;
  /** What the hook starts, for people; undefined when it is not installed. */
  readonly runs?: string;
  /** The Node.js that is found from where this was typed. */
  readonly inTerminal: NodeFound | undefined;
  /** The same where an editor or another window starts git, with the PATH that a system has by itself. */
  readonly inEditor: NodeFound | undefined;
  /** As sentences, each with what to do; none when it works. */
  readonly problems: readonly string[];
}

export interface NodeFound {
  readonly node: string;
  /** The version of Portside that it ran; undefined when it could not run it. */
  readonly version: string | undefined;
}

/**
 * Looks at the hook and tries what it would do. Nothing of the repository runs: the launcher that is tried is Portside's
 * own copy.
 * @param command program and arguments that start Portside's CLI
 * @throws UsageError when git is missing or the root is in no repository
 */
export async function examineHook(
  root: string,
  command: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<HookReport> {
  const place = await placeOf(root);
  const installed = place.manager === 'git' ? await gitHookOf(place, command) : await managedHookOf(place, root, cwd);
  // What git's own hook names is tried as it is named there; a shared configuration names no program.
  const [node, cli] = command;
  const baked = place.manager === 'git' ? { portside_node: node } : {};
  const tried = { ...baked, portside_cli: cli };
  const [inTerminal, inEditor] = await Promise.all([
    tryLauncher({ ...environment, ...tried }),
    tryLauncher({ ...editorEnvironment(environment), ...tried }),
  ]);
  const problems = [...installed.problems];
  if (!inTerminal) problems.push('No Node.js 20 or later is found. Install one: https://nodejs.org.');
  else if (!inEditor) {
    problems.push(
      `Node.js is found in a terminal only (${inTerminal.node}). Link it to where editors look: ` +
        `sudo ln -s ${inTerminal.node} /usr/local/bin/node.`,
    );
  }
  for (const node of new Set([inTerminal, inEditor].flatMap((each) => (each && !each.version ? each.node : [])))) {
    problems.push(`${node} is found, but does not run ${cli ?? 'Portside'}. Type: ${node} ${cli ?? ''} --version.`);
  }
  return { place, ...(installed.runs !== undefined && { runs: installed.runs }), inTerminal, inEditor, problems };
}

interface Installed {
  readonly runs?: string;
  readonly problems: readonly string[];
}

async function gitHookOf({ gitHook }: HookPlace, command: readonly string[]): Promise<Installed> {
  const there = await readHook(gitHook);
  const state = there === undefined ? 'foreign' : ownership(there);
  const [byHand] = STARTS.exec(there ?? '') ?? [];
  if (there === undefined || state === 'foreign')
    return byHand === undefined ? NOT_INSTALLED : { runs: byHand, problems: [] };
  const runs = `${command.join(' ')} scan --staged`;
  if (state === 'edited') return { runs, problems: [`${gitHook} was edited after Portside wrote it. Look at it.`] };
  const problems: string[] = [];
  if (there !== (await hookText(command))) {
    problems.push('The hook is of another version, or of another copy of Portside. Type "portside hook install".');
  }
  if (process.platform !== 'win32' && ((await stat(gitHook)).mode & 0o111) === 0) {
    problems.push(`Git does not run ${gitHook}, because it may not be executed. Type: chmod +x ${gitHook}.`);
  }
  return { runs, problems };
}

async function managedHookOf(place: HookPlace, root: string, cwd: string): Promise<Installed> {
  const [runs] = STARTS.exec((await readHook(place.file)) ?? '') ?? [];
  if (runs === undefined) return NOT_INSTALLED;
  const problems: string[] = [];
  if (place.manager !== 'git') problems.push(...(await notSetUp(place, place.manager)));
  if (!runs.startsWith('sh ')) return { runs, problems };
  const launcher = runs.slice('sh '.length);
  const isThere = await stat(join(root, launcher)).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const { command } = await sharedCommand(root, cwd);
    problems.push(
      command === runs
        ? `${launcher} is not there. Type: npm install --save-dev portside.`
        : `${launcher} is not there. Type "portside hook uninstall", then "portside hook install".`,
    );
  }
  return { runs, problems };
}

/** What is missing between git and the manager. */
async function notSetUp(place: HookPlace, manager: Exclude<HookPlace['manager'], 'git'>): Promise<string[]> {
  const say = `Type "${setUpOf(manager)}".`;
  if (!place.isActive) return [`Git does not start ${manager} in this clone. ${say}`];
  // It copies its configuration into git's hook.
  const isCopied = manager !== 'simple-git-hooks' || STARTS.test((await readHook(place.gitHook)) ?? '');
  return isCopied ? [] : [`${manager} has not told git of it yet. ${say}`];
}

const NOT_INSTALLED: Installed = { problems: ['The hook is not installed. Type "portside hook install".'] };

/** What a program started from a dock, a menu or a login has: no profile of a shell was read. */
function editorEnvironment({ HOME, USERPROFILE }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // On Windows there is one PATH for all.
  if (process.platform === 'win32') return { ...process.env, USERPROFILE };
  // What launchd gives, and systemd nearly so: https://man7.org/linux/man-pages/man5/systemd.exec.5.html
  return { HOME, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };
}

/** Runs the launcher up to the point where the scan would start. */
function tryLauncher(environment: NodeJS.ProcessEnv): Promise<NodeFound | undefined> {
  return new Promise((resolve) => {
    const shell = spawn('sh', [LAUNCHER, '--check'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
    const output: Buffer[] = [];
    shell.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    shell.on('error', () => resolve(undefined));
    shell.on('close', (code) => {
      const [node = '', version] = Buffer.concat(output).toString('utf8').split(/\r?\n/);
      resolve(node === '' ? undefined : { node, version: code === 0 ? version || undefined : undefined });
    });
  });
}
