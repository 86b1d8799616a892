import { type DiagnosticTag, type InitializeParams, MarkupKind } from 'vscode-languageserver';
import { COMMANDS, type InitializationOptions } from '../protocol.ts';

/** What the client can do, in the words of our own decisions. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: readonly DiagnosticTag[];
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
  readonly snippetCompletions: boolean;
  readonly markdownHovers: boolean;
  /** Opens the read-only pages that we serve. */
  readonly pages: boolean;
  readonly conceptCommand: boolean;
  /** Opens a page of ours when told to. */
  readonly pageCommand: boolean;
  readonly saveCommand: boolean;
  readonly createsFiles: boolean;
  readonly readsFiles: boolean;
  readonly findsFiles: boolean;
  readonly definitionLinks: boolean;
  readonly asksOccurrences: boolean;
  readonly workspaceFolders: boolean;
}

/** Reads the client's capabilities, and what it says about itself in `initializationOptions`. */
export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const options = optionsOf(initializationOptions);
  const pages = workspace?.textDocumentContent !== undefined;
  const hoverFormats = textDocument?.hover?.contentFormat;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    codeDescription:
      pages &&
      (textDocument?.publishDiagnostics?.codeDescriptionSupport === true ||
        textDocument?.diagnostic?.codeDescriptionSupport === true),
    tags:
      textDocument?.diagnostic?.tagSupport?.valueSet ?? textDocument?.publishDiagnostics?.tagSupport?.valueSet ?? [],
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits:
      workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.snippetEditSupport === true,
    snippetCompletions: textDocument?.completion?.completionItem?.snippetSupport === true,
    // A client that says nothing about formats gets Markdown, as LSP's own default examples do.
    markdownHovers: hoverFormats === undefined || hoverFormats.includes(MarkupKind.Markdown),
    pages,
    conceptCommand: options.commands?.includes(COMMANDS.openConcept) === true,
    pageCommand: pages && options.commands?.includes(COMMANDS.openPage) === true,
    saveCommand: options.commands?.includes(COMMANDS.saveFile) === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    asksOccurrences: options.occurrences === true,
    readsFiles: options.readFile === true,
    findsFiles: options.findFiles === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

/** The client's `initializationOptions`, whatever it sent. */
export function optionsOf(value: unknown): InitializationOptions {
  return typeof value === 'object' && value !== null ? (value as InitializationOptions) : {};
}
