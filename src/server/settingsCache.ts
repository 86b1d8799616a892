import type { Connection } from 'vscode-languageserver';
import { type Settings, toSettings } from './settings.ts';

export interface SettingsCache {
  settings(uri: string): Promise<Settings>;
  /** Forgets what was asked; `pushed` is what a client sent that does not answer questions. */
  changed(pushed?: unknown): void;
}

/** Each document's settings: asked once per resource where the client answers, else what it said at the start. */
export function createSettings(connection: Connection, asks: boolean, initial: unknown): SettingsCache {
  const known = new Map<string, Promise<Settings>>();
  let standing = toSettings(initial);
  return {
    settings(uri) {
      if (!asks) return Promise.resolve(standing);
      const settings = known.get(uri) ?? ask(uri);
      known.set(uri, settings);
      return settings;
    },
    changed(pushed) {
      known.clear();
      const section = (pushed as { caveat?: unknown } | null | undefined)?.caveat;
      if (section !== undefined) standing = toSettings(section);
    },
  };

  async function ask(uri: string): Promise<Settings> {
    try {
      const value: unknown = await connection.workspace.getConfiguration({ scopeUri: uri, section: 'caveat' });
      // A client that knows nothing of our settings answers null.
      return value === null || value === undefined ? standing : toSettings(value);
    } catch (error) {
      connection.console.error(`The settings of ${uri} cannot be read: ${String(error)}`);
      return standing;
    }
  }
}
