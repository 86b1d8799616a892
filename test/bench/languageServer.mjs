// The built language server over stdio, as an editor drives it.
import { spawn } from 'node:child_process';
import {
  createProtocolConnection,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fromRoot } from '../../scripts/processes.mjs';

const uri = 'file:///bench/draft.md';
const textDocument = { uri };

const capabilities = {
  workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: { relatedInformation: true },
  },
};

/** Starts the server; `startMs` is the time until it has introduced itself. */
export async function startServer() {
  const start = performance.now();
  const child = spawn(process.execPath, [fromRoot('dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const initialized = connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities,
  });
  await Promise.race([initialized, new Promise((_, reject) => child.once('exit', () => reject(new Error('ended'))))]);
  const startMs = performance.now() - start;
  connection.sendNotification('initialized', {});

  let document;
  let resultId;

  /** The findings of the newest version, asked for again when the server says that it was overtaken. */
  async function diagnostics() {
    for (;;) {
      try {
        const report = await connection.sendRequest('textDocument/diagnostic', {
          textDocument,
          ...(resultId ? { previousResultId: resultId } : {}),
        });
        resultId = report.resultId;
        return report.items;
      } catch (error) {
        if (error.code !== LSPErrorCodes.ServerCancelled) throw error;
      }
    }
  }

  function hover(offset) {
    return connection.sendRequest('textDocument/hover', { textDocument, position: document.positionAt(offset) });
  }

  return {
    startMs,
    diagnostics,
    /** The same once the whole draft has been looked at: a long one is answered for by its visible part first. */
    async allDiagnostics() {
      await connection.sendRequest('caveat/occurrences', { textDocument });
      return diagnostics();
    },
    hover,
    /** Where a term of the glossary stands before an offset, which an edit at that offset does not move. */
    termBefore(offset) {
      return Math.max(0, document.getText().lastIndexOf('serotonin', offset - 40));
    },
    open(text) {
      document = TextDocument.create(uri, 'markdown', 1, text);
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'markdown', version: 1, text },
      });
    },
    change({ start: from, end, text }) {
      const change = { range: { start: document.positionAt(from), end: document.positionAt(end) }, text };
      TextDocument.update(document, [change], document.version + 1);
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: document.version },
        contentChanges: [change],
      });
    },
    /** The longest time in milliseconds that the server lets a trifle wait while `work` is under way. */
    async longestSilence(work) {
      let longest = 0;
      let busy = true;
      const done = work().finally(() => {
        busy = false;
      });
      while (busy) {
        const asked = performance.now();
        // No server knows this request, and each says so as soon as it is listening.
        await connection.sendRequest('bench/nothing').catch(() => undefined);
        longest = Math.max(longest, performance.now() - asked);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await done;
      return longest;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
