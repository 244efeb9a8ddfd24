/**
 * Takes the picture of the README anew: the example in the real workbench, with a finding, the way of its data and its
 * quick fix. Needs dist/portside.vsix.
 *
 *     npm run package && node scripts/run.mjs scripts/screenshot.ts
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../test/host/browser.ts';
import { startCodeServer } from '../test/host/codeServer.mjs';
import { developmentNode, ensureHost } from './setup.mjs';

const root = join(import.meta.dirname, '..');
const picture = join(root, 'docs', 'finding.png');
const FILE = 'server/routes/stock.ts';
const RULE = 'sql-injection';

const SETTINGS = {
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'editor.fontSize': 13,
  'editor.scrollBeyondLastLine': false,
};

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-picture-')));
const shop = join(folder, 'kettle-and-leaf');
// Without its tsconfig.json, which asks for packages that are not installed.
cpSync(join(root, 'examples', 'shop'), shop, { recursive: true, filter: (path) => !path.endsWith('tsconfig.json') });
execFileSync('git', ['init', '--quiet'], { cwd: shop });
ensureHost();
const server = await startCodeServer({
  node: developmentNode,
  vsix: join(root, 'dist', 'portside.vsix'),
  settings: SETTINGS,
  flags: ['--disable-workspace-trust'],
});
const browser = await openBrowser();
try {
  const { page } = browser;
  await page.setViewportSize({ width: 1100, height: 720 });
  await page.goto(server.urlOf(shop, [['openFile', server.uriOf(join(shop, FILE))]]));
  await page.locator('.cdr.squiggly-error').first().waitFor();
  const command = async (title: string) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget .quick-input-box input').fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  };
  await command('View: Close Primary Side Bar');
  await command('View: Focus Problems');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: RULE }).first();
  // Shows its place, and then the way of its data.
  await problem.dblclick();
  await problem.click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'sku' }).nth(2).waitFor();
  await command('View: Focus Active Editor Group');
  // Without a selection nobody offers to extract it.
  await page.keyboard.press('ArrowRight');
  await page.locator('[class*="codicon-gutter-lightbulb"], .lightBulbWidget').first().waitFor();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget:not(.action-list-submenu-panel) .monaco-list-row.action').first().waitFor();
  await page.screenshot({ path: picture });
  console.log(picture);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
