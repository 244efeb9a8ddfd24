/**
 * Two ways to run the same suite inside a real extension host: in desktop VS Code, and in code-server with a headless
 * browser where the desktop build cannot be had.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { developmentNode, ensureHost } from '../../scripts/setup.mjs';
import { openBrowser } from '../host/browser.ts';
import { startCodeServer } from '../host/codeServer.mjs';
import { networkGuard } from '../support/networkLog.ts';

export interface SuiteRun {
  /** The folder of the extension under test. */
  readonly extension: string;
  /** The CommonJS module whose `run()` runs the tests. */
  readonly suite: string;
  /** The folder to open. */
  readonly workspace: string;
  /** Environment of the extension host. */
  readonly env: Readonly<Record<string, string>>;
  /** Where to put what helps to understand a failure. */
  readonly failureFolder: string;
}

const TIME_LIMIT_MS = 5 * 60_000;

/**
 * Runs the suite in desktop VS Code: the one that VSCODE_EXECUTABLE names, else the newest, downloaded.
 * @returns the code that VS Code ended with, 0 when all tests passed
 */
export async function runInDesktop({ extension, suite, workspace, env }: SuiteRun): Promise<number> {
  const userData = mkdtempSync(join(tmpdir(), 'portside-data-'));
  const executable = process.env['VSCODE_EXECUTABLE'];
  try {
    return await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: env,
      launchArgs: [workspace, '--disable-extensions', '--user-data-dir', userData],
    });
  } catch (error) {
    // It throws when a test has failed as well: the report says which.
    if (error instanceof TestRunFailedError && error.code !== undefined) return error.code;
    throw error;
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Runs the suite in code-server. Every process of it is kept off the network.
 * @returns 0 when all tests passed
 * @throws {Error} when the suite does not end within five minutes, or the page asks for something outside this machine
 */
export async function runInCodeServer({ extension, suite, workspace, env, failureFolder }: SuiteRun): Promise<number> {
  ensureHost();
  const server = await startCodeServer({
    node: developmentNode,
    env: { ...env },
    nodeOptions: ['--require', networkGuard],
    // Without the smoke-test driver a built VS Code ignores the paths of a suite.
    flags: ['--disable-workspace-trust', '--vscode-option', 'enable-smoke-test-driver'],
  });
  const browser = await openBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const { page } = browser;
  const said: string[] = [];
  let hasPassed = false;
  try {
    await page.exposeFunction('codeAutomationLog', (level: string, args: unknown[]) => {
      said.push(`[${level}] ${format(...args)}`);
    });
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(
      server.urlOf(workspace, [
        ['extensionDevelopmentPath', server.uriOf(extension)],
        ['extensionTestsPath', server.uriOf(suite)],
        ['skipWelcome', 'true'],
      ]),
    );
    const code = await within(TIME_LIMIT_MS, exit);
    if (browser.foreignRequests.length > 0) throw new Error(`The page asked for ${browser.foreignRequests.join(', ')}`);
    hasPassed = code === 0;
    return code;
  } finally {
    if (!hasPassed) {
      mkdirSync(failureFolder, { recursive: true });
      await page.screenshot({ path: join(failureFolder, 'workbench.png') }).catch(() => {});
      cpSync(server.logFolder, failureFolder, { recursive: true });
      writeFileSync(join(failureFolder, 'workbench.log'), said.join('\n'));
    }
    await browser.close();
    await server.stop();
  }
}

/** Waits for a promise, but no longer than this. */
function within<T>(limit: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The suite did not end within ${limit / 60_000} minutes`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
