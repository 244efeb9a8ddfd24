/**
 * What users get: the bundles of dist/, with nothing beside them, on the Node.js that the user has. `npm test` names that
 * one in PORTSIDE_USER_NODE; it is older than the one that runs the tests.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CodeAction,
  createMessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

interface Planted {
  readonly file: string;
  readonly line: number;
  readonly rule: string | readonly string[];
}

const root = join(import.meta.dirname, '..', '..');
const userNode = process.env['PORTSIDE_USER_NODE'] ?? process.execPath;

const WEAK = `const https = require('node:https');

exports.upstream = () => https.request({ host: 'upstream.example', rejectUnauthorized: false });
`;

describe('the bundle', () => {
  let folder: string;
  let dist: string;
  let shop: string;
  before(() => {
    assert.ok(existsSync(join(root, 'dist', 'cli.cjs')), 'dist/cli.cjs is missing: npm run build');
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-bundle-')));
    dist = join(folder, 'dist');
    // Away from the repository: whatever it would still take from node_modules is not there.
    cpSync(join(root, 'dist'), dist, { recursive: true });
    shop = join(folder, 'shop');
    cpSync(join(root, 'examples', 'shop'), shop, { recursive: true });
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const runIn = (node: string, program: string, ...argv: string[]) => {
    const caches = join(folder, 'caches');
    const env = { ...process.env, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches };
    const { status, stdout, stderr } = spawnSync(node, [program, ...argv], { cwd: shop, encoding: 'utf8', env });
    return { status, stdout, stderr };
  };
  const portside = (...argv: string[]) => runIn(userNode, join(dist, 'cli.cjs'), ...argv);

  it('installs a hook that judges a commit, with what lies beside it', function () {
    if (process.platform === 'win32') return this.skip();
    const repository = join(folder, 'repository');
    const run = (program: string, ...argv: string[]) => {
      const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'caches') };
      return spawnSync(program, argv, { cwd: repository, encoding: 'utf8', env });
    };
    const git = (...argv: string[]) => run('git', '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...argv);
    mkdirSync(repository);
    git('init', '--quiet');
    assert.equal(run(userNode, join(dist, 'cli.cjs'), 'hook', 'install').status, 0);
    writeFileSync(join(repository, 'a.js'), WEAK);
    git('add', '.');
    const stopped = git('commit', '--quiet', '--message=x');
    assert.equal(stopped.status, 1);
    assert.match(stopped.stderr, /tls-verification-disabled[\s\S]*To keep it: \/\/ portside-ignore/);
    const doctor = run(userNode, join(dist, 'cli.cjs'), 'hook', 'doctor');
    assert.match(
      doctor.stdout,
      /^Hook {11}.*pre-commit\nRuns {11}.*cli\.cjs scan --staged\nIn a terminal {2}.*, Portside \d/,
    );
    assert.equal(run(userNode, join(dist, 'cli.cjs'), 'hook', 'uninstall').status, 0);
    assert.equal(git('commit', '--quiet', '--message=x').status, 0);
  });

  it('is for the Node.js that package.json asks for', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(portside('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('finds what the sources find, byte for byte', () => {
    const scan = ['scan', '--format', 'sarif'];
    const fromSources = runIn(process.execPath, join(root, 'cli', 'bin.ts'), ...scan);
    const fromBundle = portside(...scan);
    for (const { status, stderr } of [fromSources, fromBundle])
      assert.deepEqual({ status, stderr }, { status: 1, stderr: '' });
    // Not `equal`: nobody reads a difference of hundreds of kilobytes.
    assert.ok(fromBundle.stdout === fromSources.stdout, 'the reports differ');
  });

  it('finds at least 25 of the weaknesses planted in the example, and nothing else', () => {
    const planted: Planted[] = JSON.parse(readFileSync(join(shop, 'expected.json'), 'utf8')).weaknesses;
    const { findings } = JSON.parse(portside('scan', '--format', 'json').stdout);
    const isPlanted = ({ ruleId, location: { path, startLine } }: (typeof findings)[number]) =>
      planted.some(({ file, line, rule }) => file === path && line === startLine && [rule].flat().includes(ruleId));
    const noisy = findings.filter((finding: (typeof findings)[number]) => !isPlanted(finding));
    assert.deepEqual(
      noisy.map(
        ({ ruleId, location }: (typeof findings)[number]) => `${ruleId} ${location.path}:${location.startLine}`,
      ),
      [],
    );
    assert.ok(findings.length >= 25, `${findings.length} found`);
  });

  it('keeps what it has found out for the next time, unless it is told not to', () => {
    const caches = join(folder, 'caches');
    const scan = ['scan', '--format', 'sarif'];
    rmSync(caches, { recursive: true, force: true });
    const without = portside(...scan, '--no-cache');
    assert.ok(!existsSync(caches));
    const cold = portside(...scan);
    assert.ok(process.platform === 'darwin' || existsSync(caches));
    const warm = portside(...scan);
    for (const { status, stdout } of [cold, warm]) assert.ok(status === 1 && stdout === without.stdout);
  });

  it('explains a rule by its page', () => {
    const { status, stdout } = portside('explain', 'sql-injection');
    assert.equal(status, 0);
    assert.ok(
      stdout.startsWith(readFileSync(join(root, 'rules/weaknesses/injection/sql-injection/rule.md'), 'utf8').trimEnd()),
    );
  });

  it('serves an editor: a diagnostic that links to its page, and its fix', async () => {
    const file = join(folder, 'upstream.js');
    writeFileSync(file, WEAK);
    const server = spawn(userNode, [join(dist, 'cli.cjs'), 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    try {
      const textDocument = { uri: pathToFileURL(file).href };
      const found = new Promise<PublishDiagnosticsParams>((resolve) => {
        connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
          if (params.uri === textDocument.uri && params.diagnostics.length > 0) resolve(params);
        });
      });
      connection.onUnhandledNotification(() => {});
      connection.onRequest(() => null);
      connection.listen();
      await connection.sendRequest('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: {
          textDocument: {
            publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
            codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
          },
        },
      });
      await connection.sendNotification('initialized', {});
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { ...textDocument, languageId: 'javascript', version: 1, text: WEAK },
      });
      const [diagnostic] = (await found).diagnostics;
      assert.equal(diagnostic?.code, 'tls-verification-disabled');
      const page = fileURLToPath(diagnostic.codeDescription?.href ?? '');
      assert.match(readFileSync(page, 'utf8'), /^# /);
      const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument,
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      });
      assert.ok(actions.some(({ title }) => /certificate/i.test(title)));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
    } finally {
      connection.dispose();
      server.kill();
    }
  });
});
