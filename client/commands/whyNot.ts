import { window } from 'vscode';
import type { Portside } from '../portside.ts';

/** Shows why nothing, or nothing else, is reported on the line of the cursor. */
export async function whyNot({ server, documents }: Portside): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) throw new Error('Put the cursor on a line to see why nothing is reported there.');
  const uri = editor.document.uri.toString();
  await documents.showPage(await server.request('portside/whyNot', { uri, line: editor.selection.active.line }));
}
