import { libraryModel } from '../../engine/model.ts';

/**
 * Extensions of VS Code. Facts: https://code.visualstudio.com/api/references/vscode-api,
 * https://code.visualstudio.com/api/extension-guides/webview#passing-messages-from-a-webview-to-an-extension,
 * https://code.visualstudio.com/api/extension-guides/workspace-trust (settings and files of a workspace are those of whoever
 * made it; off until `local` is turned on).
 */
export default libraryModel({
  package: 'vscode',
  types: [
    { type: 'WebviewPanel', is: ['window.createWebviewPanel()'] },
    { type: 'Webview', is: ['WebviewPanel#webview', 'WebviewView#webview'] },
    { type: 'WebviewView' },
    { type: 'Terminal', is: ['window.createTerminal()', 'window.activeTerminal', 'window.terminals.*'] },
    { type: 'WorkspaceConfiguration', is: ['workspace.getConfiguration()'] },
    {
      type: 'TextDocument',
      is: ['window.activeTextEditor.document', 'TextEditor#document', 'workspace.openTextDocument()'],
    },
    { type: 'Message' },
    { type: 'Link' },
    { type: 'ToolCall' },
  ],
  handlers: [
    { to: ['Webview#onDidReceiveMessage'], parameters: ['Message'] },
    // Any page can open `vscode://publisher.extension/…`.
    { to: ['window.registerUriHandler'], option: 'handleUri', parameters: ['Link'] },
    { to: ['lm.registerTool'], option: 'invoke', parameters: ['ToolCall'] },
    {
      to: ['window.registerWebviewViewProvider'],
      argument: 1,
      option: 'resolveWebviewView',
      parameters: ['WebviewView'],
    },
  ],
  sources: [
    { trust: 'browser', from: ['Message#'], label: 'a message of a webview' },
    {
      trust: 'remote',
      from: ['Link#', 'Link#query', 'Link#path', 'Link#fragment'],
      shape: 'text',
      label: 'a link to this extension',
    },
    { trust: 'model', from: ['ToolCall#input'], label: 'a tool call of a model' },
    {
      trust: 'local',
      from: ['WorkspaceConfiguration#get()', 'TextDocument#getText()', 'workspace.fs.readFile()'],
      label: 'the workspace',
    },
  ],
  sinks: [
    { rule: 'command-injection', call: ['Terminal#sendText'], argument: 0 },
    // With a list behind it, the first argument is a command whose arguments are quoted:
    // https://code.visualstudio.com/api/references/vscode-api#ShellExecution
    { rule: 'command-injection', call: ['ShellExecution'], argument: 0 },
    { rule: 'dom-xss', write: ['Webview#html'] },
  ],
});
