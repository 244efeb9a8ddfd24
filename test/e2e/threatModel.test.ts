/**
 * A person at the real workbench, with the packaged extension: starts a threat model, answers a question of a route, sees
 * the answer as a file, changes the route, and is asked again.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench, STEP_LIMIT_MS, type Workbench } from '../host/workbench.ts';

const INSTALL_LIMIT_MS = 10 * 60_000;
const TEST_LIMIT_MS = 4 * 60_000;

describe('the threat model at the workbench', function () {
  this.timeout(TEST_LIMIT_MS);

  let workbench: Workbench;
  let view: FrameLocator;

  before(async function () {
    this.timeout(INSTALL_LIMIT_MS);
    workbench = await openWorkbench('threat-model');
    view = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.keepEvidence();
  });

  after(() => workbench?.close());

  const asked = () => view.getByRole('article', { name: 'RATE of GET /ping' });

  /** The text of a file of the workspace, once it is there. */
  async function written(...path: string[]): Promise<string> {
    const file = join(workbench.workspace, ...path);
    for (const end = Date.now() + STEP_LIMIT_MS; !existsSync(file); await delay(50))
      assert.ok(Date.now() < end, `${file} is written`);
    return readFileSync(file, 'utf8');
  }

  it('begins with six lines about the service', async () => {
    const { page, server, workspace, shoot } = workbench;
    const file = join(workspace, 'src', 'ping.js');
    await page.goto(server.urlOf(workspace, [['openFile', server.uriOf(file)]]));
    await page.locator('.tab.active[data-resource-name="ping.js"]').waitFor();
    await page.locator('.cdr.squiggly-error').waitFor();

    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget .quick-input-box input').fill('>Portside: Show Threat Model');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Threat Model' }).first().click();
    await view.getByLabel('Service').fill('Pinger');
    await view.getByLabel('Owners').fill('team-network');
    await shoot('1-header');
    await view.getByRole('button', { name: 'Start the threat model' }).click();

    await view.getByRole('heading', { name: 'Threat model: Pinger' }).waitFor();
    assert.match(await written('.portside', 'threat-model.yaml'), /service: Pinger/);
    assert.match(await written('.portside', 'model.lock.json'), /entry:express:GET:\/ping/);
  });

  it('says above a route what is open, and leads to it', async () => {
    const { page, shoot } = workbench;
    const lens = page.locator('.codelens-decoration a', { hasText: /open.questions/ });
    await lens.waitFor();
    assert.match((await lens.textContent()) ?? '', /^\d.open.questions,.1.broken$/);
    await lens.click();
    await asked().waitFor();
    await shoot('2-questions');
  });

  it('writes an answer into the file of its route, by the keyboard alone', async () => {
    const { page, shoot } = workbench;
    const answer = asked().locator('form');
    await asked().locator('summary', { hasText: 'Answer' }).focus();
    await page.keyboard.press('Enter');
    await answer.getByRole('radio', { name: 'Does not apply' }).focus();
    await page.keyboard.press('Space');
    await answer.getByLabel('Because').focus();
    await page.keyboard.type('Only reachable from the office network');
    await shoot('3-answer');
    await answer.getByRole('button', { name: 'Save the answer' }).focus();
    await page.keyboard.press('Enter');

    const text = await written('.portside', 'elements', 'entry', 'get-ping.yaml');
    assert.match(text, /element: entry:express:GET:\/ping/);
    assert.match(text, /q: RATE/);
    assert.match(text, /state: n\/a/);
    assert.match(text, /Only reachable from the office network/);
    // What is settled is out of the way, until somebody wants to see it.
    await asked().waitFor({ state: 'detached' });
    await view.getByRole('checkbox', { name: 'Open questions only' }).uncheck();
    await asked().getByText('answered', { exact: true }).waitFor();
    await shoot('4-answered');
  });

  it('takes an answer for a group, but for those that somebody unchecks', async () => {
    const { page, shoot } = workbench;
    const item = view.getByRole('article', { name: 'AUTHN-ROUTE of GET /ping' });
    await item.locator('summary', { hasText: 'Answer' }).focus();
    await page.keyboard.press('Enter');
    const answer = item.locator('form');
    await answer.getByRole('radio', { name: 'Yes, it holds' }).check();
    await answer.getByLabel('Because').fill('The office network asks for a certificate');
    await answer.locator('select[name=group]').selectOption({ label: 'all 2 entry points' });
    await answer.getByRole('button', { name: 'Save the answer' }).click();
    const quickPick = page.locator('.quick-input-widget');
    await quickPick
      .locator('.monaco-list-row', { hasText: 'GET /orders' })
      .locator('[role=checkbox], .quick-input-list-checkbox')
      .first()
      .click();
    await shoot('5-exceptions');
    await quickPick.getByRole('button', { name: 'OK' }).click();
    const text = await written('.portside', 'groups', 'entry-points.yaml');
    assert.match(text, /q: AUTHN-ROUTE/);
    assert.match(text, /except:\s+- entry:express:GET:\/orders/);
    await item.getByText('answered', { exact: true }).waitFor();
  });

  for (const theme of ['Light Modern', 'Dark Modern', 'Default High Contrast', 'Default High Contrast Light']) {
    it(`can be read in the theme ${theme}`, async () => {
      const { workspace, shoot } = workbench;
      const before = await view.locator('body').getAttribute('data-vscode-theme-id');
      mkdirSync(join(workspace, '.vscode'), { recursive: true });
      writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
      if (before !== theme) await view.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      await shoot(`theme-${theme.toLowerCase().replaceAll(' ', '-')}`);
      const contrasts = await view.locator('body').evaluate((body) => {
        const channels = (color: string): number[] => {
          const canvas = body.ownerDocument.createElement('canvas').getContext('2d', { willReadFrequently: true });
          if (!canvas) return [];
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        };
        // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
        const luminance = (color: string): number =>
          channels(color)
            .map((channel) => channel / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
        const style = (element: typeof body) => body.ownerDocument.defaultView!.getComputedStyle(element);
        const page = style(body).getPropertyValue('--vscode-editor-background');
        return [...body.querySelectorAll('h1, .asks, .mark, .quiet, button.place, label, summary')].map((element) => {
          const [a, b] = [luminance(style(element).color), luminance(page)].sort((one, other) => other - one);
          return { what: `${element.tagName} ${element.className}`, contrast: ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05) };
        });
      });
      assert.ok(contrasts.length > 10);
      // https://www.w3.org/TR/WCAG22/#contrast-minimum; large and decorated marks may have less.
      assert.deepEqual(
        contrasts.filter(({ what, contrast }) => contrast < (what.includes('mark') ? 3 : 4.5)),
        [],
      );
    });
  }

  it('asks again when the route has changed', async () => {
    const { page, shoot } = workbench;
    await page.locator('.view-line', { hasText: 'exec' }).last().click();
    await page.keyboard.press('Home');
    await page.keyboard.type("exec('logger pinged');");
    await asked().getByText('stale', { exact: true }).waitFor();
    await shoot('6-asked-again');
  });

  it('has used no network', () => {
    assert.deepEqual(workbench.takeNetworkUse(), []);
  });
});
