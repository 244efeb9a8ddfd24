import { type Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { State, Status } from '../../server/protocol.ts';
import type { Server } from '../languageClient.ts';

/** How each state looks, and what a click on it does. */
const APPEARANCES: Readonly<Record<State, { icon: string; isWarning: boolean; command: string; click: string }>> = {
  idle: { icon: 'shield', isWarning: false, command: 'portside.scanWorkspace', click: 'scan the workspace' },
  analysing: { icon: 'sync~spin', isWarning: false, command: 'portside.showLog', click: 'show the log' },
  incomplete: { icon: 'warning', isWarning: true, command: 'portside.showLog', click: 'show the log' },
  mostlyExcluded: {
    icon: 'eye-closed',
    isWarning: true,
    command: 'portside.showEffectiveConfiguration',
    click: 'show the configuration',
  },
};

/** The item in the status bar that tells what Portside does, and when it does not look at everything. */
export function createStatusBar(server: Server): Disposable {
  const item = window.createStatusBarItem('portside.status', StatusBarAlignment.Right, 0);
  item.name = 'Portside';
  const show = ({ state, detail }: Status) => {
    const { icon, isWarning, command, click } = APPEARANCES[state];
    item.text = `$(${icon}) Portside`;
    item.tooltip = `Portside: ${detail}\nClick to ${click}`;
    item.accessibilityInformation = { label: `Portside: ${detail}` };
    item.backgroundColor = isWarning ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.command = command;
    item.show();
  };
  const listener = server.onNotification('portside/status', show);
  return {
    dispose() {
      listener.dispose();
      item.dispose();
    },
  };
}
