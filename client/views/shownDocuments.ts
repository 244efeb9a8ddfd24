/** Read-only documents that the server makes: pages of rules, effective configurations. They have no file. */
import { commands, type Disposable, EventEmitter, languages, Uri, window, workspace } from 'vscode';
import type { ShownDocument } from '../../server/protocol.ts';

export interface ShownDocuments extends Disposable {
  /** Shows a document as text in this language. */
  showText(document: ShownDocument, language: 'json' | 'markdown'): Promise<void>;
  /** Shows a Markdown document as it is meant to be read, beside the editor. */
  showPage(document: ShownDocument): Promise<void>;
}

const SCHEME = 'portside';

/** Registers the scheme of the documents. */
export function createShownDocuments(): ShownDocuments {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const closed = workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));

  function put({ title, text }: ShownDocument): Uri {
    const uri = Uri.from({ scheme: SCHEME, path: `/${title}` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  }

  async function showText(document: ShownDocument, language: 'json' | 'markdown'): Promise<void> {
    const opened = await workspace.openTextDocument(put(document));
    await window.showTextDocument(await languages.setTextDocumentLanguage(opened, language));
  }

  return {
    showText,
    async showPage(document) {
      // The preview belongs to an extension of VS Code that a user may have disabled.
      if (!(await commands.getCommands(true)).includes('markdown.showPreviewToSide'))
        return showText(document, 'markdown');
      await commands.executeCommand('markdown.showPreviewToSide', put(document));
    },
    dispose() {
      for (const part of [provider, closed, changed]) part.dispose();
    },
  };
}
