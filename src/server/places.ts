import type { Location } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Concept } from '../glossary/concept.ts';
import type { NamedText } from '../glossary/yamlFile.ts';
import { glossaryPageUri } from '../protocol.ts';
import { createRanges, type Ranges } from './ranges.ts';
import { uriOf } from './uris.ts';

/** Where glossaries define their concepts; each file is looked into once for as long as this is kept. */
export interface Places {
  /** Undefined where the file has gone. A built-in concept stands in a page that is asked for with `workspace/textDocumentContent`. */
  placeOf(concept: Concept): Promise<Location | undefined>;
}

export interface PlacesOptions {
  builtinGlossary(): readonly NamedText[];
  /** The text of a user's file as it was last read. */
  textOf(path: string): Promise<string | undefined>;
}

/** Makes a finder of places. */
export function createPlaces({ builtinGlossary, textOf }: PlacesOptions): Places {
  const files = new Map<string, Ranges | undefined>();

  async function rangesOf(path: string, own: boolean): Promise<Ranges | undefined> {
    if (!files.has(path)) {
      const text = own ? builtinGlossary().find(({ name }) => name === path)?.text : await textOf(path);
      files.set(path, text === undefined ? undefined : createRanges(TextDocument.create(path, 'yaml', 0, text)));
    }
    return files.get(path);
  }

  return {
    async placeOf({ place, file }) {
      const own = file === undefined;
      if (!place) return undefined;
      const ranges = await rangesOf(place.file, own);
      return (
        ranges && { uri: own ? glossaryPageUri(place.file) : uriOf(place.file), range: ranges.toRange(place.range) }
      );
    },
  };
}
