/** A real workbench with the packaged extension, and a browser that looks at it, for one file of tests. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { developmentNode, ensureHost } from '../../scripts/setup.mjs';
import { createNetworkLog, networkGuard } from '../support/networkLog.ts';
import { openBrowser } from './browser.ts';
import { type CodeServer, startCodeServer } from './codeServer.mjs';
import { writeWorkspace } from './workspace.ts';

export interface Workbench {
  readonly page: Page;
  readonly server: CodeServer;
  /** The folder that is open. */
  readonly workspace: string;
  /** Keeps a picture of what is to be seen. */
  shoot(name: string): Promise<void>;
  /** Keeps what tells why a test has failed. */
  keepEvidence(): Promise<void>;
  /** What anything has asked of the network since the last call; nothing, if all is well. */
  takeNetworkUse(): unknown[];
  close(): Promise<void>;
}

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'portside.vsix');

/** How long anything that a person waits for may take. */
export const STEP_LIMIT_MS = 60_000;

/** Opens one. @param name of the folder for its pictures, below test/e2e/screenshots */
export async function openWorkbench(name: string): Promise<Workbench> {
  assert.ok(existsSync(vsix), 'dist/portside.vsix is missing: npm run package');
  const screenshots = join(import.meta.dirname, '..', 'e2e', 'screenshots', name);
  rmSync(screenshots, { recursive: true, force: true });
  mkdirSync(screenshots, { recursive: true });
  ensureHost();
  const network = createNetworkLog();
  const workspace = writeWorkspace();
  const server = await startCodeServer({
    node: developmentNode,
    vsix,
    nodeOptions: ['--require', networkGuard],
    env: { PORTSIDE_TEST_NETWORK: 'loopback', PORTSIDE_TEST_NETWORK_LOG: network.file },
  });
  const browser = await openBrowser();
  const { page } = browser;
  page.setDefaultTimeout(STEP_LIMIT_MS);

  const shoot = async (picture: string): Promise<void> => {
    await page.screenshot({ path: join(screenshots, `${picture}.png`) });
  };

  return {
    page,
    server,
    workspace,
    shoot,
    async keepEvidence() {
      await shoot('failure').catch(() => {});
      cpSync(server.logFolder, join(screenshots, 'logs'), { recursive: true });
    },
    takeNetworkUse: () => [...network.takeAttempts(), ...browser.foreignRequests],
    async close() {
      await browser.close();
      await server.stop();
      rmSync(workspace, { recursive: true, force: true, maxRetries: 5 });
      network.remove();
    },
  };
}
