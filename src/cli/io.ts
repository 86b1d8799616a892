/** Where text goes: a terminal, a pipe, a test. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

/** What the command line needs of the machine; paths are absolute, with `/`. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readStdin(): Promise<Uint8Array>;
  /** Throws an error with a `code` such as `ENOENT`. */
  readFile(path: string): Promise<Uint8Array>;
  /** Writes UTF-8, over what stood there. Throws an error with a `code` such as `EACCES`. */
  writeFile(path: string, text: string): Promise<void>;
  kindOf(path: string): Promise<'file' | 'folder' | undefined>;
  /** Markdown files below a folder, relative to it, without `node_modules` and dot-folders. */
  findMarkdown(folder: string): Promise<readonly string[]>;
  /** Files that differ from a git revision or are new. Throws a `Failure` where that cannot be told. */
  changedSince(revision: string): Promise<ReadonlySet<string>>;
  /** Starts the language server in this process. */
  startServer(): Promise<void>;
}
