/** The checklist beside the code: one panel for each folder, filled by the server and kept as the code changes. */
import { randomBytes } from 'node:crypto';
import { type Disposable, Range, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { ThreatChecklist } from '../../../server/protocol.ts';
import type { Server } from '../../languageClient.ts';
import type { ShownDocuments } from '../shownDocuments.ts';
import { messageFrom, type PageMessage } from './messages.ts';
import { checklistBody, checklistPage, type Look } from './page.ts';
import { pickExceptions } from './pickExceptions.ts';

export interface ThreatPanels extends Disposable {
  /** Shows a folder's threat model, at an element when one is named. @param folder its URI; null: the first folder */
  show(folder: string | null, element?: string): Promise<void>;
}

/** Changes that come one after the other are looked at once. */
const PAUSE_MS = 400;

/** Makes the panels; none is open. */
export function createThreatPanels(server: Server, documents: ShownDocuments): ThreatPanels {
  const panels = new Map<string, Panel>();
  const listener = server.onNotification('portside/threatsChanged', ({ folder }) => panels.get(folder)?.changed());

  return {
    async show(folder, element) {
      const checklist = await server.request('portside/threats', { folder, stay: true });
      let panel = panels.get(checklist.folder);
      if (!panel) {
        panel = openPanel(server, documents, checklist.folder);
        panels.set(checklist.folder, panel);
        panel.onClosed(() => {
          panels.delete(checklist.folder);
          // A server that is gone knows of nobody who stays.
          server.request('portside/leaveThreats', { folder: checklist.folder }).catch(() => {});
        });
      }
      panel.show(checklist, element);
    },
    dispose() {
      listener.dispose();
      for (const panel of [...panels.values()]) panel.dispose();
    },
  };
}

interface Panel extends Disposable {
  show(checklist: ThreatChecklist, element?: string): void;
  changed(): void;
  onClosed(listen: () => void): void;
}

function openPanel(server: Server, documents: ShownDocuments, folder: string): Panel {
  const panel: WebviewPanel = window.createWebviewPanel(
    'portside.threats',
    'Threat Model',
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    // What is typed and not sent stays while the panel is behind another.
    { enableScripts: true, localResourceRoots: [], enableFindWidget: true, retainContextWhenHidden: true },
  );
  let checklist: ThreatChecklist | undefined;
  let look: Look = { by: 'element', openOnly: true };
  let isReady = false;
  const unfolded = new Set<string>();
  let goTo: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let asked = 0;

  function put(told = ''): void {
    if (!isReady || !checklist) return;
    panel.title = `Threat Model: ${checklist.header?.service ?? checklist.folderName}`;
    const body = checklistBody(checklist, { ...look, unfolded, chosen: goTo });
    void panel.webview.postMessage({ body, told, goTo: goTo !== undefined });
    goTo = undefined;
  }

  /** Asks anew; of answers that overtake each other the latest question's counts. */
  async function refresh(told?: string): Promise<void> {
    const mine = ++asked;
    const answer = await server.request('portside/threats', { folder, stay: true });
    if (mine !== asked) return;
    checklist = answer;
    put(told);
  }

  async function heard(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        isReady = true;
        return put();
      case 'open':
        await window.showTextDocument(Uri.parse(message.uri), {
          viewColumn: ViewColumn.One,
          selection: new Range(message.line - 1, 0, message.line - 1, 0),
        });
        return;
      case 'arrange':
        look = { ...look, by: message.by };
        return put();
      case 'openOnly':
        look = { ...look, openOnly: message.isOn };
        return put();
      case 'start':
        await server.request('portside/startThreats', { folder, header: message.header });
        return refresh('The threat model has begun.');
      case 'unfold':
        if (unfolded.has(message.element) === message.isOpen) return;
        if (message.isOpen) unfolded.add(message.element);
        else unfolded.delete(message.element);
        // Nothing needs to be taken away of what is folded.
        return message.isOpen ? put() : undefined;
      case 'answer': {
        const { group } = message.answer;
        const except =
          group === undefined || !checklist ? [] : await pickExceptions(checklist, { ...message.answer, group });
        if (!except) return refuse('The answer is not saved.');
        await server.request('portside/answerThreat', { folder, answer: { ...message.answer, except } });
        return refresh('The answer is saved.');
      }
      case 'report':
        return documents.showPage(await server.request('portside/threatReport', { folder }));
      case 'refresh':
        return refresh();
    }
  }

  /** What was typed stays. */
  function refuse(told: string): void {
    void panel.webview.postMessage({ told, isRefused: true });
  }

  function tell(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    server.log.error(problem);
    refuse(problem);
    void window.showErrorMessage(`Portside: ${problem}`);
  }

  panel.webview.onDidReceiveMessage((said: unknown) => {
    const message = messageFrom(said);
    if (message) heard(message).catch(tell);
    else refuse('Something is missing: each answer has a reason, and an accepted risk a last day.');
  });
  panel.webview.html = checklistPage(randomBytes(18).toString('base64url'));

  return {
    show(current, element) {
      asked++;
      checklist = current;
      goTo = element;
      if (element !== undefined) unfolded.add(element);
      if (element !== undefined) look = { ...look, by: look.by === 'need' ? 'element' : look.by };
      panel.reveal(undefined, true);
      put();
    },
    changed() {
      clearTimeout(timer);
      timer = setTimeout(() => refresh().catch(tell), PAUSE_MS);
    },
    onClosed(listen) {
      panel.onDidDispose(() => {
        clearTimeout(timer);
        listen();
      });
    },
    dispose: () => panel.dispose(),
  };
}
