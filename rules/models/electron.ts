import { libraryModel } from '../../engine/model.ts';

/**
 * A renderer shows what others wrote, and the main process does what it asks; any page can start the program by its scheme.
 * Facts: https://www.electronjs.org/docs/latest/tutorial/security, https://www.electronjs.org/docs/latest/api/ipc-main,
 * https://www.electronjs.org/docs/latest/api/app#event-open-url-macos, https://www.electronjs.org/docs/latest/api/protocol,
 * https://www.electronjs.org/docs/latest/api/web-contents.
 */
const REST = ['Argument', 'Argument', 'Argument', 'Argument', 'Argument'];

export default libraryModel({
  package: ['electron', 'electron/main', 'electron/renderer', 'electron/common', '@electron/remote'],
  types: [
    {
      type: 'WebContents',
      is: ['BrowserWindow#webContents', 'BrowserView#webContents', 'WebContentsView#webContents'],
    },
    { type: 'BrowserWindow', is: ['BrowserWindow.getFocusedWindow()', 'BrowserWindow.fromWebContents()'] },
    { type: 'Argument' },
    { type: 'DeepLink' },
    { type: 'CommandLine' },
    { type: 'Navigation' },
    { type: 'WindowOpen' },
    { type: 'ProtocolRequest' },
  ],
  handlers: [
    {
      to: [
        ...['handle', 'handleOnce', 'on', 'once', 'addListener'].map((name) => `ipcMain.${name}`),
        ...['handle', 'on', 'once'].map((name) => `WebContents#ipc.${name}`),
      ],
      argument: 1,
      parameters: ['', ...REST],
    },
    { to: ['app.on'], argument: 1, event: ['open-url'], parameters: ['', 'DeepLink'] },
    { to: ['app.on'], argument: 1, event: ['second-instance'], parameters: ['', 'CommandLine'] },
    {
      to: ['WebContents#on', 'app.on'],
      argument: 1,
      event: ['will-navigate', 'will-redirect', 'did-navigate', 'will-frame-navigate', 'new-window'],
      parameters: ['', 'Navigation'],
    },
    { to: ['WebContents#setWindowOpenHandler'], parameters: ['WindowOpen'] },
    {
      to: ['protocol.handle', 'protocol.registerFileProtocol', 'protocol.registerHttpProtocol'],
      argument: 1,
      parameters: ['ProtocolRequest'],
    },
  ],
  routing: [
    {
      call: ['handle', 'handleOnce', 'on', 'once', 'addListener'].map((name) => `ipcMain.${name}`),
      does: 'entry',
      method: 'MESSAGE',
      path: 0,
    },
  ],
  sources: [
    {
      trust: 'browser',
      from: ['Argument#'],
      kinds: [
        'shell-command',
        'argument',
        'program',
        'code',
        'sql-value',
        'sql-identifier',
        'html-text',
        'html-attribute',
        'url-scheme',
        'regex',
        'object-key',
        'object-shape',
        'template',
        'serialized',
      ],
      label: 'a message of a page',
    },
    // Which file to open, and whom to ask, pages of most programs say: that is what the message is for.
    {
      trust: 'browser',
      from: ['Argument#'],
      kinds: ['path', 'url-host', 'url-path'],
      confidence: 'low',
      label: 'a message of a page',
    },
    // "a web page can start the program": anybody chooses what stands behind the scheme.
    { trust: 'remote', from: ['DeepLink#'], shape: 'text', label: 'a link to this program' },
    { trust: 'remote', from: ['CommandLine#'], members: true, shape: 'text', label: 'a link to this program' },
    { trust: 'browser', from: ['Navigation#', 'Navigation#url'], shape: 'text', label: 'where a page wants to go' },
    { trust: 'browser', from: ['WindowOpen#url'], shape: 'text', label: 'what a page wants to open' },
    { trust: 'browser', from: ['ProtocolRequest#url'], shape: 'text', label: 'what a page asks for' },
  ],
  sinks: [
    // Opens files and starts programs by their scheme:
    // https://www.electronjs.org/docs/latest/tutorial/security#15-do-not-use-shellopenexternal-with-untrusted-content
    { rule: 'dom-xss-url', call: ['shell.openExternal'], argument: 0 },
    { rule: 'path-traversal', call: ['shell.openPath', 'shell.trashItem', 'shell.showItemInFolder'], argument: 0 },
    { rule: 'path-traversal', call: ['nativeImage.createFromPath'], argument: 0 },
    { rule: 'path-traversal', call: ['BrowserWindow#loadFile', 'WebContents#loadFile'], argument: 0 },
    // The page gets the rights that this window has.
    { rule: 'dom-xss-url', call: ['BrowserWindow#loadURL', 'WebContents#loadURL'], argument: 0 },
    {
      rule: 'code-injection',
      call: ['WebContents#executeJavaScript', 'WebContents#executeJavaScriptInIsolatedWorld'],
      argument: 0,
    },
    {
      rule: 'code-injection',
      call: ['webFrame.executeJavaScript', 'WebFrameMain#executeJavaScript'],
      argument: 0,
    },
  ],
});
