/** The browser that looks at the workbench: headless Chromium, kept to this machine. */
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/setup.mjs';

export interface WorkbenchBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The addresses outside this machine that a page asked for. */
  readonly foreignRequests: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a browser with one empty page.
 * @throws {Error} when there is no Chromium, with the command that installs it
 */
export async function openBrowser(): Promise<WorkbenchBrowser> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    // No name leads anywhere but to this machine, whatever the browser itself would like to ask.
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const foreignRequests: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') foreignRequests.push(request.url());
  });
  return { context, page: await context.newPage(), foreignRequests, close: () => browser.close() };
}
