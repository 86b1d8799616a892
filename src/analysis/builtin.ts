import json from '#builtin';
import type { NamedText } from '../glossary/yamlFile.ts';
import type { Data } from './data.ts';
import { type PackedData, unpackSteps } from './pack.ts';

/** What the build made of data/. */
interface Builtin {
  readonly packed: PackedData;
  readonly glossary: readonly NamedText[];
}

/** The built-in data as read. */
interface Read {
  readonly data: Data;
  readonly glossary: Builtin['glossary'];
}

let read: Read | undefined;
let reading: Generator<void, Read> | undefined;

function* readSteps(): Generator<void, Read> {
  const { packed, glossary } = JSON.parse(json) as Builtin;
  yield;
  return { data: yield* unpackSteps(packed), glossary };
}

/** Takes the next step of reading; whoever asks first takes it for all. */
function goOn(): void {
  reading ??= readSteps();
  const { done, value } = reading.next();
  if (!done) return;
  read = value;
  reading = undefined;
}

function readBuiltin(): Read {
  while (!read) goOn();
  return read;
}

/** Reads the built-in data step by step, so that who asks for it later need not wait. */
export function* builtinSteps(): Generator<void> {
  while (!read) {
    goOn();
    yield;
  }
}

/** The built-in glossary, rules and cues; unpacked once. */
export function builtinData(): Data {
  return readBuiltin().data;
}

/** The files of the built-in glossary, as they were when the build read them. */
export function builtinGlossary(): readonly NamedText[] {
  return readBuiltin().glossary;
}
