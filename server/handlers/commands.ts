/**
 * Commands for clients that know nothing of Portside. Their ids differ from those of Portside's own client, which asks by
 * requests: VS Code has one place for all ids.
 */
import type { ServerCapabilities, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import { tellDeclaration, type WrittenDeclaration } from '../tellDeclaration.ts';
import type { Scans } from './workspaceScan.ts';

export const APPLY_EDIT = 'portside.server.applyEdit';
/** Says what a declaration that was just written means. */
export const TELL_DECLARATION = 'portside.server.tellDeclaration';
const SCAN = 'portside.server.scanWorkspace';
const CLEAR = 'portside.server.clearWorkspaceFindings';

/** Runs commands. */
export function commands(session: Session, scans: Scans): ServerCapabilities {
  const { connection, abilities } = session;
  connection.onExecuteCommand(async ({ command, arguments: given = [], workDoneToken }, token) => {
    switch (command) {
      case APPLY_EDIT:
        await connection.workspace.applyEdit(given[0] as WorkspaceEdit);
        return null;
      case TELL_DECLARATION:
        await tellDeclaration(session, given[0] as WrittenDeclaration);
        return null;
      case SCAN: {
        if (workDoneToken === undefined && abilities.workDoneProgress) {
          const progress = await connection.window.createWorkDoneProgress();
          return scans.scanWorkspace(progress, progress.token);
        }
        return scans.scanWorkspace(connection.window.attachWorkDoneProgress(workDoneToken), token);
      }
      case CLEAR:
        scans.clear();
        return null;
      default:
        return null;
    }
  });
  return { executeCommandProvider: { commands: [SCAN, CLEAR, APPLY_EDIT, TELL_DECLARATION], workDoneProgress: true } };
}
