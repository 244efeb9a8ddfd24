import { libraryModel } from '../../engine/model.ts';

/**
 * A browser on the server opens what it is told to, `file:` and the inside of the network included, and text that it
 * evaluates runs in the page. Facts: https://pptr.dev/api/puppeteer.page.goto, https://pptr.dev/api/puppeteer.page.evaluate,
 * https://playwright.dev/docs/api/class-page, https://playwright.dev/docs/api/class-apirequestcontext.
 */
const EVALUATE = ['evaluate', 'evaluateHandle', 'evaluateOnNewDocument', 'addInitScript', 'waitForFunction'];

export default libraryModel({
  package: [
    'puppeteer',
    'puppeteer-core',
    'puppeteer-extra',
    'playwright',
    'playwright-core',
    '@playwright/test',
    'playwright-chromium',
    '@cloudflare/puppeteer',
  ],
  types: [
    {
      type: 'Browser',
      is: [
        'launch()',
        'connect()',
        'default.launch()',
        'default.connect()',
        ...['chromium', 'firefox', 'webkit'].flatMap((name) => [
          `${name}.launch()`,
          `${name}.connect()`,
          `${name}.connectOverCDP()`,
          `${name}.launchPersistentContext()`,
        ]),
        'Browser#newContext()',
        'Browser#createBrowserContext()',
        'Browser#createIncognitoBrowserContext()',
      ],
    },
    { type: 'BrowserContext', extends: ['Browser'] },
    { type: 'Page', is: ['Browser#newPage()', 'Browser#pages().*'] },
    { type: 'Frame', is: ['Page#mainFrame()', 'Page#frames().*'] },
  ],
  sinks: [
    { rule: 'ssrf-headless-browser', call: ['Page#setContent'], argument: 0 },
    { rule: 'ssrf', call: ['Page#goto', 'Frame#goto'], argument: 0 },
    {
      rule: 'ssrf',
      call: ['get', 'post', 'put', 'patch', 'delete', 'head', 'fetch'].map((name) => `Page#request.${name}`),
      argument: 0,
    },
    {
      rule: 'ssrf',
      call: ['Page#addScriptTag', 'Page#addStyleTag', 'Frame#addScriptTag'],
      argument: 0,
      path: 'url',
    },
    {
      rule: 'code-injection',
      call: EVALUATE.flatMap((name) => [`Page#${name}`, `Frame#${name}`, `BrowserContext#${name}`]),
      argument: 0,
    },
    { rule: 'code-injection', call: ['Page#$eval', 'Page#$$eval'], argument: 1 },
    { rule: 'code-injection', call: ['Page#addScriptTag', 'Frame#addScriptTag'], argument: 0, path: 'content' },
  ],
});
