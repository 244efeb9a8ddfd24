import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { uriOf } from './openDocuments.ts';

/** Who speaks about a file. What an open document's own analysis says stands in the place of what a scan said. */
type Layer = 'document' | 'scan' | 'configuration';

export interface Publisher {
  /** Says what a layer knows of a file. No diagnostics and `undefined` differ: a clean open document hides a scan's. */
  set(layer: Layer, file: string, diagnostics: readonly Diagnostic[] | undefined, version?: number): void;
  /** Takes everything back that a layer said, for all files or for those that match. */
  clear(layer: Layer, matches?: (file: string) => boolean): void;
  /** Says what a file's findings have to say in other files, in place of what they said before. */
  note(owner: string, notes: readonly { readonly file: string; readonly diagnostic: Diagnostic }[]): void;
  /** The name that the editor has for an open file; absent: the file is closed. */
  name(file: string, uri: string | undefined): void;
  /** The name under which the client knows the file. */
  uriOf(file: string): string;
}

/** Brings together what is known of each file, and sends what changed. */
export function createPublisher(send: (params: PublishDiagnosticsParams) => void): Publisher {
  const layers: Record<Layer, Map<string, readonly Diagnostic[]>> = {
    document: new Map(),
    scan: new Map(),
    configuration: new Map(),
  };
  /** By the file that they stand in, then by the file of their finding. */
  const notes = new Map<string, Map<string, readonly Diagnostic[]>>();
  const names = new Map<string, string>();
  const sent = new Map<string, string>();
  const nameOf = (file: string) => names.get(file) ?? uriOf(file);

  function publish(file: string, version?: number): void {
    const own = layers.document.get(file) ?? layers.scan.get(file) ?? [];
    const noted = [...(notes.get(file)?.values() ?? [])].flat();
    const diagnostics = [...own, ...noted, ...(layers.configuration.get(file) ?? [])];
    const uri = nameOf(file);
    const content = JSON.stringify(diagnostics);
    // A version is said even where nothing else changed: a client may wait for it.
    if (version === undefined && (sent.get(uri) ?? '[]') === content) return;
    if (diagnostics.length > 0) sent.set(uri, content);
    else sent.delete(uri);
    send({ uri, diagnostics, ...(version !== undefined && { version }) });
  }

  return {
    set(layer, file, diagnostics, version) {
      if (diagnostics === undefined) layers[layer].delete(file);
      else layers[layer].set(file, diagnostics);
      publish(file, version);
    },
    clear(layer, matches = () => true) {
      for (const file of [...layers[layer].keys()].filter(matches)) {
        layers[layer].delete(file);
        publish(file);
      }
    },
    note(owner, said) {
      const touched = new Set(said.map(({ file }) => file));
      for (const [file, owners] of notes) if (owners.delete(owner)) touched.add(file);
      for (const { file, diagnostic } of said) {
        const owners = notes.get(file) ?? new Map<string, readonly Diagnostic[]>();
        notes.set(file, owners.set(owner, [...(owners.get(owner) ?? []), diagnostic]));
      }
      for (const file of touched) publish(file);
    },
    name(file, uri) {
      const before = nameOf(file);
      if (uri === undefined) names.delete(file);
      else names.set(file, uri);
      if (before === nameOf(file)) return;
      if (sent.delete(before)) send({ uri: before, diagnostics: [] });
      publish(file);
    },
    uriOf: nameOf,
  };
}
