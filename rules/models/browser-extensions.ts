import { libraryModel } from '../../engine/model.ts';

/**
 * Extensions of browsers. Facts: https://developer.chrome.com/docs/extensions/develop/concepts/messaging (`onMessageExternal`
 * hears pages and other extensions; what a content script sends may be a page's words),
 * https://developer.chrome.com/docs/extensions/reference/api/tabs, https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API.
 */
function everywhere(...paths: string[]): string[] {
  return paths.flatMap((path) => [`global.chrome.${path}`, `global.browser.${path}`, `default.${path}`]);
}

export default libraryModel({
  package: ['webextension-polyfill', 'wxt/browser'],
  types: [
    { type: 'Message' },
    { type: 'OutsideMessage' },
    { type: 'Port' },
    { type: 'OutsidePort' },
    { type: 'Typed' },
    { type: 'Tab' },
    { type: 'Tabs' },
    { type: 'Stored' },
  ],
  handlers: [
    { to: everywhere('runtime.onMessage.addListener'), parameters: ['Message'] },
    { to: everywhere('runtime.onMessageExternal.addListener'), parameters: ['OutsideMessage'] },
    { to: everywhere('runtime.onConnect.addListener'), parameters: ['Port'] },
    { to: everywhere('runtime.onConnectExternal.addListener'), parameters: ['OutsidePort'] },
    { to: ['Port#onMessage.addListener'], parameters: ['Message'] },
    { to: ['OutsidePort#onMessage.addListener'], parameters: ['OutsideMessage'] },
    { to: everywhere('omnibox.onInputEntered.addListener'), parameters: ['Typed'] },
    { to: everywhere('tabs.get', 'tabs.getCurrent'), parameters: ['Tab'] },
    { to: everywhere('tabs.query'), parameters: ['Tabs'] },
    { to: everywhere('tabs.onUpdated.addListener'), parameters: ['', '', 'Tab'] },
    {
      to: everywhere('storage.local.get', 'storage.sync.get', 'storage.session.get'),
      parameters: ['Stored'],
    },
  ],
  sources: [
    { trust: 'remote', from: ['OutsideMessage#'], label: 'a message of a page or another extension' },
    // The extension's own scripts send it, of which one stands in every page.
    { trust: 'stored', from: ['Message#'], label: 'a message of another part of the extension' },
    { trust: 'local', from: ['Typed#'], shape: 'text', label: 'what the user typed' },
    {
      trust: 'browser',
      from: ['title', 'url', 'pendingUrl', 'favIconUrl'].flatMap((name) => [
        `Tab#${name}`,
        `Tabs#*.${name}`,
        ...everywhere('tabs.get', 'tabs.getCurrent').map((path) => `${path}().${name}`),
        ...everywhere('tabs.query').map((path) => `${path}().*.${name}`),
      ]),
      shape: 'text',
      kinds: ['html-text', 'html-attribute', 'code', 'sql-value', 'path', 'regex', 'shell-command'],
      label: 'a title or URL of a page',
    },
    {
      trust: 'stored',
      from: [
        'Stored#',
        ...everywhere('storage.local.get', 'storage.sync.get', 'storage.session.get').map((path) => `${path}()`),
      ],
      members: true,
      confidence: 'low',
      label: "the extension's storage",
    },
  ],
  sinks: [
    // Manifest version 2: https://developer.chrome.com/docs/extensions/mv2/reference/tabs#method-executeScript
    { rule: 'code-injection', call: everywhere('tabs.executeScript'), argument: 0, path: 'code' },
    { rule: 'code-injection', call: everywhere('tabs.executeScript'), argument: 1, path: 'code' },
    { rule: 'code-injection', call: everywhere('devtools.inspectedWindow.eval'), argument: 0 },
    { rule: 'dom-xss-url', call: everywhere('tabs.create', 'windows.create'), argument: 0, path: 'url' },
    { rule: 'dom-xss-url', call: everywhere('tabs.update'), argument: 1, path: 'url' },
  ],
});
