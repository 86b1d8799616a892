/** The requests of our own that the server answers or sends, beside those of LSP. */
export const REQUESTS = {
  /** To the server: `StandardCaveatsParams` → `StandardCaveat[]`. */
  standardCaveats: 'caveat/standardCaveats',
  /** To the server: `OccurrencesParams` → `OccurrencesResult | null`. */
  occurrences: 'caveat/occurrences',
  /** To the server: `ConceptsParams` → `ConceptsResult`. */
  concepts: 'caveat/concepts',
  /** To the server: `MentionsParams` → `MentionsResult | null`. */
  mentions: 'caveat/mentions',
  /** To the server: `GlossariesParams` → `GlossariesResult`. */
  glossaries: 'caveat/glossaries',
  /** To the server: `AddConceptParams` → `AddConceptResult`. */
  addConcept: 'caveat/addConcept',
  /** To the client: `ReadFileParams` → `ReadFileResult`. */
  readFile: 'caveat/readFile',
  /** To the client: `FindFilesParams` → `FindFilesResult`. */
  findFiles: 'caveat/findFiles',
  /** To the server, a notification with `VisibleParams`: what an editor shows of a document has changed. */
  visible: 'caveat/visible',
  /** To the client, a notification without parameters: occurrences may be others now. */
  changed: 'caveat/changed',
} as const;

/** The commands that the server names, if the client has told them at the start: for links in its Markdown, and behind an edit. */
export const COMMANDS = {
  openConcept: 'caveat.openConcept',
  openRule: 'caveat.openRule',
  /** Opens a page of ours by its URI. */
  openPage: 'caveat.openPage',
  /** Saves the file of a URI. */
  saveFile: 'caveat.saveFile',
} as const;

/** The scheme of the read-only pages that the server writes. */
export const PAGE_SCHEME = 'caveat';

/** The page of a rule. */
export function rulePageUri(rule: string): string {
  return `${PAGE_SCHEME}:/rules/${encodeURIComponent(rule)}.md`;
}

/** The page of a concept. */
export function conceptPageUri(concept: string): string {
  return `${PAGE_SCHEME}:/concepts/${encodeURIComponent(concept)}.md`;
}

/** The page that tells why something is flagged at a place of a document (line and character as in LSP), or is not. */
export function explanationPageUri(document: string, line: number, character: number): string {
  return `${PAGE_SCHEME}:/why/${line}-${character}/${encodeURIComponent(document)}.md`;
}

/** The page that shows a file of the built-in glossary. */
export function glossaryPageUri(file: string): string {
  return `${PAGE_SCHEME}:/glossary/${encodeURIComponent(file.slice(file.lastIndexOf('/') + 1))}`;
}

/** What a client may say in `initialize`; everything is optional. */
export interface InitializationOptions {
  /** Settings for clients that do not answer `workspace/configuration`, in the form of the section `caveat`. */
  readonly settings?: unknown;
  /** Commands that it runs for us. */
  readonly commands?: readonly string[];
  /** Whether the client answers `caveat/readFile`. */
  readonly readFile?: boolean;
  /** Whether the client answers `caveat/findFiles`. */
  readonly findFiles?: boolean;
  /** Whether the client asks for `caveat/occurrences`, and so wants to hear `caveat/changed`. */
  readonly occurrences?: boolean;
}

/** A place in a document, as in LSP. */
export interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface StandardCaveatsParams {
  readonly textDocument: { readonly uri: string };
}

/** A standard caveat to choose from. */
export interface StandardCaveat {
  readonly rule: string;
  readonly ruleTitle: string;
  readonly title: string;
  /** As it reads when every placeholder keeps its default. */
  readonly text: string;
  /** With tab stops, in LSP's snippet syntax. */
  readonly snippet: string;
  /** Whether the draft lacks it. */
  readonly needed: boolean;
}

export interface OccurrencesParams {
  readonly textDocument: { readonly uri: string };
  /** What to look at first, where all of the document takes long. */
  readonly first?: readonly ProtocolRange[];
}

export interface OccurrencesResult {
  /** The document's version that the ranges belong to. */
  readonly version: number;
  readonly ranges: readonly ProtocolRange[];
  /** Whether only the ranges asked for as `first` were looked at; who wants the others asks again without them. */
  readonly isPart?: boolean;
}

/** What is visible of a document, in all editors that show it. */
export interface VisibleParams {
  readonly textDocument: { readonly uri: string };
  readonly ranges: readonly ProtocolRange[];
}

export interface ReadFileParams {
  readonly uri: string;
}

/** A file's text; neither field where there is no such file. */
export interface ReadFileResult {
  readonly text?: string;
  /** Why it cannot be read. */
  readonly error?: string;
}

export interface FindFilesParams {
  /** The most that are wanted. */
  readonly limit: number;
}

/** The Markdown files of the workspace. */
export interface FindFilesResult {
  readonly uris: readonly string[];
}

export interface ConceptsParams {
  /** The document whose project is meant; the built-in glossary when not given. */
  readonly textDocument?: { readonly uri: string };
  /** Only concepts with a term that holds this. */
  readonly query?: string;
}

/** The concepts of a project, by term; no more than one can look through. */
export interface ConceptsResult {
  readonly concepts: readonly ConceptSummary[];
  /** How many more there are. */
  readonly more: number;
}

/** A concept in a list. */
export interface ConceptSummary {
  readonly id: string;
  readonly term: string;
  /** The other name that holds the query, where the term does not. */
  readonly matched?: string;
  readonly abbreviations: readonly string[];
  /** As a person reads them; the first is the main one. */
  readonly classes: readonly string[];
}

export interface MentionsParams {
  readonly textDocument: { readonly uri: string };
}

/** The concepts that a draft names, by their first place, and all their places. */
export interface MentionsResult {
  readonly version: number;
  readonly mentions: readonly {
    readonly concept: string;
    readonly term: string;
    readonly ranges: readonly ProtocolRange[];
  }[];
}

export interface GlossariesParams {
  readonly textDocument: { readonly uri: string };
}

/** The user's glossary files that hold for a document. */
export interface GlossariesResult {
  readonly files: readonly string[];
  /** Where a new one would stand; undefined for a document outside of all folders. */
  readonly folder?: string;
}

export interface AddConceptParams {
  readonly textDocument: { readonly uri: string };
  /** A glossary's URI, or the path of a new one from `GlossariesResult.folder`. */
  readonly glossary: string;
  readonly term: string;
  readonly definition: string;
}

/** What adds the concept; or the concept that has the term already; or why it cannot be added. */
export interface AddConceptResult {
  /** A WorkspaceEdit of LSP. */
  readonly edit?: unknown;
  /** The files that the edit changes, the glossary first. */
  readonly uris?: readonly string[];
  /** Where the new concept will stand. */
  readonly range?: ProtocolRange;
  readonly known?: string;
  readonly error?: string;
}
