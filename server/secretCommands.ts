/** What a person asks to be done about a secret: move it to the environment, and say how to make it worthless. */
import { MessageType, ShowMessageNotification, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { sourceFile } from '../engine/source/sourceFile.ts';
import type { FindingQuestion, MovedSecret } from './analysisQuestions.ts';
import { textEditsOf } from './convert.ts';
import type { OpenFindings } from './handlers/diagnostics.ts';
import type { Session } from './session.ts';
import { creationOf, differenceOf } from './workspaceEdits.ts';

/** A finding of an open document, by what both sides may say of it: a secret itself never travels with a command. */
export interface NamedFinding {
  readonly uri: string;
  readonly fingerprint: string;
}

const SHOW = { title: 'Show What to Do' };

/** Changes the files, all in one edit that the editor can undo, and tells what is left to do. */
export async function moveSecret(session: Session, open: OpenFindings, named: NamedFinding): Promise<void> {
  const question = await questionOf(session, open, named);
  if (!question) return;
  const documents = Object.fromEntries(session.documents.all().map(({ file, text }) => [file, text.getText()]));
  const moved = await session.thread.ask('moveSecret', { ...question, documents });
  const edit = moved && editOfMove(session, moved);
  if (!moved || !edit) return say(session, 'The secret cannot be moved: the text has changed.', MessageType.Warning);
  const { applied } = await session.connection.workspace.applyEdit({ label: 'Move a secret to the environment', edit });
  if (!applied) return say(session, 'The editor did not take the change; nothing was moved.', MessageType.Warning);
  const notes = moved.notes.map((note) => ` ${note}`).join('');
  const message = `The code reads ${moved.variable} now.${notes} Whoever has read the old value can still use it: make it worthless.`;
  await offer(session, message, moved.guide);
}

/** Shows what to do about a secret that has leaked. */
export async function showRotationGuide(session: Session, open: OpenFindings, named: NamedFinding): Promise<void> {
  const question = await questionOf(session, open, named);
  const guide = question && (await session.thread.ask('rotationGuide', question));
  if (guide) await show(session, guide);
}

async function questionOf(
  session: Session,
  open: OpenFindings,
  { uri, fingerprint }: NamedFinding,
): Promise<FindingQuestion | undefined> {
  const current = await open.current(uri);
  const finding = current?.isExact && current.findings.find((each) => each.fingerprint === fingerprint);
  if (!current || !finding) return undefined;
  return { ...(await session.askedAs(current.document.file, uri)), text: current.source.text, finding };
}

/** One edit for all files; undefined when one of them is no longer as it was read, or the client can make no files. */
function editOfMove({ publisher, documents, abilities }: Session, { changes }: MovedSecret): WorkspaceEdit | undefined {
  const all: NonNullable<WorkspaceEdit['documentChanges']> = [];
  for (const { file, before, after } of changes) {
    const uri = documents.all().find((document) => document.file === file)?.uri ?? publisher.uriOf(file);
    const opened = documents.get(uri);
    if (opened && opened.text.getText() !== before) return undefined;
    if (before === null) {
      const creation = creationOf(uri, after, abilities)?.documentChanges;
      if (!creation) return undefined;
      all.push(...creation);
    } else {
      const edits = textEditsOf([differenceOf(before, after)], sourceFile('', before));
      all.push(TextDocumentEdit.create({ uri, version: opened?.text.version ?? null }, edits));
    }
  }
  return { documentChanges: all };
}

async function offer(session: Session, message: string, guide: string): Promise<void> {
  if (!session.abilities.documents) return say(session, message, MessageType.Info);
  const picked = await session.connection.window.showInformationMessage(message, SHOW);
  if (picked?.title === SHOW.title) await show(session, guide);
}

async function show(session: Session, text: string): Promise<void> {
  if (session.abilities.documents) {
    await session.connection.sendNotification('portside/show', { title: 'leaked-secret.md', text });
  } else await say(session, text, MessageType.Info);
}

async function say({ connection }: Session, message: string, type: MessageType): Promise<void> {
  await connection.sendNotification(ShowMessageNotification.type, { type, message });
}
