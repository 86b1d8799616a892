import type { Engine } from './engine.ts';
import type { Io } from './io.ts';

/** Exit codes of every command. */
export const NOTHING_FOUND = 0;
export const FINDINGS = 1;
export const COULD_NOT = 2;

/** What a command works with. */
export interface Shell {
  readonly io: Io;
  readonly engine: Engine;
  /** Writes a line to standard error. */
  tell(message: string): void;
  /** Sets the exit code. */
  exit(code: number): void;
}
