// @ts-check
/**
 * What stands between a person and a commit: ten changed files of a project of some thousand are judged by a new process,
 * with a cache that knows the project as it was before, and without one. And the scan of the whole project, the first time
 * and the second.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { median, runProgram } from './measure.mjs';
import { modulesOf } from './synthetic.mjs';

/**
 * @typedef {object} Commit
 * @property {string} name
 * @property {number} cpuMs of the process from its start to its end
 * @property {number} wallMs
 * @property {number} rssMb
 */

/** @typedef {{ readonly files: number, readonly changed: number, readonly commits: readonly Commit[] }} Commits */

/**
 * Medians. Each measured run starts with the same cache: of a whole scan and of the commit before.
 * @param {{ node: string, args: readonly string[], files: number, rounds: number }} setting `args` start a scan
 * @returns {Promise<Commits>}
 */
export async function measureCommits({ node, args, files, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'portside-commits-'));
  const root = join(folder, 'project');
  const caches = join(folder, 'caches');
  const kept = join(folder, 'kept');
  const git = (/** @type {string[]} */ ...argv) => {
    const person = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...person, ...argv], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${argv[0]} failed: ${stderr}`);
  };
  const env = { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches };
  const scan = (/** @type {string[]} */ ...options) =>
    runProgram(node, [...args, ...options, '--format', 'json'], { cwd: root, env });
  try {
    const made = projectOf(files);
    write(root, made.before);
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--message=start');
    await scan('.');
    write(root, made.earlier);
    git('add', '--all');
    await scan('--staged');
    git('commit', '--quiet', '--no-verify', '--message=earlier');
    cpSync(caches, kept, { recursive: true });
    write(root, made.changed);
    git('add', '--all');

    /** @type {Map<string, import('./measure.mjs').Run[]>} */
    const runs = new Map();
    for (let round = 0; round < rounds; round++) {
      for (const { name, options, isWarm, found } of CONTESTANTS) {
        rmSync(caches, { recursive: true, force: true });
        if (isWarm) cpSync(kept, caches, { recursive: true });
        const run = await scan(...options);
        if (found(JSON.parse(run.stdout).findings, made.planted) === false)
          throw new Error(`${name} does not find what was planted.`);
        runs.set(name, [...(runs.get(name) ?? []), run]);
      }
    }
    const commits = CONTESTANTS.map(({ name }) => {
      const of = runs.get(name) ?? [];
      return {
        name,
        cpuMs: median(of.map(({ cpuMs }) => cpuMs)),
        wallMs: median(of.map(({ wallMs }) => wallMs)),
        rssMb: median(of.map(({ rssMb }) => rssMb)),
      };
    });
    return { files: Object.keys(made.before).length, changed: Object.keys(made.changed).length, commits };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** In a commit one flow is new; a whole scan finds those that were there before, too. */
const CONTESTANTS = [
  {
    name: 'what is staged, cached',
    options: ['--staged'],
    isWarm: true,
    found: (/** @type {unknown[]} */ findings) => findings.length === 1,
  },
  {
    name: 'what is staged, --no-cache',
    options: ['--staged', '--no-cache'],
    isWarm: false,
    found: (/** @type {unknown[]} */ findings) => findings.length === 1,
  },
  {
    name: 'everything, cached',
    options: ['.'],
    isWarm: true,
    found: (/** @type {unknown[]} */ findings, /** @type {number} */ planted) => findings.length === planted,
  },
  {
    name: 'everything, the first time',
    options: ['.'],
    isWarm: false,
    found: (/** @type {unknown[]} */ findings, /** @type {number} */ planted) => findings.length === planted,
  },
];

/**
 * A project, and the commits that are made to it: one file is changed, then ten, of which one brings a flow.
 * @param {number} count of files
 */
function projectOf(count) {
  const { texts, planted } = modulesOf(count);
  const before = { 'package.json': '{ "name": "project", "type": "module" }\n', ...Object.fromEntries(texts) };
  const changeable = [...texts.keys()].filter((path) => /^(?:handlers|services)\//.test(path));
  const isSafe = (/** @type {string} */ path) => texts.get(path)?.includes('= $1') === true;
  const flowing = [...texts.keys()].find(isSafe) ?? '';
  const step = Math.floor(changeable.length / 9);
  const paths = changeable.filter((_, index) => index % step === 0).slice(0, 9);
  const changed = Object.fromEntries(paths.map((path) => [path, withStatement(texts.get(path) ?? '')]));
  changed[flowing] = (texts.get(flowing) ?? '').replace("= $1', [id])", "= ' + id)");
  const earlier = { [changeable[1] ?? '']: withStatement(texts.get(changeable[1] ?? '') ?? '') };
  return { before, earlier, changed, planted: planted + 1 };
}

/** @param {string} text */
function withStatement(text) {
  return text.replace(/\) \{\n/, ') {\n  const started = Date.now();\n');
}

/**
 * @param {string} root
 * @param {Readonly<Record<string, string>>} files
 */
function write(root, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
