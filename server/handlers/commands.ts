/**
 * Commands for clients that know nothing of Portside. Their ids differ from those of Portside's own client, which asks by
 * requests: VS Code has one place for all ids.
 */
import type { ServerCapabilities, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import type { Scans } from './workspaceScan.ts';

export const APPLY_EDIT = 'portside.server.applyEdit';
const SCAN = 'portside.server.scanWorkspace';
const CLEAR = 'portside.server.clearWorkspaceFindings';

/** Runs commands. */
export function commands({ connection, abilities }: Session, scans: Scans): ServerCapabilities {
  connection.onExecuteCommand(async ({ command, arguments: given = [], workDoneToken }, token) => {
    switch (command) {
      case APPLY_EDIT:
        await connection.workspace.applyEdit(given[0] as WorkspaceEdit);
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
  return { executeCommandProvider: { commands: [SCAN, CLEAR, APPLY_EDIT], workDoneProgress: true } };
}
