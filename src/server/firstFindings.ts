import type { CancellationToken } from 'vscode-languageserver';
import type { OffsetRange } from '../phrases/offsetRange.ts';
import type { DraftPart, DraftState, Drafts } from './drafts.ts';
import type { Visible } from './visible.ts';

/** The findings of what is visible, where the whole of a draft takes long; the others follow. */
export interface FirstFindings {
  stateOf(uri: string, token?: CancellationToken): Promise<DraftState | DraftPart>;
  /** Whether only a part of a document's findings has been given yet. */
  isWaiting(uri: string): boolean;
  forget(uri: string): void;
}

export interface FirstFindingsOptions {
  readonly drafts: Drafts;
  readonly visible: Visible;
  /** The whole of a document of which a part was given is there now. */
  whole(uri: string): void;
  failed(uri: string, error: unknown): void;
}

/** What was asked about one version of a document. */
interface Given {
  readonly version: number;
  readonly ranges: readonly OffsetRange[];
}

/** Gives findings of what is visible first, and sees to it that the whole is analysed then. */
export function createFirstFindings({ drafts, visible, whole, failed }: FirstFindingsOptions): FirstFindings {
  const given = new Map<string, Given>();
  const waiting = new Map<string, number>();

  async function follow(uri: string, version: number): Promise<void> {
    if (waiting.get(uri) === version) return;
    waiting.set(uri, version);
    const isLatest = (): boolean => waiting.get(uri) === version;
    try {
      const draft = await drafts.draftOf(uri);
      const isThere = isLatest() && typeof draft !== 'string' && draft.version === version;
      if (isLatest()) waiting.delete(uri);
      if (isThere) whole(uri);
    } catch (error) {
      if (isLatest()) waiting.delete(uri);
      failed(uri, error);
    }
  }

  return {
    async stateOf(uri, token) {
      const state = await drafts.partOf(
        uri,
        {
          wanted: 'findings',
          keepsShown: true,
          ranges(ranges, version) {
            const earlier = given.get(uri);
            // What has been scrolled away keeps its findings.
            const all = [...(earlier?.version === version ? earlier.ranges : []), ...visible.rangesOf(uri, ranges)];
            given.set(uri, { version, ranges: all });
            return all;
          },
        },
        token,
      );
      if (typeof state === 'string') return state;
      if (state.isWhole) given.delete(uri);
      else void follow(uri, state.version);
      return state;
    },
    isWaiting: (uri) => waiting.has(uri),
    forget(uri) {
      given.delete(uri);
      waiting.delete(uri);
    },
  };
}
