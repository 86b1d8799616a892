import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { startClient } from './client.ts';

// The compiler knows this file by Node's types, which have no `Worker` of the web's kind.
declare const Worker: new (
  url: string,
  options: { readonly name: string },
) => ConstructorParameters<typeof LanguageClient>[2];

/** Starts the extension in a web-worker host: the server is a worker of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const url = Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  await startClient(
    context,
    (id, name, options) => new LanguageClient(id, name, new Worker(url, { name: 'caveat' }), options),
  );
}
