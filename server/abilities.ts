import type { InitializeParams } from 'vscode-languageserver/node';
import type { ExperimentalCapabilities } from './protocol.ts';

/** What the client can do, of what Portside makes use of. Nothing of it is needed. */
export interface Abilities {
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticVersion: boolean;
  readonly codeActionLiterals: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly snippetEdits: boolean;
  readonly markdownHover: boolean;
  readonly configuration: boolean;
  readonly configurationEvents: boolean;
  readonly watchedFiles: boolean;
  readonly workDoneProgress: boolean;
  readonly status: boolean;
  readonly threats: boolean;
  readonly codeLensRefresh: boolean;
  readonly documents: boolean;
}

/** Reads the abilities from what the client says of itself. */
export function abilitiesOf({ capabilities }: InitializeParams): Abilities {
  const { textDocument, workspace, window } = capabilities;
  const experimental = capabilities.experimental as ExperimentalCapabilities | undefined;
  return {
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    diagnosticVersion: textDocument?.publishDiagnostics?.versionSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    configuration: workspace?.configuration === true,
    configurationEvents: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    status: experimental?.portside?.status === true,
    threats: experimental?.portside?.threats === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    documents: experimental?.portside?.documents === true,
  };
}
