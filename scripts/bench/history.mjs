// @ts-check
/**
 * `npm run bench -- --part history`: how long a scan of a history takes, and what memory it has while it runs, on
 * repositories that it makes: the longest has twenty times the commits of the shortest. Started by bench.mjs on the development Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './options.mjs';
import { portsidePrograms } from './portside.mjs';

const { node } = readOptions(process.argv.slice(2));
const SIZES = [1000, 5000, 20_000];
/** Memory is looked at this often, and told for so many parts of the run. */
const SAMPLE_MS = 100;
const PARTS = 10;

/** What the code speaks of: also the words that announce a credential. */
const WORDS = [
  'order',
  'user',
  'price',
  'token',
  'session',
  'cart',
  'password',
  'key',
  'total',
  'address',
  'secret',
  'name',
];

const scratch = mkdtempSync(join(tmpdir(), 'portside-history-'));
try {
  const { command } = portsidePrograms(scratch);
  for (const commits of SIZES) {
    const folder = join(scratch, `history-${commits}`);
    await makeHistory(folder, commits);
    const args = [...command.args, '--history', '--no-cache', '--format', 'json'];
    const { samples, seconds, report } = await run(args, folder);
    const parts = Array.from({ length: PARTS }, (_, part) => {
      const from = Math.floor((samples.length * part) / PARTS);
      return Math.max(...samples.slice(from, Math.max(from + 1, Math.floor((samples.length * (part + 1)) / PARTS))));
    });
    console.log(
      `${report.history.commits} commits, ${report.receipt.analysed} files of them looked into, ` +
        `${report.findings.length} values found, in ${seconds.toFixed(1)} s`,
    );
    console.log(`  most memory in each tenth of the run, MB: ${parts.map((mb) => mb.toFixed(0)).join('  ')}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Runs Portside in a folder and looks at its memory.
 * @param {readonly string[]} args
 * @param {string} folder
 */
async function run(args, folder) {
  const start = performance.now();
  const child = spawn(node, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {number[]} */
  const samples = [];
  const timer = setInterval(() => {
    const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' });
    if (Number(stdout) > 0) samples.push(Number(stdout) / 1024);
  }, SAMPLE_MS);
  /** @type {Buffer[]} */
  const printed = [];
  child.stdout.on('data', (chunk) => printed.push(chunk));
  await once(child, 'close');
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  return { samples, seconds, report: JSON.parse(Buffer.concat(printed).toString()) };
}

/**
 * Makes a repository: each commit rewrites some lines of three of 300 files; one in a hundred adds a password, and a
 * later one takes it away. Nobody ever had these passwords.
 * @param {string} folder
 * @param {number} commits
 */
async function makeHistory(folder, commits) {
  spawnSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  const git = spawn('git', ['fast-import', '--quiet'], { cwd: folder, stdio: ['pipe', 'inherit', 'inherit'] });
  const random = numbers(commits);
  /** @type {Map<string, string[]>} */
  const files = new Map();
  for (let commit = 1; commit <= commits; commit++) {
    /** @type {string[]} */
    const stream = [];
    const message = `change ${commit}\n`;
    stream.push(
      `commit refs/heads/main\ncommitter A <a@example.org> ${1_600_000_000 + commit * 60} +0000\n`,
      `data ${Buffer.byteLength(message)}\n${message}`,
    );
    for (let change = 0; change < 3; change++) {
      const number = random() % 300;
      const path = `src/${number % 20}/file${number}.ts`;
      const lines = files.get(path) ?? Array.from({ length: 120 }, () => lineOf(random));
      for (let line = 0; line < 8; line++) lines[random() % lines.length] = lineOf(random);
      if (change === 0 && commit % 100 === 0) {
        const password = ['Zx', random().toString(36), '&', random().toString(36)].join('');
        lines[random() % lines.length] = `  const connection = { host: 'db', password: '${password}' };`;
      }
      files.set(path, lines);
      const text = `${lines.join('\n')}\n`;
      stream.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
    }
    if (!git.stdin.write(stream.join(''))) await once(git.stdin, 'drain');
  }
  git.stdin.end();
  await once(git, 'close');
}

/**
 * A line of code as programs have it; the words of credentials stand in it without one.
 * @param {() => number} random
 */
function lineOf(random) {
  const word = () => WORDS[random() % WORDS.length] ?? 'order';
  switch (random() % 4) {
    case 0:
      return `  const ${word()}${random() % 1000} = await load(${word()}.${word()}, { limit: ${random() % 100} });`;
    case 1:
      return `  if (!${word()}.${word()}) throw new Error('no ${word()} for this ${word()}');`;
    case 2:
      return `  ${word()}.${word()} = ${word()}.map((each) => each.${word()} * ${random() % 10});`;
    default:
      return `  // The ${word()} of a ${word()} is checked where it comes in, see ${word()}.ts.`;
  }
}

/**
 * A small generator of numbers (xorshift32): the same repository in each run.
 * @param {number} seed
 */
function numbers(seed) {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
