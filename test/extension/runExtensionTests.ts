/**
 * Runs the extension's tests inside a real VS Code and says how they went. Needs the built extension (dist/client.cjs).
 *
 *     node test/extension/runExtensionTests.ts            in code-server, which it installs
 *     VSCODE_EXECUTABLE=/path/to/code node test/ext…      in that desktop VS Code
 *     VSCODE_TEST_HOST=desktop node test/ext…             in a desktop VS Code that it downloads (Linux: under xvfb-run)
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeWorkspace } from '../host/workspace.ts';
import { createNetworkLog, networkGuard } from '../support/networkLog.ts';
import { runInCodeServer, runInDesktop } from './launchers.ts';

interface Outcome {
  readonly fullTitle: string;
  readonly duration?: number;
  readonly err: { readonly message?: string; readonly stack?: string };
}

/** What mocha's JSON reporter writes, as far as it is read here. */
interface Report {
  readonly passes: readonly Outcome[];
  readonly failures: readonly Outcome[];
}

const extension = join(import.meta.dirname, '..', '..');
// Inside the extension's folder, since VS Code gives `vscode` to it, and where `mocha` is found; no tool looks in here.
const builtSuite = join(extension, 'node_modules', '.cache', 'portside-suite');
const failureFolder = join(import.meta.dirname, 'failure');

/** An extension host loads CommonJS: each file of the suite becomes a module of its own. */
async function buildSuite(): Promise<string> {
  const sources = join(import.meta.dirname, 'suite');
  rmSync(builtSuite, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(sources)
      .filter((file) => /^index\.ts$|\.test\.ts$/.test(file))
      .map((file) => join(sources, file)),
    outdir: builtSuite,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(builtSuite, 'index.cjs');
}

/** Runs the suite and prints each test; gives the reasons for which the run has failed. */
async function run(): Promise<string[]> {
  if (!existsSync(join(extension, 'dist', 'client.cjs'))) return ['The extension is not built: npm run build'];
  const suite = await buildSuite();
  const folder = mkdtempSync(join(tmpdir(), 'portside-report-'));
  const workspace = writeWorkspace();
  const network = createNetworkLog();
  process.once('exit', () => {
    for (const path of [folder, workspace]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    network.remove();
  });
  rmSync(failureFolder, { recursive: true, force: true });
  const reportFile = join(folder, 'report.json');
  const isDesktop = process.env['VSCODE_EXECUTABLE'] !== undefined || process.env['VSCODE_TEST_HOST'] === 'desktop';
  const code = await (isDesktop ? runInDesktop : runInCodeServer)({
    extension,
    suite,
    workspace,
    failureFolder,
    env: {
      PORTSIDE_TEST_REPORT: reportFile,
      PORTSIDE_TEST_GUARD: networkGuard,
      PORTSIDE_TEST_NETWORK: 'loopback',
      PORTSIDE_TEST_NETWORK_LOG: network.file,
    },
  });
  if (!existsSync(reportFile)) return ['The suite wrote no report: it did not run to its end'];
  const { passes, failures } = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  for (const test of passes) console.log(`  ✔ ${test.fullTitle} (${test.duration ?? 0} ms)`);
  for (const test of failures) console.log(`  ✖ ${test.fullTitle}\n${test.err.stack ?? test.err.message ?? ''}`);
  console.log(`${passes.length} passed, ${failures.length} failed`);
  return [
    ...(passes.length + failures.length === 0 ? ['No test ran'] : []),
    ...(failures.length > 0 ? ['Tests failed'] : []),
    ...(code !== 0 && failures.length === 0 ? [`VS Code ended with ${code}`] : []),
    ...network.takeAttempts().map((attempt) => `The network was used: ${attempt}`),
  ];
}

// An end by Ctrl-C clears up as any other.
process.once('SIGINT', () => process.exit(130));
const reasons = await run().catch((error: unknown) => [
  error instanceof Error ? (error.stack ?? error.message) : String(error),
]);
for (const reason of reasons) console.error(reason);
if (existsSync(failureFolder)) console.error(`See ${failureFolder}`);
process.exitCode = reasons.length > 0 ? 1 : 0;
