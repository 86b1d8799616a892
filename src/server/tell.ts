import type { Connection } from 'vscode-languageserver';

/** Sends what nobody waits for: a client that refuses or has gone must not end the server. */
export function tell(connection: Connection, sent: Promise<unknown>): void {
  sent.catch((error) => connection.console.error(`The client did not take a message: ${String(error)}`));
}
