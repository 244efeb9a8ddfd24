/**
 * Commands for clients that know nothing of Portside. Their ids differ from those of Portside's own client, which asks by
 * requests: VS Code has one place for all ids.
 */
import type { ServerCapabilities, WorkspaceEdit } from 'vscode-languageserver/node';
import { moveSecret, type NamedFinding, showRotationGuide } from '../secretCommands.ts';
import type { Session } from '../session.ts';
import { tellDeclaration, type WrittenDeclaration } from '../tellDeclaration.ts';
import type { OpenFindings } from './diagnostics.ts';
import type { Scans } from './workspaceScan.ts';

export const APPLY_EDIT = 'portside.server.applyEdit';
/** Says what a declaration that was just written means. */
export const TELL_DECLARATION = 'portside.server.tellDeclaration';
/** Moves a secret to the environment, and says what is left to do about it. */
export const MOVE_SECRET = 'portside.server.moveSecret';
export const SHOW_ROTATION_GUIDE = 'portside.server.showRotationGuide';
const SCAN = 'portside.server.scanWorkspace';
const CLEAR = 'portside.server.clearWorkspaceFindings';

/** Runs commands. */
export function commands(session: Session, scans: Scans, open: OpenFindings): ServerCapabilities {
  const { connection, abilities } = session;
  connection.onExecuteCommand(async ({ command, arguments: given = [], workDoneToken }, token) => {
    switch (command) {
      case APPLY_EDIT:
        await connection.workspace.applyEdit(given[0] as WorkspaceEdit);
        return null;
      case TELL_DECLARATION:
        await tellDeclaration(session, given[0] as WrittenDeclaration);
        return null;
      case MOVE_SECRET:
        await moveSecret(session, open, given[0] as NamedFinding);
        return null;
      case SHOW_ROTATION_GUIDE:
        await showRotationGuide(session, open, given[0] as NamedFinding);
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
  const known = [SCAN, CLEAR, APPLY_EDIT, TELL_DECLARATION, MOVE_SECRET, SHOW_ROTATION_GUIDE];
  return { executeCommandProvider: { commands: known, workDoneProgress: true } };
}
