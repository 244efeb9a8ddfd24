/** Tells a person what a declaration means that was just written to a configuration. */
import { MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import type { DeclarationMeaning } from './analysisQuestions.ts';
import { AnalysisFailure } from './analysisThread.ts';
import type { Session } from './session.ts';

/** A configuration's text with a new row, and where that stands. */
export interface WrittenDeclaration {
  /** Path of the workspace's folder. */
  readonly folder: string;
  readonly configuration: string;
  readonly text: string;
  readonly key: string;
}

/** Scans the folder with the declaration and without it, and says what it changes. */
export async function tellDeclaration(session: Session, written: WrittenDeclaration): Promise<void> {
  const { connection, background, documents, status } = session;
  const folder = session.folderOf(written.folder);
  if (!folder) return;
  const end = status.begin('Looking at what the declaration means');
  try {
    const { overruling } = await session.settings.of(folder.uri);
    const open = Object.fromEntries(documents.all().map(({ file, text }) => [file, text.getText()]));
    const meaning = await background.ask('tryDeclaration', { ...written, overruling, documents: open });
    const type = meaning.uses > 0 ? MessageType.Info : MessageType.Warning;
    await connection.sendNotification(ShowMessageNotification.type, { type, message: inWords(meaning) });
  } catch (error) {
    if (!(error instanceof AnalysisFailure)) throw error;
    connection.console.warn(`${written.configuration}: ${error.message}`);
  } finally {
    end();
  }
}

/** More findings than this are counted, not named. */
const NAMED = 3;

/** `It matches 3 calls. 2 findings go: sql-injection in a.ts:3, ssrf in b.ts:1.` */
export function inWords({ uses, gone, come }: DeclarationMeaning): string {
  if (uses === 0) return 'The declaration matches no call: nothing changes by it.';
  const matched = `It matches ${uses} call${uses === 1 ? '' : 's'}.`;
  const changes = [changed(gone, 'goes', 'go'), changed(come, 'comes', 'come')].filter((text) => text !== '');
  const what = changes.length === 0 ? 'No finding goes or comes by it.' : changes.join(' ');
  return `${matched} ${what} It holds once the configuration is saved.`;
}

function changed(findings: readonly string[], one: string, many: string): string {
  if (findings.length === 0) return '';
  const more = findings.length - NAMED;
  const named = findings.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `${findings.length} finding${findings.length === 1 ? ` ${one}` : `s ${many}`}: ${named}.`;
}
