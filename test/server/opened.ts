import { afterEach } from 'vitest';
import { type Client, type ConnectOptions, connect } from './connect.ts';

/** What the rule of the small data asks a caveat for. */
export const CLAIM = 'Tryptophan supplementation helps.';
/** The rule's standard caveat. */
export const CAVEAT = 'This should only be done under medical supervision by a physician.';

const clients: Client[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** A client that is closed after the test. */
export async function connected(options: ConnectOptions = {}): Promise<Client> {
  const client = await connect(options);
  clients.push(client);
  return client;
}

/** The same, with a draft open. */
export async function opened(text: string, options: ConnectOptions = {}): Promise<Client> {
  const client = await connected(options);
  client.open(text);
  return client;
}
