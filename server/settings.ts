import type { Connection } from 'vscode-languageserver/node';
import type { Overruling } from '../workspace/workspace.ts';
import type { Settings } from './protocol.ts';

/** The settings that hold for a resource, with defaults. */
interface EditorSettings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  /** What the editor says above the configuration. */
  readonly overruling: Overruling;
}

export interface SettingsStore {
  of(uri: string): Promise<EditorSettings>;
  /** Settings changed: those that the client pushed, where it pushes them. */
  changed(pushed: unknown): void;
}

const SECTION = 'portside';

/**
 * Knows the settings, each asked for once.
 * @param isAsked whether the client answers `workspace/configuration`
 * @param initial what the client said at the start
 */
export function createSettingsStore(connection: Connection, isAsked: boolean, initial: unknown): SettingsStore {
  const known = new Map<string, Promise<EditorSettings>>();
  let pushed = readSettings(initial);

  async function ask(uri: string): Promise<EditorSettings> {
    if (!isAsked) return pushed;
    try {
      return readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }));
    } catch {
      return pushed;
    }
  }

  return {
    of(uri) {
      const found = known.get(uri) ?? ask(uri);
      known.set(uri, found);
      return found;
    },
    changed(settings) {
      known.clear();
      if (isObject(settings) && SECTION in settings) pushed = readSettings(settings[SECTION]);
    },
  };
}

/** Reads settings as a client may send them; what is no setting of ours is as if it were absent. */
function readSettings(value: unknown): EditorSettings {
  const settings: Partial<Record<keyof Settings, unknown>> = isObject(value) ? value : {};
  const { profile } = settings;
  return {
    enable: settings.enable !== false,
    run: settings.run === 'onSave' ? 'onSave' : 'onType',
    overruling: {
      ...(settings.includeTests === true && { tests: true }),
      ...((profile === 'recommended' || profile === 'audit') && { profile }),
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
